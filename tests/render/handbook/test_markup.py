"""No character of the regulation acts as markup; figures and references become links."""

from __future__ import annotations

import html
import re

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.model.prose import ProseError
from generator.render.handbook.address import Addresses
from generator.render.handbook.markup import TermMarker, prose, prose_html, quotes_html, to_markdown

EXTENSIONS = ["attr_list", "md_in_html", "tables", "def_list", "fenced_code", "admonition", "footnotes"]


def read_back(text: str) -> str:
    """The text a reader sees of Markdown that is one paragraph."""
    page = markdown.markdown(str(to_markdown(text)), extensions=EXTENSIONS)
    assert page.startswith("<p>")
    assert page.count("<") == 2
    return html.unescape(re.sub(r"<[^>]+>", "", page))


@given(
    st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), min_size=1).filter(
        str.strip
    )
)
@example("1. 不是列表")
@example("- 不是列表")
@example("# 不是标题")
@example("*a* _b_ `c` [d](e) <f> &amp; {#g} | h ~~~ ![i](j)")
@example("=== ")
@example(": x")
@example("!!! note")
@example("??? x")
@example("\\*")
def test_any_text_reads_back_as_itself(text):
    assert read_back(text.strip()).split() == text.split()


def test_line_breaks_become_blanks():
    assert str(to_markdown("甲\n\n乙")) == "甲 乙"


def test_references_and_figures_become_links(trips):
    made = prose(
        trips,
        '按{条:notice.2}，提前{{ 参数("提前工作日") }}交{表单:trip}。',
        Addresses(trips, "chapters/general.md"),
    )

    assert str(made) == (
        "按[第三条第二款](travel.md#notice.2){ .ref .ref-article }，"
        "提前[2个工作日](../figures.md#param.提前工作日){ .ref .ref-parameter }"
        "交[附表1《出差申请表》](../forms/trip.md){ .ref .ref-form }。"
    )


def test_a_figure_to_be_confirmed_carries_a_badge(trips):
    made = prose_html(trips, '{{ 参数("餐补") }}', Addresses(trips, "index.md", ".html"))

    assert made.endswith('100元/人/天</a><span class="pending">待核定</span>')


def test_sentences_tables_and_chapters_become_links(trips):
    links = Addresses(trips, "index.md", ".html")
    made = prose_html(trips, '{{ 句("差旅等级", "甲") }}<{章:travel}>{{ 表("差旅等级") }}', links)

    assert 'href="chapters/travel.html#table.差旅等级">预计费用超过1万元</a>&lt;' in made
    assert 'href="chapters/travel.html">第二章</a>&gt;' in made
    assert made.endswith(">《差旅等级》</a>")


def test_an_unknown_name_in_prose_is_an_error(trips):
    with pytest.raises(ProseError):
        prose(trips, "{条:nowhere}", Addresses(trips, "index.md"))


def test_quotes_show_the_value_of_a_parameter_and_a_slot_for_everything_else(trips):
    links = Addresses(trips, "index.md", ".html")
    made = quotes_html(trips, "<b>不足{参数.提前工作日}日：{申请.等级}，{个数(申请.费用明细) + 1}", links)

    assert made == (
        '&lt;b&gt;不足<a class="ref ref-parameter" href="figures.html#param.提前工作日">2</a>日：'
        '<span class="slot" title="申请.等级">〔等级〕</span>，'
        '<span class="slot" title="个数(申请.费用明细) + 1">〔算出的数值〕</span>'
    )


def test_a_slot_that_follows_its_own_name_does_not_say_it_again(trips):
    made = quotes_html(trips, "等级填“{申请.等级}”", Addresses(trips, "index.md", ".html"))

    assert made == '等级填“<span class="slot" title="申请.等级">××</span>”'


def test_only_the_first_mention_of_a_term_leads_to_its_meaning(trips):
    links = Addresses(trips, "chapters/general.md")
    terms = TermMarker(trips.glossary)
    made = prose(trips, "出差人和出差人", links, terms) + prose(trips, "出差人*", links, terms)

    assert made == (
        '<a class="term" href="../glossary.html#term.出差人" data-meaning="因公离开常驻城市的员工">出差人</a>'
        "和出差人出差人&#42;"
    )

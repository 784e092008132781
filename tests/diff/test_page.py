"""The redline page: complete, escaped, loading nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from generator.diff import Comparison, compare
from generator.diff.page import render_page
from tests.builders import article, policy
from tests.diff.edits import EDITS, base, edited, made


def page(*names: str, **more: str) -> str:
    old, new = made(base()), edited(*(EDITS[n] for n in names))
    of = Comparison(
        old=old, new=new, changes=compare(old, new), old_label="1.0 版", new_label="1.1 版", **more
    )
    return render_page(of)


class Balanced(HTMLParser):
    """Fails on a tag that is not closed in its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:  # noqa: ARG002 - the base's interface
        if tag not in {"meta", "link", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag


def test_deletions_and_insertions_are_marked_as_such() -> None:
    found = page("figure")

    assert "<del>5</del><ins>6</ins>万元" in found
    assert (
        '<span class="revision__place">第四条第二款</span>费用不超过<del>5</del><ins>6</ins>万元。' in found
    )


def test_every_article_and_form_has_an_address() -> None:
    found = page("figure", "required", "cell", "operator")

    assert 'id="notice"' in found
    assert 'id="form-trip"' in found
    assert {*re.findall(r'href="#([^"]+)"', found)} <= {*re.findall(r'id="([^"]+)"', found)}


def test_the_page_is_well_formed_and_asks_nobody_for_anything() -> None:
    found = page("figure", "required", "item-added", "article-added", note="修订说明")
    parser = Balanced()
    parser.feed(found)

    assert parser.open == []
    assert not re.search(r"<script|src=|url\(|https?:", found)
    assert "修订说明" in found


def test_text_of_the_regulation_never_acts_as_markup() -> None:
    old = policy(article(款=["甲"]))
    new = policy(article(款=["<script>alert(1)</script>&<b>"], 条名="<img src=x>"))
    of = Comparison(old=old, new=new, changes=compare(old, new), old_label="<i>", new_label='"x"', note="<u>")

    assert not re.search(r"<(script|b|img|i|u)\b", render_page(of))


def test_the_same_comparison_gives_the_same_page() -> None:
    assert page("figure") == page("figure")


def test_no_difference_is_said() -> None:
    assert "没有差别" in page()

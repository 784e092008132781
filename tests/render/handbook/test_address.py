"""Links between pages of the handbook."""

from __future__ import annotations

import pytest

from generator.render.handbook.address import Addresses, anchor, paragraph_anchor


def test_an_article_of_the_same_page_is_reached_by_its_anchor_alone(trips):
    assert Addresses(trips, "chapters/travel.md").article("grade") == "#grade"


def test_an_article_of_another_chapter_is_reached_by_a_relative_link(trips):
    assert Addresses(trips, "chapters/general.md").article("grade") == "travel.md#grade"


def test_raw_html_links_to_the_built_page(trips):
    assert Addresses(trips, "forms/trip.md", ".html").article("grade") == "../chapters/travel.html#grade"


def test_a_paragraph_has_an_anchor_that_no_article_can_have(trips):
    assert Addresses(trips, "index.md").article("notice", 2) == "chapters/travel.md#notice.2"
    assert paragraph_anchor("notice", 2) not in trips.articles


def test_on_the_page_of_the_whole_text_articles_chapters_and_tables_are_near(trips):
    whole = Addresses(trips, "print.md", ".html", is_whole=True)

    assert whole.article("grade") == "#grade"
    assert whole.chapter("travel") == "#chapter.travel"
    assert whole.table("差旅等级") == "#table.差旅等级"
    assert whole.parameter("餐补") == "figures.html#param.餐补"


def test_rules_forms_and_files_have_their_pages(trips):
    links = Addresses(trips, "chapters/general.md", ".html")

    assert links.rule("notice-days") == "travel.html#rule.notice-days"
    assert links.form("trip") == "../forms/trip.html"
    assert links.to("forms/trip.docx") == "../forms/trip.docx"
    assert links.chapter("travel") == "travel.html"


@pytest.mark.parametrize(("name", "expected"), [("餐补", "t.餐补"), ("餐补 (A)/人", "t.餐补_A_人")])
def test_an_anchor_holds_no_mark_that_a_link_would_have_to_escape(name, expected):
    assert anchor("t", name) == expected

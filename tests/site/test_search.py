"""The search in a real browser, from a web server and from file addresses."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest


def find(page, query):
    """Type a query; give the addresses of the sections found, best first."""
    page.click(".md-search__input")
    page.fill(".md-search__input", query)
    page.wait_for_selector(".md-search-result__link")
    page.wait_for_timeout(200)  # the theme goes on listing for a moment
    links = page.locator(".md-search-result__link")
    return [urlsplit(links.nth(i).get_attribute("href")) for i in range(min(links.count(), 6))]


def sections(found):
    """The articles among what was found, without the pages that gather them."""
    return [f.fragment for f in found if f.fragment]


@pytest.mark.parametrize("query", ["提前申请", "第三条", "第3条", "tiqianshenqing", "tqsq", "报备"])
def test_an_article_is_found_by_any_of_its_names(visit, trip_site, query):
    page = visit((trip_site / "index.html").as_uri())

    assert sections(find(page, query))[0] == "notice"


def test_a_word_in_the_middle_of_a_sentence_is_found(visit, trip_site):
    page = visit((trip_site / "index.html").as_uri())

    assert "scope" in sections(find(page, "外地培训"))


@pytest.mark.parametrize("start", ["index.html", "chapters/general.html"])
def test_it_works_from_a_web_server_as_well(visit, http, start):
    page = visit(f"{http}/{start}")

    assert sections(find(page, "差旅等级"))[0] == "grade"


def test_text_that_is_pasted_is_searched(visit, trip_site):
    page = visit((trip_site / "chapters/general.html").as_uri())
    page.click(".md-search__input")
    page.keyboard.insert_text("差旅等级")

    page.wait_for_selector(".md-search-result__link")


def test_the_page_marks_what_was_searched(visit, trip_site):
    page = visit((trip_site / "index.html").as_uri())
    find(page, "提前申请")
    page.click(".md-search-result__link[href*='#notice']")
    page.wait_for_selector("mark")

    assert set(page.locator("article mark").all_inner_texts()) == {"提前申请"}


def test_the_search_of_a_phone_opens_over_the_page(visit, trip_site):
    page = visit((trip_site / "index.html").as_uri(), width=390, height=800)
    page.click(".hero__search")
    page.wait_for_selector(".md-search__input:focus")
    page.keyboard.type("第三条")
    page.wait_for_selector(".md-search-result__link[href*='#notice']")

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


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("陪同人数", "escort"),
        ("A级套餐", ("packages", "customer-grades")),
        ("礼品登记", ("gifts-given", "gifts-received")),
        ("接待陪同人数", "escort"),
        ("peitongrenshu", "escort"),
        ("ptrs", "escort"),
        ("酒水计入", "packages"),
        ("吃饭标准", "packages"),
        ("超标", "over-limit"),
        ("谁批", ("approval-authority", "sign-off")),
        ("送礼", "gifts-given"),
        ("投诉电话", "complaints"),
        ("几天前通知", "notice"),
        ("喝酒", "meals"),
        ("预算不够", "annual-plan"),
        ("未公开重大信息", ("secrets", "investor-guests")),
    ],
)
def test_the_shipped_regulation_answers_what_people_ask(visit, shipped_site, query, expected):
    page = visit((shipped_site / "index.html").as_uri())
    expected = (expected,) if isinstance(expected, str) else expected

    assert set(expected) & set(sections(find(page, query))[: len(expected)])


def test_every_article_of_the_shipped_regulation_is_found_by_its_number_and_its_title(
    visit, shipped_site, shipped_policy
):
    page = visit((shipped_site / "index.html").as_uri())
    find(page, "制度")
    for article in list(shipped_policy.articles)[::9]:
        for query in (
            f"第{shipped_policy.article_number(article)}条",
            shipped_policy.articles[article].title,
        ):
            assert sections(find(page, query))[0] == article


def test_several_words_narrow_the_search(visit, trip_site):
    page = visit((trip_site / "index.html").as_uri())

    assert sections(find(page, "部门经理 餐补"))[0] == "notice"


def test_markup_that_is_typed_is_only_text(visit, trip_site):
    page = visit((trip_site / "index.html").as_uri())
    page.fill(".md-search__input", "<img src=x onerror=alert(1)>第三条[*")
    page.wait_for_timeout(400)

    assert page.locator(".md-search-result img").count() == 0
    assert page.failures == []


def test_what_nothing_holds_is_not_found(visit, trip_site):
    page = visit((trip_site / "index.html").as_uri())
    page.fill(".md-search__input", "zzzzzz")
    page.wait_for_function("document.querySelector('.md-search-result__meta').textContent.includes('没有')")

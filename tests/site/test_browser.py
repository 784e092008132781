"""The handbook in a real browser: no request elsewhere, nothing cut off, usable by everyone."""

from __future__ import annotations

import io
import re
import unicodedata
from importlib.resources import files

import pypdf
import pytest

PAGES = [
    "index.html", "chapters/travel.html", "chapters/general.html", "figures.html", "decide.html", "process.html",
    "glossary.html", "forms/index.html", "forms/trip.html", "rules.html", "decisions.html", "sources.html",
    "history.html", "print.html", "help/use.html",
]  # fmt: skip
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(params=PAGES)
def address(request, trip_site):
    return (trip_site / request.param).as_uri()


def test_a_page_opens_from_a_file_without_a_request_elsewhere(visit, address):
    page = visit(address)
    page.focus(".md-search__input")  # loads the search, too
    page.wait_for_timeout(150)

    assert [u for u in page.requested if not u.startswith(("file:", "data:", "blob:"))] == []
    assert page.failures == []


@pytest.mark.parametrize("path", [*PAGES, "404.html"])
def test_a_page_opens_from_a_web_server_without_a_request_elsewhere(visit, http, path):
    page = visit(f"{http}/{path}")
    page.focus(".md-search__input")
    page.wait_for_timeout(150)

    assert [u for u in page.requested if not u.startswith((http, "data:", "blob:"))] == []
    assert page.failures == []


def test_nothing_is_cut_off_on_a_phone(visit, address):
    page = visit(address, width=390, height=800)
    too_wide = page.evaluate(
        """[...document.querySelectorAll('.md-main *, .md-header *, .md-footer *')].filter(e => {
             const box = e.getBoundingClientRect(), style = getComputedStyle(e);
             return box.width && box.right > innerWidth + 1 && style.position !== 'fixed'
                    && !e.closest('.md-sidebar, .md-search, .sr-only, .table-frame, svg')
                    && style.clipPath === 'none' && !e.closest('thead');
           }).map(e => e.outerHTML.slice(0, 80))"""
    )

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert too_wide == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390)])
def test_axe_finds_no_violation(visit, address, scheme, width):
    page = visit(address, width=width, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    result = page.evaluate("tags => axe.run({runOnly: tags})", WCAG)

    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in result["violations"]] == []


def test_a_link_to_a_rule_opens_it(visit, trip_site):
    page = visit((trip_site / "chapters/travel.html").as_uri() + "#rule.notice-days")
    page.wait_for_function("document.getElementById('rule.notice-days').closest('details').open")


def test_rows_become_cards_with_their_labels_on_a_phone(visit, trip_site):
    page = visit((trip_site / "chapters/travel.html").as_uri(), width=390)
    cell = page.locator("td[data-label='住宿标准']").first

    assert cell.evaluate("e => getComputedStyle(e, '::before').content") == '"住宿标准"'
    assert cell.is_visible()


def test_a_citation_can_be_copied(visit, trip_site):
    page = visit((trip_site / "chapters/travel.html").as_uri())
    page.locator("[data-clipboard-text]").first.click()

    page.wait_for_selector(".md-dialog--active")


def test_everything_can_be_reached_by_keyboard_with_a_visible_focus(visit, trip_site):
    page = visit((trip_site / "chapters/travel.html").as_uri())
    seen = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.className || document.activeElement.tagName"))

    assert any("md-skip" in s for s in seen)
    assert any("brand" in s for s in seen)
    assert any("md-search__input" in s for s in seen)


@pytest.mark.parametrize(("today", "said"), [("2026-12-31", False), ("2027-01-01", True)])
def test_a_review_date_that_has_passed_is_said_to_have_passed(visit, trip_site, today, said):
    page = visit("about:blank")
    page.clock.set_fixed_time(f"{today}T12:00:00")
    page.goto((trip_site / "chapters/travel.html").as_uri())

    assert ("已过" in page.inner_text(".document-head")) is said


def test_a_term_shows_its_meaning_on_focus_and_escape_takes_it_away(visit, trip_site):
    page = visit((trip_site / "chapters/travel.html").as_uri())
    term = page.locator("a.term").first
    page.keyboard.press("Tab")  # focus from the keyboard shows as such
    term.focus()
    content = "e => getComputedStyle(e, '::after').content"

    assert term.evaluate(content) == '"因公离开常驻城市的员工"'
    page.keyboard.press("Escape")
    assert term.evaluate("e => getComputedStyle(e, '::after').display") == "none"


def test_the_text_prints_without_navigation_and_tools(visit, trip_site):
    page = visit((trip_site / "print.html").as_uri())
    page.emulate_media(media="print")

    assert page.locator("h3", has_text="提前申请").is_visible()
    for hidden in (".md-header", ".md-sidebar", ".md-footer", ".clause__tools", ".screen-only"):
        assert page.locator(hidden).first.is_hidden(), hidden


def test_every_sheet_says_what_it_is_of_and_which(visit, trip_site):
    printed = visit((trip_site / "print.html").as_uri()).pdf(format="A4")
    sheets = [sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(printed)).pages]

    for number, text in enumerate(sheets, 1):  # the printer writes a radical for 页
        assert re.search(f"第{number}.，共{len(sheets)}.", text)
        assert "打印件仅供参考" in unicodedata.normalize("NFKC", text)
        assert re.search(r"差旅管理制度\s*CL-2026-01\s*1\.0 版", text)


def test_paper_shows_of_what_folds_what_the_reader_had_opened(visit, trip_site):
    page = visit((trip_site / "rules.html").as_uri())

    assert "例子" not in _printed(page)
    page.locator("details.examples > summary").first.click()
    assert _printed(page).count("例子") == 1
    assert page.locator("details.examples[open]").count() == 1


def _printed(page):
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    return "".join(unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in sheets)


def test_no_page_of_the_shipped_handbook_is_wider_than_a_phone(visit, shipped_site):
    page = visit("about:blank", width=390, height=800)
    too_wide = []
    for file in sorted(shipped_site.rglob("*.html")):
        page.goto(file.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            too_wide.append(file.relative_to(shipped_site).as_posix())

    assert set(too_wide) <= {"404.html"}  # from a file, the page of errors finds no style sheet

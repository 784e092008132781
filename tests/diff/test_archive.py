"""Published editions in the handbook: each at its address, and what each changed."""

from __future__ import annotations

import re

import pytest

from generator.diff.archive import archive
from generator.editions import Edition
from tests.builders import article, form, policy
from tests.diff.edits import EDITS, base, edited, made


def an_edition(name: str, effective: str, *edits: str) -> Edition:
    source_edits = [EDITS[e] for e in edits]
    of = edited(*source_edits) if edits else made(base())
    cover = of.cover.model_copy(update={"edition": name, "effective": effective})
    fields = {n: getattr(of, n) for n in type(of).model_fields}
    made_policy = type(of)(**{**fields, "cover": cover})
    return Edition(name=name, effective=effective, note=f"{name} 的说明", policy=made_policy)


EDITIONS = (
    an_edition("1.0", "2026-01-01"),
    an_edition("1.1", "2027-01-01", "figure", "paragraph", "article-added"),
    an_edition("1.2", "2028-01-01", "figure", "paragraph", "article-added", "cell", "summary"),
)


@pytest.fixture(scope="module")
def past():
    return archive(EDITIONS, EDITIONS[-1].policy)


def test_every_edition_has_a_page_with_an_anchor_for_each_of_its_articles(past) -> None:
    for edition in EDITIONS:
        page = past.pages[f"editions/{edition.name}.md"]
        for one in edition.policy.articles:
            assert f"{{ #{one} }}" in page


def test_the_page_shows_the_text_and_figures_of_its_edition(past) -> None:
    assert "费用不超过5万元。" in past.pages["editions/1.0.md"]
    assert "费用不超过6万元。" in past.pages["editions/1.1.md"]
    assert "<td>500元</td>" in past.pages["editions/1.1.md"]
    assert "<td>550元</td>" in past.pages["editions/1.2.md"]


def test_a_superseded_edition_says_by_what_and_since_when(past) -> None:
    old, new = past.pages["editions/1.0.md"], past.pages["editions/1.2.md"]

    assert "自2027年1月1日起由 1.1 版取代" in old
    assert 'href="1.0-to-1.1.html"' in old
    assert "取代" not in new


def test_the_forms_of_an_edition_are_kept_as_they_were(past) -> None:
    assert past.pages["editions/1.0/forms/trip.docx"].startswith(b"PK")
    assert 'href="1.0/forms/trip.docx"' in past.pages["editions/1.0.md"]


def test_a_page_shows_what_each_edition_changed(past) -> None:
    page = past.pages["editions/1.0-to-1.1.md"]

    assert "## 第五条（原第四条）　条名notice { #notice }" in page
    assert "费用不超过<del>5</del><ins>6</ins>万元。" in page
    assert "修订说明：1.1 的说明" in page


def test_old_text_is_kept_out_of_the_search(past) -> None:
    pages = [p for name, p in past.pages.items() if name.endswith(".md")]

    assert all("search: {exclude: true}" in p for p in pages)


def test_the_history_lists_the_editions_with_their_pages(past) -> None:
    assert [(e.name, e.page, e.redline) for e in past.editions] == [
        ("1.0", "editions/1.0.md", ""),
        ("1.1", "editions/1.1.md", "editions/1.0-to-1.1.md"),
        ("1.2", "editions/1.2.md", "editions/1.1-to-1.2.md"),
    ]


def test_an_article_knows_what_became_of_it_and_notes_do_not_count(past) -> None:
    notes = past.articles

    assert [(n.edition, n.words) for n in notes["notice"]] == [("1.1", "修改第三款、修改参数“上限”")]
    assert [(n.edition, n.page) for n in notes["grade"]] == [("1.2", "editions/1.1-to-1.2.md")]
    assert "scope" not in notes


def test_what_the_source_would_change_has_a_page(past) -> None:
    draft = archive(EDITIONS[:1], edited(EDITS["figure"]))

    assert draft.draft == "editions/1.0-to-working.md"
    assert "工作稿" in draft.pages[draft.draft]
    assert past.draft == ""


def test_another_name_and_day_alone_are_no_draft() -> None:
    working = an_edition("1.1", "2027-01-01").policy

    assert archive(EDITIONS[:1], working).draft == ""


def test_without_editions_there_is_nothing() -> None:
    found = archive((), policy())

    assert (found.pages, found.editions, found.articles) == ({}, (), {})


def test_text_of_an_edition_never_acts_as_markup() -> None:
    hostile = "<script>x</script> {{ y }} *z* [a](b)"
    of = policy(article(条名=hostile.replace("{{ y }} ", ""), 款=["<b>粗</b> & *z*"]), forms=[form()])
    found = archive([Edition(name="1.0", effective="2026-01-01", note=hostile, policy=of)], of)
    page = found.pages["editions/1.0.md"]

    assert not re.search(r"<(script|b)>(x|粗)", page)
    assert "[a](b)" not in page.split("### ")[1].split("\n")[0]


def test_the_same_editions_give_the_same_pages(past) -> None:
    assert archive(EDITIONS, EDITIONS[-1].policy).pages == past.pages

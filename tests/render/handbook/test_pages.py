"""The pages of a small regulation."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.model.prose import ProseError
from generator.render.handbook import render_handbook
from tests.builders import field, form, policy
from tests.render.handbook.sample import GENERAL, load_source, write_source

GOLDEN = Path(__file__).parent / "golden"
DOWNLOADS = {"forms/trip.docx": b"docx", "forms/trip.pdf": b"pdf"}


@pytest.fixture(scope="module")
def pages(trips):
    return render_handbook(trips, DOWNLOADS)


@pytest.mark.parametrize("page", sorted(p.relative_to(GOLDEN).as_posix() for p in GOLDEN.rglob("*.md")))
def test_a_page_is_as_a_person_has_read_and_approved_it(pages, page):
    """UPDATE_GOLDEN=1 writes the pages anew; read the difference before committing it."""
    if os.environ.get("UPDATE_GOLDEN"):
        (GOLDEN / page).write_text(pages[page], "utf-8")

    assert pages[page] == (GOLDEN / page).read_text("utf-8")


def test_there_is_a_page_for_every_chapter_and_form(pages):
    assert {
        "chapters/general.md",
        "chapters/travel.md",
        "forms/trip.md",
        "forms/index.md",
        "figures.md",
    } <= set(pages)


def test_downloads_are_part_of_the_handbook_and_linked(pages):
    assert pages["forms/trip.docx"] == b"docx"
    assert 'href="trip.pdf" download="附表1出差申请表.pdf"' in pages["forms/trip.md"]
    assert 'href="trip.docx"' in pages["forms/index.md"]


def test_without_downloads_nothing_is_offered(trips):
    pages = render_handbook(trips, {})

    assert "下载" not in pages["forms/trip.md"]


def test_the_same_policy_gives_the_same_pages(trips, pages):
    assert render_handbook(trips, DOWNLOADS) == pages


def test_inserting_an_article_renumbers_headings_and_references(tmp_path):
    inserted = GENERAL.replace(
        "  - 标识: scope", "  - {标识: first, 条名: 新增, 款: [新增的条文。]}\n  - 标识: scope"
    )
    pages = render_handbook(load_source(write_source(tmp_path, general=inserted)), {})

    assert '## <span class="no">第四条</span>　提前申请 { #notice }' in pages["chapters/travel.md"]
    assert "[第四条第二款](travel.md#notice.2)" in pages["chapters/general.md"]


def test_a_macro_that_cannot_be_resolved_is_an_error(tmp_path):
    broken = GENERAL.replace("{条:notice.2}", "{条:nowhere}")
    policy = load_source(write_source(tmp_path, general=broken))

    with pytest.raises(ProseError):
        render_handbook(policy, {})


def test_templates_may_come_from_the_project(trips, tmp_path, root):
    for file in (root / "templates/handbook").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "figures.md.j2").write_text("# 自己的页面", "utf-8")

    assert render_handbook(trips, {}, tmp_path)["figures.md"] == "# 自己的页面\n"


def test_the_page_of_a_form_tells_defaults_and_what_a_field_follows_from():
    fields = (field("天数", "整数", 默认="3<天"), field("补贴", "整数", 计算="单.天数 * 2"))
    page = render_handbook(policy(forms=[form(*fields)]), {})["forms/trip.md"]

    assert '<span class="example">默认：3&lt;天</span>' in page
    assert '<span class="help">由天数得出</span>' in page
    assert page.count("默认：") == page.count("得出") == 1

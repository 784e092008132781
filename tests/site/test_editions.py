"""The handbook of a project with two published editions and a draft."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files

import pytest

from generator.editions import Edition, to_json
from generator.mkdocs_plugin import build_site
from tests.render.handbook.sample import TRAVEL, load_source, write_source
from tests.site.links import broken_links, other_hosts, repeated_ids

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
LATER = TRAVEL.replace("- 餐补标准为", "- 每日餐补标准为").replace("餐补: {值: 100元", "餐补: {值: 120元")


@pytest.fixture(scope="session")
def edited_site(tmp_path_factory, root):
    """1.0 as it was, 1.1 with another figure and sentence; the source is 1.1 with one sentence more."""
    project = tmp_path_factory.mktemp("editions")
    for name, effective, travel in (("1.0", "2026-01-01", TRAVEL), ("1.1", "2027-01-01", LATER)):
        source = load_source(write_source(project, travel=travel))
        cover = source.cover.model_copy(update={"edition": name, "effective": effective})
        fields = {n: getattr(source, n) for n in type(source).model_fields}
        edition = Edition(
            name=name, effective=effective, note="说明", policy=type(source)(**{**fields, "cover": cover})
        )
        (project / "policy/editions").mkdir(exist_ok=True)
        (project / f"policy/editions/{name}.json").write_bytes(to_json(edition))
    write_source(
        project, travel=LATER.replace("款:\n      - 出差按预计费用分级：", "款:\n      - 出差按费用分级：")
    )
    shutil.copy(root / "mkdocs.yml", project)
    shutil.copytree(root / "site", project / "site", ignore=shutil.ignore_patterns("*.md"))
    (project / "site/index.md").write_text("---\ntemplate: home.html\ntitle: 首页\n---\n", "utf-8")
    site = project / "dist/site"
    build_site(project, site)
    return site


def test_every_link_and_anchor_exists_and_no_id_comes_twice(edited_site) -> None:
    assert broken_links(edited_site) == []
    assert repeated_ids(edited_site) == []
    assert other_hosts(edited_site) == []


def test_every_edition_is_read_at_its_own_address(edited_site) -> None:
    old = (edited_site / "editions/1.0.html").read_text("utf-8")

    assert 'id="notice"' in old
    assert "餐补标准为100元/人/天（待核定）" in old
    assert "由 1.1 版取代" in old
    assert 'class="document-head"' not in old


def test_the_redline_and_the_draft_are_pages(edited_site) -> None:
    redline = (edited_site / "editions/1.0-to-1.1.html").read_text("utf-8")
    draft = (edited_site / "editions/1.1-to-working.html").read_text("utf-8")

    assert "<ins>每日</ins>餐补标准为" in redline
    assert "<del>预计</del>" in draft


def test_an_article_leads_to_what_became_of_it(edited_site) -> None:
    chapter = (edited_site / "chapters/travel.html").read_text("utf-8")

    assert 'href="../editions/1.0-to-1.1.html#notice"' in chapter


def test_a_source_that_differs_from_the_latest_edition_is_called_a_draft(edited_site, trip_site) -> None:
    assert "工作稿，尚未发布" in (edited_site / "chapters/travel.html").read_text("utf-8")
    assert "现行版本" in (trip_site / "chapters/travel.html").read_text("utf-8")


def test_old_text_is_not_found_by_the_search(edited_site) -> None:
    docs = json.loads((edited_site / "search/search_index.json").read_text("utf-8"))["docs"]

    assert not any(d["location"].startswith("editions/") for d in docs)


def test_the_forms_of_old_editions_can_be_downloaded(edited_site) -> None:
    assert (edited_site / "editions/1.0/forms/trip.docx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", ["1.0", "1.0-to-1.1"])
def test_axe_finds_no_violation(visit, edited_site, page, scheme) -> None:
    opened = visit((edited_site / f"editions/{page}.html").as_uri(), color_scheme=scheme)
    opened.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    result = opened.evaluate("tags => axe.run({runOnly: tags})", WCAG)

    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in result["violations"]] == []


@pytest.mark.parametrize("page", ["1.0", "1.0-to-1.1"])
def test_nothing_is_wider_than_a_phone(visit, edited_site, page) -> None:
    opened = visit((edited_site / f"editions/{page}.html").as_uri(), width=390)

    assert opened.evaluate("document.documentElement.scrollWidth") <= 390

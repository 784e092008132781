"""The built handbook as files: links, anchors, hosts, search index."""

from __future__ import annotations

import json
import re

import pytest

from tests.site.links import broken_links, other_hosts, pages, repeated_ids


@pytest.fixture(params=["trip_site", "shipped_site"])
def site(request):
    return request.getfixturevalue(request.param)


def test_every_link_and_anchor_exists(site):
    assert broken_links(site) == []


def test_no_page_names_another_host(site):
    assert other_hosts(site) == []


def test_no_style_sheet_or_own_script_loads_from_another_host(site):
    for file in [*site.rglob("*.css"), *site.glob("assets/scripts/*"), *site.glob("assets/vendor/*")]:
        text = file.read_text("utf-8")
        assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", text), file
        assert "@import" not in text, file
        assert file.suffix == ".css" or not re.search(r"[\"'`]https?://", text), file


def test_no_page_gives_an_id_twice(site):
    assert repeated_ids(site) == []


def test_every_page_has_a_title_a_language_and_one_first_heading(site):
    for file, tree in pages(site):
        assert tree.findtext("head/title"), file
        assert tree.getroot().get("lang") == "zh", file
        assert len(tree.findall(".//h1")) == 1, file


def test_every_article_is_a_section_of_the_search_index(shipped_site, shipped_policy):
    docs = json.loads((shipped_site / "search/search_index.json").read_text("utf-8"))["docs"]
    by_location = {d["location"]: d for d in docs}

    for article in shipped_policy.articles:
        entry = by_location[shipped_policy.page_of(article)]
        assert shipped_policy.article_label(article) in entry["tags"]


def test_the_index_for_file_addresses_holds_the_aliases_too(trip_site):
    assert "tiqianshenqing" in (trip_site / "search/search_index.js").read_text("utf-8")


def test_hand_written_pages_have_their_macros_resolved(trip_site):
    home = (trip_site / "index.html").read_text("utf-8")

    assert ">2个工作日</a>" in home
    assert "chapters/travel.html#notice" in home


def test_sources_of_the_site_are_not_published(site):
    published = {f.name for f in site.rglob("*")}

    assert not published & {"overrides", "VENDOR.toml", "main.html", "home.html"}


def test_the_page_of_every_form_shows_it_filled_in(shipped_site, shipped_policy):
    for form in shipped_policy.forms:
        page = (shipped_site / f"forms/{form.id}.html").read_text("utf-8")

        assert f'<img src="{form.id}.svg" alt="填写正确的《{form.title}》"' in page

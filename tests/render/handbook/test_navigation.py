"""The table of contents, and what the theme is told."""

from __future__ import annotations

import pytest

from generator.render.handbook import render_handbook
from generator.render.handbook.navigation import facts, navigation


def addresses(entries):
    """Every address of a navigation, in order."""
    for entry in entries:
        if isinstance(entry, str):
            yield entry
        else:
            for below in entry.values():
                yield from addresses([below] if isinstance(below, str) else below)


@pytest.fixture
def pages(trips):
    return [*render_handbook(trips, {}), "index.md", "help/start.md"]


def test_every_page_is_listed_once(trips, pages):
    assert sorted(addresses(navigation(trips, pages))) == sorted(p for p in pages if p.endswith(".md"))


def test_the_home_page_comes_first_and_what_else_is_written_by_hand_last(trips, pages):
    entries = navigation(trips, [*pages, "other.md"])

    assert entries[0] == "index.md"
    assert entries[-1] == {"使用帮助": ["help/start.md", "other.md"]}


def test_sections_without_pages_are_left_out(trips):
    assert [next(iter(e)) for e in navigation(trips, [])] == ["制度正文", "表单"]


def test_the_theme_is_told_texts_only_with_dates_in_words(trips):
    told = facts(trips)

    assert told["number"] == "CL-2026-01"
    assert told["effective"] == "2026年1月1日"
    assert all(isinstance(v, str) for v in told.values())

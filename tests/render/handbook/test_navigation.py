"""The table of contents, and what the theme is told."""

from __future__ import annotations

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


def test_every_page_is_listed_once(trips):
    listed = list(addresses(navigation(trips, ["index.md", "help/start.md"])))

    pages = {p for p in render_handbook(trips, {}) if p.endswith(".md")}
    assert sorted(listed) == sorted({*pages, "index.md", "help/start.md"})


def test_the_home_page_comes_first_and_help_last(trips):
    entries = navigation(trips, ["help/start.md", "index.md"])

    assert entries[0] == "index.md"
    assert entries[-1] == {"使用帮助": ["help/start.md"]}


def test_the_theme_is_told_texts_only_with_dates_in_words(trips):
    told = facts(trips)

    assert told["number"] == "CL-2026-01"
    assert told["effective"] == "2026年1月1日"
    assert all(isinstance(v, str) for v in told.values())

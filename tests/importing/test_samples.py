"""Twenty-one invented regulations, one in each way of writing that real ones show.

The counts are made by hand. Texts without 第X条 count their lowest level of headings as articles;
a heading without a lower one counts as an article too.
"""

from __future__ import annotations

from datetime import date

import pytest

from generator.errors import Level
from generator.importing.to_source import to_source
from generator.lint import lint
from generator.model.load import load_files
from tests.importing.documents import TEXTS, counts, regulation, remarks, rules

# chapters, articles, items, subitems
COUNTS = {
    "r01": (7, 21, 0, 0), "r02": (3, 8, 9, 0), "r03": (6, 9, 8, 0), "r04": (3, 6, 9, 2), "r05": (3, 7, 10, 0),
    "r06": (3, 10, 0, 0), "r07": (0, 6, 10, 0), "r08": (7, 9, 10, 0), "r09": (4, 12, 4, 0), "r10": (5, 7, 6, 3),
    "r11": (4, 8, 5, 2), "r12": (4, 6, 5, 0), "r13": (0, 5, 5, 5), "r14": (4, 6, 6, 0), "r15": (0, 4, 8, 0),
    "r16": (0, 5, 0, 0), "r17": (5, 7, 0, 0), "r18": (5, 7, 10, 0), "r19": (0, 4, 0, 0), "r20": (0, 3, 7, 0),
    "r21": (4, 10, 9, 3),
}  # fmt: skip
TITLES = {
    "r01": "车辆使用管理制度", "r02": "会议室管理办法", "r06": "", "r08": "", "r09": "访客管理制度",
    "r12": "2023年会议接待制度范本（免修改直接使用）", "r20": "怎样做好展会接待", "r21": "客户培训接待管理制度",
}  # fmt: skip
FOUND = {
    "r01": {("unmeasurable-word", 10), ("unmeasurable-word", 11)},
    "r04": {("interval-overlap", 5), ("interval-overlap", 16), ("interval-overlap", 17)},
    "r06": {("duplicate-article-number", 6)},
    "r07": {("missing-annex", 13), ("missing-standard", 14), ("empty-section", 15)},
    "r11": {("restarting-article-numbers", 9)},
    "r12": {("template-title", 1)},
    "r21": {("interval-overlap", 8), ("interval-overlap", 24), ("missing-annex", 29), ("missing-annex", 30)},
}
REPAIRED = {
    "r01": {"lost-word"}, "r02": {"unified-numbering"}, "r04": {"scan-error", "doubled-character"},
    "r06": {"duplicate-article-number", "shifted-article-number", "glued-line"}, "r09": {"glued-line"},
    "r11": {"restarting-article-numbers"}, "r19": {"hard-wrap"},
}  # fmt: skip
ASIDE = {"r02": {"doubled-title"}, "r12": {"advertising"}}
HALF_WIDTH = str.maketrans("（）：；，．", "():;,.")


def wrap(text: str, width: int) -> str:
    return "\n".join(
        line[i : i + width] for line in text.split("\n") for i in range(0, max(len(line), 1), width)
    )


VARIANTS = {
    "blank lines between": lambda text: text.replace("\n", "\n\n"),
    "half-width punctuation": lambda text: text.translate(HALF_WIDTH),
    "indented": lambda text: "\n".join("　　" + line for line in text.split("\n")),
    "windows line ends": lambda text: text.replace("\n", "\r\n"),
    "blanks after punctuation": lambda text: text.replace("。", "。 ").replace("；", "； "),
    "wrapped at 15 characters": lambda text: wrap(text, 15),
    "wrapped at 24 characters": lambda text: wrap(text, 24),
    "glued together": lambda text: text.replace("\n", ""),
    "glued with blanks": lambda text: text.replace("\n", " "),
}
# Unnumbered lines and headings without any sign cannot be told apart once they are glued.
LOST = {
    "glued together": {"r12", "r14", "r17"}, "glued with blanks": {"r12", "r14"},
}  # fmt: skip


@pytest.fixture(params=sorted(COUNTS))
def sample(request) -> str:
    return request.param


def read(name: str):
    return regulation((TEXTS / f"{name}.txt").read_text(encoding="utf-8"))


def test_there_is_a_text_for_every_way_of_writing():
    assert sorted(COUNTS) == sorted(f.stem for f in TEXTS.glob("*.txt"))


def test_chapters_articles_items_and_subitems_are_counted_right(sample):
    assert counts(read(sample)) == COUNTS[sample]


@pytest.mark.parametrize("name", sorted(TITLES))
def test_the_title_is_found(name):
    assert read(name).outline.title == TITLES[name]


@pytest.mark.parametrize("name", sorted(FOUND))
def test_the_planted_defects_are_named_with_their_lines(name):
    assert FOUND[name] <= remarks(read(name))


@pytest.mark.parametrize("name", sorted(REPAIRED))
def test_the_planted_slips_are_repaired_or_asked(name):
    assert set(rules(read(name))) >= REPAIRED[name]


@pytest.mark.parametrize("name", sorted(ASIDE))
def test_what_is_no_regulation_is_set_aside(name):
    assert {r.reason for r in read(name).residue} == ASIDE[name]


def test_articles_stand_where_they_are_said_to_stand(sample):
    lines = (TEXTS / f"{sample}.txt").read_text(encoding="utf-8").split("\n")
    imported = read(sample)

    assert len(imported.articles) == imported.structure.articles
    assert [a.number for a in imported.articles] == list(range(1, len(imported.articles) + 1))
    for article in imported.articles:
        assert article.printed in lines[article.line - 1]


@pytest.mark.parametrize(
    ("name", "variant"),
    [(n, v) for n in sorted(COUNTS) for v in sorted(VARIANTS) if n not in LOST.get(v, ())],
)
def test_the_counts_do_not_depend_on_how_lines_are_broken_or_spaced(name, variant):
    text = (TEXTS / f"{name}.txt").read_text(encoding="utf-8")

    assert counts(regulation(VARIANTS[variant](text))) == COUNTS[name]


def test_the_source_loads_and_lints_without_errors(sample):
    loaded = load_files(to_source(read(sample), date(2026, 1, 1)))

    assert loaded.problems == ()
    assert loaded.policy is not None
    assert [p for p in lint(loaded.policy) if p.level is Level.ERROR] == []

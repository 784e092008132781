"""Nothing is lost: every character stands in the source or in the residue, whatever the text."""

from __future__ import annotations

import contextlib
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import InputRefused, Level
from generator.importing.lines import split_lines
from generator.importing.outline import clauses_of
from generator.importing.reading import read_lines, read_regulation
from generator.importing.to_source import to_source
from generator.lint import lint
from generator.model.load import load_files
from tests.importing.documents import TEXTS

MARKS = st.sampled_from([
    "第一章 ", "第二章", "第一条 ", "第二条", "第三条　", "一、", "二、", "三：", "（一）", "(二)", "1. ", "2、", "3.", "(1)", "（2）",
    "1)", "①", "②", "a)", "b.", "•", "- ", "1.1 ", "1.2", "2.1.1 ", "附件1：", "# ", "## ", "", "", "　　",
])  # fmt: skip
WORDS = st.sampled_from([
    "目的", "适用范围：", "总则", "接待原则", "公司应当及时接待客户", "本制度适用于全公司", "由行政部负责解释", "金额600万以上",
    "400万〈金额W600万", "行政部部负责", "第五条", "自2026年1月1日起施行", "某某科技有限公司", "{x}", "“引号", "（括号",
    "附表1《通知表》", "www.a.com", "\u202e", "\u200b", "A级：", "\t", "|", "*", "`", ": #",
])  # fmt: skip
ENDS = st.sampled_from(["。", "；", "：", "，", "", "。。", " ", "\n", "\r\n", "\n\n", "\x0b"])
TEXT = st.lists(
    st.tuples(MARKS, st.lists(WORDS, max_size=4).map("".join), ENDS), min_size=1, max_size=40
).map(lambda parts: "".join("".join(part) for part in parts))
STRUCTURE = set("第编篇部分章节条附件表录零一二三四五六七八九十百")
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def read(text: str):
    lines, hidden = split_lines(text)
    return read_lines(lines, hidden, "x", "utf-8")


def ideographs(text: str) -> Counter[str]:
    return Counter(c for c in text if "\u4e00" <= c <= "\u9fff")


@given(TEXT | ANYTHING)
@settings(max_examples=150, deadline=None)
def test_every_character_is_placed_or_set_aside(text):
    counted = read(text).characters

    assert counted.input == sum(not c.isspace() for c in text)
    assert counted.input == counted.placed + counted.residue


@given(TEXT)
@settings(max_examples=60, deadline=None)
def test_every_random_regulation_becomes_a_source_without_errors(text):
    imported = read(text)
    loaded = load_files(to_source(imported, date(2026, 1, 1), with_tables=False))

    assert loaded.problems == ()
    assert loaded.policy is not None
    assert [p for p in lint(loaded.policy) if p.level is Level.ERROR] == []


@given(TEXT)
@settings(max_examples=60, deadline=None)
def test_what_is_placed_stands_in_the_files_that_are_written(text):
    """Numbers become structure, and a slip loses the character that is too many; all else is there."""
    imported = read(text)
    written = b"".join(to_source(imported, date(2026, 1, 1)).values()).decode()
    aside = "".join(r.text for r in imported.residue)
    removed = "".join(r.before for r in imported.repairs if r.rule in ("doubled-character", "scan-error"))
    missing = ideographs(text) - ideographs(aside) - ideographs(written) - ideographs(removed)

    assert set(missing) <= STRUCTURE


@given(st.binary(max_size=400) | ANYTHING.map(str.encode))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(InputRefused):
        counted = read_regulation(data, "x").characters
        assert counted.input == counted.placed + counted.residue


@pytest.mark.parametrize("name", sorted(f.stem for f in TEXTS.glob("*.txt")))
def test_the_words_of_the_input_stand_in_the_source(name):
    """Numbers become structure and repairs change a few characters; every other ideograph is there."""
    text = (TEXTS / f"{name}.txt").read_text(encoding="utf-8")
    imported = read_regulation(text.encode(), name)
    outline = imported.outline
    said = [outline.title, *(c.text for c in outline.control), *(r.text for r in imported.residue)]
    for chapter in outline.chapters:
        said += [chapter.printed, chapter.title]
        for article in chapter.articles:
            said += [article.printed, "" if article.is_title_derived else article.title]
            said += [c.printed + c.text for c in clauses_of(article.paragraphs)]
    for annex in outline.annexes:
        said += [annex.printed, annex.title, *(c.printed + c.text for c in clauses_of(annex.paragraphs))]
    removed = ideographs("部" * (name == "r04"))

    assert ideographs(text) - ideographs("".join(said)) == removed

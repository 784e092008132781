"""Numberings are recognised as they are printed, and what only looks like one is not."""

from __future__ import annotations

import pytest

from generator.importing import marks
from generator.importing.marks import mark_at_start, to_number
from generator.importing.widths import fold


@pytest.mark.parametrize(
    ("line", "style", "numbers", "rest"),
    [
        ("第三条 目的", marks.ARTICLE, (3,), "目的"),
        ("第12条：目的", marks.ARTICLE, (12,), "目的"),
        ("第 二 十 一 条　目的", marks.ARTICLE, (21,), "目的"),
        ("第一章、总则", marks.CHAPTER, (1,), "总则"),
        ("第二节 预约", marks.SECTION, (2,), "预约"),
        ("第一编 总则", marks.PART, (1,), "总则"),
        ("第一部分 总则", marks.PART, (1,), "总则"),
        ("一、目的", marks.CHINESE, (1,), "目的"),
        ("十二．目的", marks.CHINESE, (12,), "目的"),
        ("一：目的", marks.CHINESE, (1,), "目的"),
        ("二 目的", marks.CHINESE, (2,), "目的"),
        ("（三）目的", marks.CHINESE_BRACKETS, (3,), "目的"),
        ("(三)、目的", marks.CHINESE_BRACKETS, (3,), "目的"),
        ("三）目的", marks.CHINESE_BRACKET, (3,), "目的"),
        ("1. 目的", marks.DIGIT, (1,), "目的"),
        ("１、目的", marks.DIGIT, (1,), "目的"),
        ("3，目的", marks.DIGIT, (3,), "目的"),
        ("（2）目的", marks.DIGIT_BRACKETS, (2,), "目的"),
        ("2）目的", marks.DIGIT_BRACKET, (2,), "目的"),
        ("1 目的", marks.DIGIT_BARE, (1,), "目的"),
        ("2适用范围", marks.DIGIT_BARE, (2,), "适用范围"),
        ("4.1 目的", marks.DECIMAL, (4, 1), "目的"),
        ("4.1.2、目的", marks.DECIMAL, (4, 1, 2), "目的"),
        ("2. 1. 3 目的", marks.DECIMAL, (2, 1, 3), "目的"),
        ("③目的", marks.CIRCLE, (3,), "目的"),
        ("⑵目的", marks.CIRCLE, (2,), "目的"),
        ("b) 目的", marks.LETTER, (2,), "目的"),
        ("A、目的", marks.LETTER, (1,), "目的"),
        ("(c)目的", marks.LETTER_BRACKETS, (3,), "目的"),
        ("Ⅱ、目的", marks.ROMAN, (2,), "目的"),
        ("• 目的", marks.BULLET, (), "目的"),
        ("- 目的", marks.BULLET, (), "目的"),
        ("\uf06c目的", marks.BULLET, (), "目的"),
        ("附件2：通知表", marks.ANNEX, (2,), "通知表"),
        ("附录A 通知表", marks.ANNEX, (1,), "通知表"),
        ("附：通知表", marks.ANNEX, (0,), "通知表"),
    ],
)
def test_every_numbering_in_use_is_recognised(line, style, numbers, rest):
    mark = mark_at_start(fold(line))

    assert mark is not None
    assert (mark.style, mark.numbers, fold(line)[mark.end :]) == (style, numbers, rest)


@pytest.mark.parametrize(
    "line",
    [
        "3.5万元以上的", "10,000元", "9:30到达", "2023年5月", "5人以下", "3个工作日", "2.0%", "附则", "目的", "第三方单位",
        "10-20人", "一般客户", "-5度", "100万元",
    ],
)  # fmt: skip
def test_amounts_dates_and_words_are_no_numberings(line):
    assert mark_at_start(fold(line)) is None


@pytest.mark.parametrize(
    ("raw", "number"), [("廿", 0), ("一百二十三", 123), ("1000", 0), ("〇", 0), ("三五", 0)]
)
def test_what_says_no_single_number_counts_as_none(raw, number):
    assert to_number(raw) == number

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.values import FEN_PER_UNIT, parse_date, parse_money
from generator.wording import (
    article_label,
    chapter_label,
    format_amount,
    format_date,
    format_money,
    item_label,
    join_words,
    subitem_label,
    to_chinese_number,
)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (111, "一百一十一"),
        (1000, "一千"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (9999, "九千九百九十九"),
        (10_000, "一万"),
        (10_001, "一万零一"),
        (10_100, "一万零一百"),
        (100_000, "十万"),
        (120_000, "十二万"),
        (20_000_002, "二千万零二"),
        (99_999_999, "九千九百九十九万九千九百九十九"),
    ],
)
def test_numbers_are_written_as_articles_are_counted(number, text):
    assert to_chinese_number(number) == text


@pytest.mark.parametrize("number", [-1, 10**8])
def test_numbers_that_no_article_has_are_refused(number):
    with pytest.raises(ValueError, match="99999999"):
        to_chinese_number(number)


def test_labels_of_the_parts_of_a_regulation():
    labels = (article_label(18), chapter_label(3), item_label(2), subitem_label(1))

    assert labels == ("第十八条", "第三章", "（二）", "1.")


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (0, "0元"),
        (1, "0.01元"),
        (3850, "38.5元"),
        (1_234_500, "12345元"),
        (1_240_000, "1.24万元"),
        (600_000_000, "600万元"),
        (600_000_001, "6000000.01元"),
        (-500, "-5元"),
    ],
)
def test_amounts_are_short(fen, text):
    assert format_money(fen) == text


@given(st.integers(-(10**13), 10**13))
def test_an_amount_in_words_is_read_back(fen):
    assert parse_money(format_money(fen)) == fen


@given(st.integers(0, 10**13), st.sampled_from(sorted(FEN_PER_UNIT)))
def test_an_amount_in_the_unit_of_its_field_is_read_back(fen, unit):
    assert parse_money(format_amount(fen, unit), unit) == fen


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_date_in_words_is_read_back(day):
    assert parse_date(format_date(day)) == day
    assert parse_date(format_date(day.isoformat())) == day


def test_words_are_joined_as_people_list_them():
    assert join_words(["甲"]) == "甲"
    assert join_words(["甲", "乙", "丙"]) == "甲、乙、丙"
    assert join_words(["甲", "乙", "丙"], "或") == "甲、乙或丙"
    assert join_words([]) == ""

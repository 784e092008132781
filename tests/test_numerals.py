from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.numerals import digit, is_numeral, parse_chinese_number, parse_positions
from generator.wording import to_chinese_number

FINANCIAL = str.maketrans("一二三四五六七八九十百千万", "壹贰叁肆伍陆柒捌玖拾佰仟萬")


@given(st.integers(0, 99_999_999))
def test_what_is_written_is_read_back(number):
    assert parse_chinese_number(to_chinese_number(number)) == number


@given(st.integers(0, 99_999_999))
def test_financial_numerals_are_read_like_everyday_ones(number):
    assert parse_chinese_number(to_chinese_number(number).translate(FINANCIAL)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", 0),
        ("〇", 0),
        ("十", 10),
        ("一十", 10),
        ("两", 2),
        ("两百", 200),
        ("一百十", 110),
        ("一千零五十", 1050),
        ("一千五十", 1050),
        ("一万零五百", 10_500),
        ("一万零二", 10_002),
        ("十万零一", 100_001),
        ("一亿二千万", 120_000_000),
        ("壹佰零伍万叁仟", 1_053_000),
        ("一百零五亿零一", 10_500_000_001),
        ("一〇五", 105),
        ("一○五", 105),
        ("二零二六", 2026),
    ],
)
def test_usual_ways_of_writing_are_read(text, number):
    assert parse_chinese_number(text) == number


@pytest.mark.parametrize("text", ["一百二", "三千五", "一万二", "十二万五", "一万五千三"])
def test_a_last_digit_without_its_unit_is_refused(text):
    """一百二 is 120 in speech and 102 to a machine."""
    with pytest.raises(ValueError, match="分不清末位"):
        parse_chinese_number(text)


@pytest.mark.parametrize("text", ["三五", "两三", "二两", "零五", "一二三"])
def test_what_may_be_an_estimate_is_refused(text):
    with pytest.raises(ValueError, match="约数"):
        parse_chinese_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "百",
        "千",
        "万",
        "亿",
        "万万",
        "一万亿",
        "二三百",
        "十十",
        "二十百",
        "百十",
        "一百零",
        "零百",
        "一千零零五",
        "一十二十",
        "一百一百",
    ],
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="不是规范的中文数字"):
        parse_chinese_number(text)


@pytest.mark.parametrize("text", ["", "3", "一人", "二〇二六年", "廿五"])
def test_other_characters_are_refused(text):
    assert not is_numeral(text)
    with pytest.raises(ValueError, match="不是中文数字"):
        parse_chinese_number(text)


@given(st.text("零〇○一壹二两三十拾百佰千万亿", min_size=1, max_size=8))
def test_every_string_of_numerals_is_a_number_or_refused(text):
    with suppress(ValueError):
        assert parse_chinese_number(text) >= 0


def test_positions_are_read_one_by_one():
    assert parse_positions("二〇二六") == 2026
    assert parse_positions("一二") == 12
    with pytest.raises(ValueError, match="逐位"):
        parse_positions("二十")
    with pytest.raises(ValueError, match="逐位"):
        parse_positions("一" * 16)


def test_a_digit_has_a_value():
    assert [digit(c) for c in "零幺两柒"] == [0, 1, 2, 7]

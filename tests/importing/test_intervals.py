"""Ranges as people write them, and whether a list of them leaves a gap or says two things."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.importing.intervals import compare, find_range
from tests.importing.documents import regulation


@pytest.mark.parametrize(
    ("text", "low", "low_in", "high", "high_in", "unit"),
    [
        ("合同金额600万以上", 6_000_000, True, None, True, "元"),
        ("不满100万元的", None, True, 1_000_000, False, "元"),
        ("400万<合同金额≤600万", 4_000_000, False, 6_000_000, True, "元"),
        ("600万≥合同金额>400万", 4_000_000, False, 6_000_000, True, "元"),
        ("100～400万元", 1_000_000, True, 4_000_000, True, "元"),
        ("5-10人", 5, True, 10, True, "人"),
        ("5人至10人", 5, True, 10, True, "人"),
        ("10名及以上", 10, True, None, True, "人"),
        ("超过500元不超过1000元", 500, False, 1000, True, "元"),
        ("不超过1000元、超过500元", 500, False, 1000, True, "元"),
        ("1万元（不含）以上5万元（含）以下", 10_000, False, 50_000, True, "元"),
        ("大于等于3天", 3, True, None, True, "天"),
        ("2,000元以内", None, True, 2000, True, "元"),
        ("未满3个工作日", None, True, 3, False, "工作日"),
    ],
)
def test_a_range_is_read_from_words_and_signs(text, low, low_in, high, high_in, unit):
    found = find_range(text)

    assert found is not None
    assert (found.low, found.high, found.unit) == (low and Decimal(low), high and Decimal(high), unit)
    assert (found.low_included, found.high_included) == (low_in, high_in)


@pytest.mark.parametrize("text", ["提前3个工作日", "第5条", "2026年1月1日", "300元", "10-5人", ""])
def test_what_is_no_range_is_not_read_as_one(text):
    assert find_range(text) is None


def said(*texts: str) -> list[str]:
    ranges = [find_range(text, line=n) for n, text in enumerate(texts)]
    return [r.rule for r in compare([r for r in ranges if r])]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("600万以上", "400万<金额≤600万", "100万≤金额≤400万", "<100万"), ["interval-overlap"]),
        (("超过600万", "400万<金额≤600万", "100万≤金额≤400万", "不满100万"), []),
        (("5人以下", "5-10人", "10人以上"), ["interval-overlap", "interval-overlap"]),
        (("1-5人", "6-10人", "11人以上"), []),
        (("1-5人", "7-10人"), ["interval-gap"]),
        (("小于100元", "超过100元"), ["interval-gap"]),
        (("100元以下", "200元以上"), ["interval-gap"]),
        (("超过5人", "5人以上"), ["interval-overlap"]),
        (("不满5人", "5人以下", "超过5人"), ["interval-overlap"]),
        (("超过5人", "超过10人"), []),
        (("超过5人", "超过5人"), []),
    ],
)
def test_overlaps_and_gaps_are_found_at_the_touching_bounds(texts, found):
    assert said(*texts) == found


def test_two_ranges_that_differ_in_their_bound_only_are_compared():
    text = "第一条 费用超过600万元的由总经理批准，600万元以上的由董事长批准。\n第二条 施行。\n"

    assert [r.message for r in regulation(text).remarks if r.rule == "interval-overlap"] == [
        "“600万元以上”与“超过600万元”重叠：只差是否含本数"
    ]


def test_ranges_of_different_quantities_are_not_compared():
    text = """
    第一条 处理如下：
    1. 迟到30分钟以内的，提醒；
    2. 迟到超过30分钟不超过2小时的，按事假处理；
    3. 早退30分钟以上的，按事假处理。
    第二条 施行。
    """

    assert "interval-overlap" not in {r.rule for r in regulation(text).remarks}


def test_a_bound_that_seems_lost_among_ranges_is_asked():
    text = """
    第一条 陪同人数：
    （一）来宾5人的，陪同1人；
    （二）来宾6人至10人的，陪同2人；
    （三）来宾超过10人的，陪同3人。
    第二条 施行。
    """
    (asked,) = [r for r in regulation(text).repairs if r.rule == "lost-word"]

    assert (asked.line, asked.is_applied) == (3, False)
    assert "5人〔以下〕的" in asked.after

from __future__ import annotations

import pytest
from pydantic import ValidationError

from generator.model.quantity import Dated, Parameter, ValueKind, guess_kind, show_value, to_value
from generator.model.validate import validate
from generator.source.reader import read_yaml


def parameter(value: object, **more: object) -> Parameter:
    return Parameter.model_validate({"值": value, **more})


def test_a_bare_value_counts_from_the_beginning():
    found = parameter(3, 单位="个工作日")

    assert found.show_on("1990-01-01") == found.show_on("2099-12-31") == "3个工作日"
    assert not found.changes


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("2025-12-31", "未定"),
        ("2026-01-01", "2天"),
        ("2026-06-30", "2天"),
        ("2026-07-01", "3天"),
        ("2027-01-01", "3天"),
    ],
)
def test_the_latest_value_on_or_before_a_day_counts(day, shown):
    found = parameter({"2026-07-01": 3, "2026年1月1日": 2}, 单位="天")

    assert found.show_on(day) == shown
    assert found.changes


def test_before_the_first_date_there_is_no_value():
    assert parameter({"2026-01-01": 2}).raw_on("2025-12-31") is None


def test_one_day_has_one_value():
    with pytest.raises(ValidationError, match="同一日期"):
        parameter({"2026-1-1": 2, "2026-01-01": 3})


def test_a_date_that_cannot_be_read_is_a_mistake_with_its_place():
    document = read_yaml("值: {2026-13-01: 3}\n".encode(), "f")
    _, problems = validate(Parameter, document)

    assert [(p.location.column, p.message) for p in problems] == [(4, "“值”写成一组内容：没有这一天")]


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (3, ValueKind.INTEGER),
        (True, ValueKind.YES_NO),
        ("300元", ValueKind.MONEY),
        ("600万", ValueKind.MONEY),
        ("1,200.50元", ValueKind.MONEY),
        ("商务车", ValueKind.TEXT),
        ("300", ValueKind.TEXT),
        (("甲", "乙"), ValueKind.LIST),
    ],
)
def test_the_kind_of_a_figure_is_what_it_looks_like(raw, kind):
    assert guess_kind(raw) is kind


def test_the_kind_is_that_of_the_first_value_that_was_decided():
    assert parameter({"2026-01-01": "未定", "2027-01-01": "300元"}).kind is ValueKind.MONEY
    assert parameter("未定").kind is ValueKind.TEXT
    assert parameter("3", 类型="整数").kind is ValueKind.INTEGER


@pytest.mark.parametrize(
    ("raw", "kind", "value"),
    [
        ("300元", "金额", 30_000),
        ("600万", "金额", 600_000_000),
        (0, "金额", 0),
        (3, "整数", 3),
        (True, "是否", True),
        ("2026年3月5日", "日期", "2026-03-05"),
        (("甲", "乙"), "列表", ("甲", "乙")),
        ("甲", "列表", ("甲",)),
        ("甲", "选项", "甲"),
        (3, "文本", "3"),
    ],
)
def test_a_written_value_becomes_its_kind(raw, kind, value):
    assert to_value(raw, ValueKind(kind)) == value


@pytest.mark.parametrize(
    ("raw", "kind", "why"),
    [
        (300, "金额", "要写单位"),
        ("300", "金额", "要写单位"),
        ("三", "整数", "应当是整数"),
        (True, "整数", "应当是整数"),
        (1, "是否", "true 或 false"),
        (("甲",), "文本", "应当是一个词"),
        (True, "选项", "应当是一个词"),
        ("明年", "日期", "不是日期"),
    ],
)
def test_a_value_that_does_not_fit_its_kind_is_refused(raw, kind, why):
    with pytest.raises(ValueError, match=why):
        to_value(raw, ValueKind(kind))


def test_a_whole_number_and_a_truth_value_are_never_taken_for_each_other():
    """True equals 1 in Python; a cache must not mix them up."""
    assert to_value(1, ValueKind.INTEGER) == 1
    with pytest.raises(ValueError, match="整数"):
        to_value(True, ValueKind.INTEGER)


@pytest.mark.parametrize("word", ["未定", "不限"])
def test_what_is_not_decided_and_what_has_no_bound_have_no_value(word):
    assert Dated.model_validate({"值": word}).value_on("2026-01-01", ValueKind.MONEY) is None


@pytest.mark.parametrize(
    ("value", "kind", "unit", "shown"),
    [
        (None, "整数", "人", "未定"),
        (3, "整数", "人", "3人"),
        (30_000, "金额", "", "300元"),
        (30_000, "金额", "/人", "300元/人"),
        ("2026-03-05", "日期", "", "2026年3月5日"),
        (True, "是否", "", "是"),
        (False, "是否", "", "否"),
        (("甲", "乙"), "列表", "", "甲、乙"),
        ("商务车", "文本", "", "商务车"),
    ],
)
def test_values_are_shown_in_words(value, kind, unit, shown):
    assert show_value(value, ValueKind(kind), unit) == shown

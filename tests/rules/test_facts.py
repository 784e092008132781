"""Text as a reader saw it → typed answers → the facts that rules look at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.form import FieldKind
from generator.model.submission import Reading, State
from generator.rules.expression import mangle
from generator.rules.facts import to_answer, to_facts, to_submission
from tests.builders import a_field, article, field, form, policy, reading, rows

POLICY = policy(
    article(),
    forms=[form(field("人数", "整数"), table=rows("明细", field("项目"), field("金额", "金额", 单位="元"), field("勾", "是否")))],
)  # fmt: skip
FORM = POLICY.forms[0]


def answer(kind: str, raw: object, options: tuple[str, ...] = (), **more: object):
    return to_answer(a_field("字段", kind, **more), options, raw)


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("文本", " 甲  乙\n丙 ", "甲 乙 丙"),
        ("文本", "李　明", "李明"),
        ("文本", "ＪＤ－２０２６－０１５（甲）", "JD－2026－015（甲）"),
        ("多行文本", "甲\r\n乙", "甲\n乙"),
        ("整数", "三人", 3),
        ("整数", 3, 3),
        ("金额", "1.2万元", 1_200_000),
        ("金额", 1200, 1200),
        ("日期", "2026年3月5日", "2026-03-05"),
        ("时间", "下午2点半", "14:30"),
        ("是否", "√", True),
        ("是否", False, False),
        ("是否", "无", False),
        ("人员", "张三、李四", ("张三", "李四")),
        ("人员", ("张三", "李四"), ("张三", "李四")),
        ("选项", "Ａ", "A"),
        ("量表", "b", "B"),
        ("签名", "张三", "张三"),
    ],
)
def test_every_kind_of_field_is_typed(kind, raw, value):
    options = ("A", "B") if kind in ("选项", "量表") else ()
    found = answer(kind, raw, options)

    assert (found.state, found.value) == (State.ANSWERED, value)


@pytest.mark.parametrize(
    ("kind", "raw", "reason"),
    [
        ("整数", "三五人", "约数"),
        ("金额", "约100元", "不是数字"),
        ("日期", "3月5日", "没有写年份"),
        ("时间", "晚上12点", "分不清"),
        ("是否", "也许", "应当填"),
        ("人员", "张三等3人", "全部姓名"),
        ("选项", "C", "不在选项"),
        ("文本", 3, "不能写成数字"),
        ("日期", 20260305, "不能写成数字"),
        ("整数", True, "不能写成真假值"),
        ("是否", 1, "不能写成数字"),
        ("金额", 10**15, "太大"),
        ("整数", -(10**30), "太大"),
    ],
)
def test_what_is_not_understood_is_unreadable_with_its_reason(kind, raw, reason):
    found = answer(kind, raw, ("A", "B") if kind == "选项" else ())

    assert (found.state, found.value) == (State.UNREADABLE, None)
    assert reason in found.reason
    assert found.raw


@pytest.mark.parametrize("kind", list(FieldKind))
@pytest.mark.parametrize("raw", [None, "", "  \n", "\u200b", "请选择", "选择一项"])
def test_a_placeholder_is_blank(kind, raw):
    assert answer(kind.value, raw).state is State.BLANK


@pytest.mark.parametrize("kind", [k for k in FieldKind if k is not FieldKind.YES_NO])
@pytest.mark.parametrize("raw", ["无", "/", "—", "——", "－－", "…", "___", "N/A", "n/a", " 不适用 "])
def test_nothing_written_out_is_blank_and_remembered(kind, raw):
    """A rule that asks whether a number was given must not be satisfied by 无."""
    found = answer(kind.value, raw)

    assert (found.state, found.raw) == (State.BLANK, raw.strip())


@pytest.mark.parametrize("kind", ["文本", "多行文本", "人员", "签名"])
@pytest.mark.parametrize("raw", ["？？", "***", "√", "、", "待定", "暂无", "tbd"])
def test_a_text_without_a_letter_or_a_figure_says_nothing(kind, raw):
    assert answer(kind, raw).state is State.BLANK


@pytest.mark.parametrize("raw", ["？", "*", "()", "待定"])
def test_a_figure_that_is_not_known_yet_is_unreadable(raw):
    """As a blank it would let every rule pass that is asked only of a figure that was given."""
    assert answer("整数", raw).state is State.UNREADABLE


@pytest.mark.parametrize("raw", ["无锡", "略阳县", "暂无房", "-5号楼"])
def test_what_only_begins_like_nothing_is_an_answer(raw):
    assert answer("文本", raw).value == raw


def test_an_option_called_none_is_an_answer():
    assert answer("选项", "无", ("有", "无")).value == "无"


def test_a_bare_amount_counts_in_the_unit_of_its_field():
    assert answer("金额", "450", 单位="万元").value == 450_000_000


def test_a_submission_holds_every_field_and_table_of_its_form():
    found = to_submission(POLICY, FORM, reading(人数="3"))

    assert set(found.answers) == {"编号", "日期", "人数", "明细"}
    assert found.answers["明细"].state is State.BLANK


def test_stamp_and_notes_are_passed_on():
    found = to_submission(POLICY, FORM, Reading(form="trip", edition="0.9", digest="abc"))

    assert (found.form, found.edition, found.digest) == ("trip", "0.9", "abc")


def test_blank_rows_between_filled_ones_are_kept_and_those_behind_are_not():
    seen = [{"项目": "甲"}, {}, {"金额": "5"}, {"项目": ""}, {"勾": "否"}]
    found = to_submission(POLICY, FORM, reading(table={"明细": seen})).answers["明细"]

    assert len(found.value) == 3
    facts = to_facts({"明细": found})[mangle("明细")]
    assert [row[mangle("序号")] for row in facts] == [1, 3]
    assert facts[1] == {mangle("序号"): 3, mangle("金额"): 500}


def test_too_many_rows_are_unreadable():
    """Rules compare rows with each other: a hundred thousand of them would never end."""
    found = to_submission(POLICY, FORM, reading(table={"明细": [{"项目": "甲"}] * 201})).answers["明细"]

    assert (found.state, found.reason) == (State.UNREADABLE, "行数超过 200")


def test_only_answers_are_facts():
    found = to_submission(POLICY, FORM, reading(编号="1", 日期="?", 人数=""))

    assert to_facts(found.answers) == {mangle("编号"): "1"}


@given(st.sampled_from(list(FieldKind)), st.none() | st.booleans() | st.integers() | st.text(max_size=20))
def test_any_value_becomes_an_answer(kind, raw):
    found = answer(kind.value, raw, ("A", "B"))

    assert (found.value is not None) == (found.state is State.ANSWERED)
    assert bool(found.reason) == (found.state is State.UNREADABLE)

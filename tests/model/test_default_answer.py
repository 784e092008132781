from __future__ import annotations

import pytest

from generator.model.default_answer import answer_or_default
from generator.model.submission import BLANK, Answer, State
from tests.builders import a_field


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("文本", "行政部", "行政部"), ("选项", "甲", "甲"), ("整数", "６", 6), ("金额", "1,200.5", 120_050),
        ("日期", "2026年3月5日", "2026-03-05"), ("时间", "9:30", "09:30"), ("是否", "否", False),
    ],
)  # fmt: skip
def test_a_default_is_typed_like_an_answer(kind, written, value):
    answer = answer_or_default(a_field(kind=kind, 默认=written), {})

    assert (answer.state, answer.value) == (State.ANSWERED, value)


def test_an_answer_goes_before_the_default():
    given = Answer(state=State.ANSWERED, value="销售部")

    assert answer_or_default(a_field(默认="行政部"), {"字段": given}) is given
    assert answer_or_default(a_field(默认="行政部"), {"字段": BLANK}).value == "行政部"


def test_a_field_without_a_default_stays_blank():
    assert answer_or_default(a_field(), {}) is BLANK


@pytest.mark.parametrize(
    ("kind", "written"), [("整数", "几个"), ("是否", "也许"), ("人员", "王芳"), ("签名", "王芳")]
)
def test_what_a_field_cannot_hold_is_no_default(kind, written):
    with pytest.raises(ValueError, match=r"."):
        answer_or_default(a_field(kind=kind, 默认=written), {})

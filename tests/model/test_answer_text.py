"""What a renderer writes into a field, the parsers read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.answer_text import field_text
from generator.rules.facts import to_answer
from generator.values import FEN_PER_UNIT
from tests.builders import a_field


@pytest.mark.parametrize(
    ("kind", "unit", "value", "text"),
    [
        ("文本", "", None, ""),
        ("是否", "", True, "是"),
        ("是否", "", False, "否"),
        ("金额", "元", 123_450, "1,234.50"),
        ("金额", "", 100, "1"),
        ("金额", "万元", 450_000_000, "450"),
        ("整数", "人", 3, "3"),
        ("人员", "", ("张三", "李四"), "张三、李四"),
        ("日期", "", "2026-03-05", "2026-03-05"),
    ],
)
def test_an_answer_is_written_without_the_unit_that_the_label_prints(kind, unit, value, text):
    assert field_text(a_field(kind=kind, 单位=unit), value) == text


ANSWERS = st.one_of(
    st.tuples(st.just("整数"), st.just(""), st.integers(0, 10**6)),
    st.tuples(st.just("金额"), st.sampled_from(sorted(FEN_PER_UNIT)), st.integers(0, 10**13)),
    st.tuples(st.just("日期"), st.just(""), st.dates().filter(lambda d: 1990 <= d.year <= 2100).map(str)),
    st.tuples(st.just("时间"), st.just(""), st.times().map(lambda t: f"{t:%H:%M}")),
    st.tuples(st.just("是否"), st.just(""), st.booleans()),
    st.tuples(st.just("人员"), st.just(""), st.lists(st.text("张王李伟娜", min_size=2, max_size=3), min_size=1, max_size=5).map(tuple)),
)  # fmt: skip


@given(ANSWERS)
def test_what_is_written_is_read_back_equal(answer):
    kind, unit, value = answer
    field = a_field(kind=kind, 单位=unit)

    assert to_answer(field, (), field_text(field, value)).value == value

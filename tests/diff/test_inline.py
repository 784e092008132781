"""Marks inside a sentence: numbers and words whole, no crumbs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diff.inline import inline_diff


def marked(old: str, new: str) -> str:
    signs = {"equal": "{}", "delete": "[-{}-]", "insert": "[+{}+]"}
    return "".join(signs[s.edit].format(s.text) for s in inline_diff(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("至少3个工作日", "至少5个工作日", "至少[-3-][+5+]个工作日"),
        ("超过600万元", "超过1,600万元", "超过[-600-][+1,600+]万元"),
        ("费用99.5元", "费用199.5元", "费用[-99.5-][+199.5+]元"),
        ("第十八条　确认", "第二十条　确认", "[-第十八条-][+第二十条+]　确认"),
        ("（一）其他。", "（二）其他。", "[-（一）-][+（二）+]其他。"),
        ("由经理批准。", "由经理批准。", "由经理批准。"),
        ("", "新增的正文。", "[+新增的正文。+]"),
        ("删去的正文。", "", "[-删去的正文。-]"),
        ("不包括司机和翻译。", "不包括司机、翻译和摄影人员。", "不包括司机[-和-][+、+]翻译[+和摄影人员+]。"),
    ],
)
def test_a_change_is_marked_where_it_is(old, new, expected) -> None:
    assert expected == marked(old, new)


def test_a_single_character_between_two_changes_does_not_hold_them_apart() -> None:
    assert marked("甲的乙", "丙的丁") == "[-甲的乙-][+丙的丁+]"


def test_a_sentence_that_is_another_one_is_not_torn_to_shreds() -> None:
    found = inline_diff("来宾应当佩戴访客证并在前台登记。", "行政部每季度公布定点餐厅名单，供各部门选用。")

    assert len([s for s in found if s.edit == "equal" and len(s.text) > 1]) == 0
    assert len(found) <= 3


@given(st.text("甲乙丙12.,，。 \n", max_size=40), st.text("甲乙丙12.,，。 \n", max_size=40))
def test_without_the_insertions_it_is_the_old_text_and_without_the_deletions_the_new(old, new) -> None:
    found = inline_diff(old, new)

    assert old == "".join(s.text for s in found if s.edit != "insert")
    assert new == "".join(s.text for s in found if s.edit != "delete")

from __future__ import annotations

import pytest

from generator.lint.table_inputs import check
from tests.builders import article, complaints, field, form

FORMS = [
    form(
        field("金额", "金额"),
        field("事由"),
        field("级别", "选项", 选项=["A", "B", "C"]),
        field("人数", "整数"),
    )
]
GRADES = {
    "输入": {"金额": {"类型": "金额"}},
    "输出": {"级": {"类型": "选项", "选项": ["A", "B"]}, "上限": "金额"},
    "行": [{"金额": "-", "级": "A", "上限": "1元"}],
}
CHAPTER = """\
章: 一
条:
  - 标识: first
    条名: 一
    款: [甲]
    表:
      限额:
        输入: {{{column}}}
        输出: {{额: 金额}}
        行: [{{金额: -, 额: 300元}}]
"""


def said(column: str) -> list[tuple[int, int, str]]:
    chapters = [CHAPTER.format(column=column), {"章": "二", "条": [article("second", 表={"等级表": GRADES})]}]
    return complaints(check, chapters=chapters, forms=FORMS)


@pytest.mark.parametrize(
    "column",
    [
        "金额: {类型: 金额}",
        "额: {类型: 金额, 取自: 单.金额}",
        "级: {类型: 选项, 选项: [A, B], 取自: 表.等级表.级}",
        "级别: {类型: 选项, 选项: [A, B, C, D]}",
        "事由: {类型: 选项, 选项: [甲]}",
        "上限: {类型: 金额, 取自: 表.等级表.上限}",
    ],
)
def test_an_input_that_finds_its_value_is_left_alone(column):
    assert said(column) == []


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ("额度: {类型: 金额}", "表“限额”的输入“额度”没有同名的表单字段"),
        ("额: {类型: 金额, 取自: 单.金锷}", "取自“单.金锷”：没有这个字段"),
        ("额: {类型: 金额, 取自: 金额}", "取自“金额”：没有这个字段"),
        ("额: {类型: 金额, 取自: 单.事由}", "取自“单.事由”：“事由”是文本，不能当作金额"),
        ("人数: {类型: 金额}", "取自“单.人数”：“人数”是整数，不能当作金额"),
        ("额: {类型: 金额, 取自: 表.等级表.级}", "取自“表.等级表.级”：“级”是选项，不能当作金额"),
        ("额: {类型: 金额, 取自: 表.等级表.额}", "取自“表.等级表.额”：没有这个列"),
        (
            "级: {类型: 选项, 选项: [A], 取自: 表.等级表.级}",
            "取自“表.等级表.级”：还可能是“B”，不在输入的选项之内",
        ),
        ("级别: {类型: 选项, 选项: [A, B]}", "取自“单.级别”：还可能是“C”，不在输入的选项之内"),
    ],
)
def test_an_input_that_never_finds_a_row_is_reported(column, message):
    ((line, at, found),) = said(column)

    assert (line, at) == (8, 14 + column.index("{"))
    assert found == message


def test_options_that_cannot_be_resolved_are_left_to_the_form():
    broken = form(field("级别", "选项", 选项="参数.没有"))
    table = {
        "输入": {"级别": {"类型": "选项", "选项": ["A"]}},
        "输出": {"额": "整数"},
        "行": [{"级别": "A", "额": 1}],
    }

    assert complaints(check, chapters=[{"章": "一", "条": [article(表={"甲": table})]}], forms=[broken]) == []

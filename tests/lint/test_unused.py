from __future__ import annotations

import pytest

from generator.errors import Level
from generator.lint.unused import check
from tests.builders import article, complaints, field, form, policy, rows, rule

CHAPTER = """\
章: 一
条:
  - 标识: first
    条名: 一
    款: [甲]
    参数: {上限: 300元}
    表:
      级表: {输入: {额: {类型: 整数}}, 输出: {级: 文本}, 行: [{额: -, 级: A}]}
    定义: {超标: 1 > 0}
"""
TABLE = {"输入": {"人数": {"类型": "整数"}}, "输出": {"级": "文本"}, "行": [{"人数": "-", "级": "A"}]}
FIGURES = {"参数": {"上限": 3}, "表": {"级表": TABLE}, "定义": {"超标": "1 > 0"}}


def test_figures_that_nothing_uses_are_reported_at_their_places():
    assert complaints(check, chapters=[CHAPTER]) == [
        (6, 14, "参数“上限”没有用到"),
        (8, 11, "表“级表”没有用到"),
        (9, 14, "定义“超标”没有用到"),
    ]


def test_it_is_a_warning():
    assert {p.level for p in check(policy(article(**FIGURES)))} == {Level.WARNING}


def unused(forms: list | None = None, **parts: object) -> set[str]:
    of = policy(article(**{**FIGURES, **parts}), forms=forms or [form(field("人数", "整数"))])
    return {p.message[p.message.index("“") + 1 : p.message.index("”")] for p in check(of)}


@pytest.mark.parametrize(
    ("parts", "used"),
    [
        ({"款": ['{{ 参数("上限") }}']}, "上限"),
        ({"款": [{"文": "甲", "项": [{"文": "乙", "目": ['{{ 参数("上限") }}']}]}]}, "上限"),
        ({"白话": '{{ 参数("上限") }}'}, "上限"),
        ({"规则": [rule("单.人数 < 参数.上限")]}, "上限"),
        ({"规则": [rule("单.人数 < 9", 提示="{参数.上限}")]}, "上限"),
        ({"规则": [rule("单.人数 < 9", 适用="单.人数 > 参数.上限")]}, "上限"),
        ({"forms": [form(field("级", "选项", 选项="参数.上限"))]}, "上限"),
        ({"forms": [form(table=rows("明细", field("级", "选项", 选项="参数.上限")))]}, "上限"),
        ({"forms": [form(签批=[{"环节": "批准", "职务": "参数.上限"}])]}, "上限"),
        ({"forms": [form(field("级", 说明='{{ 参数("上限") }}'))]}, "上限"),
        ({"forms": [form(field("级", 条件="单.人数 > 参数.上限"))]}, "上限"),
        ({"款": ['{{ 表("级表") }}']}, "级表"),
        ({"款": ['{{ 句("级表", "A") }}']}, "级表"),
        ({"规则": [rule('表.级表.级 == "A"')]}, "级表"),
        ({"forms": [form(field("级", "选项", 选项="表.级表.级"))]}, "级表"),
        ({"规则": [rule("超标 且 单.人数 > 0")]}, "超标"),
        ({"规则": [rule("单.人数 > 0", 提示="{超标}")]}, "超标"),
    ],
)
def test_a_figure_is_used_by_texts_rules_and_forms(parts, used):
    assert unused(**parts) == {"上限", "级表", "超标"} - {used}


def test_a_table_is_used_by_another_that_takes_from_it():
    other = {
        **TABLE,
        "输入": {"级": {"类型": "选项", "选项": ["A"], "取自": "表.级表.级"}},
        "行": [{"级": "A"}],
        "输出": {"额": "整数"},
    }
    other["行"] = [{"级": "A", "额": 1}]

    assert "级表" not in unused(表={"级表": TABLE, "额表": other})


def test_a_parameter_is_used_through_a_definition():
    assert unused(定义={"超标": "单.人数 > 参数.上限"}, 规则=[rule("非 超标")]) == {"级表"}

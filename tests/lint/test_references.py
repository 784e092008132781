from __future__ import annotations

import pytest

from generator.lint.references import check
from tests.builders import complaints, form, policy

CHAPTER = """\
章: 一
条:
  - 标识: first
    条名: 一
    来源: [R1, R9]
    款:
      - 按{条:secnd}执行，见{章:nowhere}。
      - 文: '不超过{{ 参数("上线") }}：'
        项:
          - 填写{表单:trap}；
          - {文: 乙, 目: ['{{ 表("没有") }}']}
    白话: 见{条:first.9}。
    参数: {上限: 300元}
    相关: [first, secnd]
    流程:
      - {步骤: 一, 责任: 甲, 条: secnd, 表单: trap}
    规则:
      - {标识: r, 要求: '1 > 0', 提示: 甲, 应为: 乙, 更正: 丙, 来源: [R8]}
"""
FORM = """\
标识: trip
名称: 单表
简称: 单
依据: frist
说明: 按{条:frist}填写
分节:
  - 标题: 一
    说明: '{x}'
    字段:
      - {名称: 编号, 类型: 文本, 依据: frist, 说明: '{条:frist}'}
    明细: {名称: 明细, 行数: 1, 依据: frist, 说明: '{条:frist}', 列: [{名称: 甲, 类型: 文本, 依据: frist}]}
签批:
  - {环节: 批准, 职务: [经理], 依据: frist}
"""


def test_every_reference_that_leads_nowhere_is_reported_at_its_place():
    found = complaints(check, chapters=[CHAPTER], cover={"来源": {"R1": "甲", "R2": "乙"}})

    assert found == [
        (5, 14, "没有标识为“R9”的来源"),
        (7, 9, "没有名为“nowhere”的章"),
        (7, 9, "没有名为“secnd”的条"),
        (8, 12, "没有名为“上线”的参数"),
        (10, 13, "没有名为“trap”的表单"),
        (11, 24, "没有名为“没有”的表"),
        (12, 9, "第一条没有第“9”款"),
        (14, 17, "没有标识为“secnd”的条"),
        (16, 27, "没有标识为“secnd”的条"),
        (16, 38, "没有标识为“trap”的表单"),
        (18, 56, "没有标识为“R8”的来源"),
    ]


def test_decisions_and_explanations_are_looked_at_too():
    text = """\
        章: 一
        条:
          - 标识: first
            条名: 一
            款: [甲]
            裁定: 见{条:nowhere}
            参数: {上限: {值: 3, 说明: '{条:second}'}}
    """

    assert complaints(check, chapters=[text]) == [
        (6, 9, "没有名为“nowhere”的条"),
        (7, 25, "没有名为“second”的条"),
    ]


def test_references_of_forms_are_reported_too():
    assert [(line, column) for line, column, _ in complaints(check, forms=[FORM])] == [
        (4, 5),
        (5, 5),
        (8, 9),
        (10, 30),
        (10, 41),
        (11, 29),
        (11, 40),
        (11, 77),
        (13, 28),
    ]


def test_a_glossary_may_refer_to_articles():
    found = complaints(check, glossary="来宾:\n  释义: 见{条:first}\n  条: frist\n")

    assert found == [(3, 6, "没有标识为“frist”的条")]


def test_without_a_list_of_sources_any_tag_will_do():
    source = {"章": "一", "条": [{"标识": "first", "条名": "一", "款": ["甲"], "来源": ["X"]}]}

    assert complaints(check, chapters=[source]) == []


@pytest.mark.parametrize("name", ["frist", "first-one"])
def test_the_nearest_name_is_suggested(name):
    (problem,) = check(policy(forms=[form(依据=name)]))

    assert (problem.hint, problem.unknown_name) == ("是否要写“first”？", name)

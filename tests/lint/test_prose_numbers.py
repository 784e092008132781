"""A number typed in prose goes stale when the parameter or the table that holds it changes."""

from __future__ import annotations

import pytest

from generator.errors import Level
from generator.lint.prose_numbers import check
from tests.builders import article, complaints, field, form, policy, rule

FIGURES = {
    "参数": {
        "提前": {"值": {"2026-01-01": 2, "2026-07-01": 3}, "单位": "个工作日"},
        "餐标": "300元",
        "比例": 7,
        "截止": {"值": "2026-03-31", "类型": "日期"},
    },
    "表": {
        "陪同": {
            "输入": {"来访": {"类型": "整数", "单位": "人"}},
            "输出": {"最少": {"类型": "整数", "单位": "人"}},
            "行": [{"来访": "不超过 10", "最少": 1}, {"来访": "超过 10", "最少": 4}],
        },
        "等级": {
            "输入": {"额": {"类型": "金额"}},
            "输出": {"级": "文本"},
            "行": [{"额": "超过 600万", "级": "A"}, {"额": "不超过 600万", "级": "B"}],
        },
    },
}


def said(text: str, **more: object) -> list[str]:
    of = policy(article(款=[text], **{**FIGURES, **more}))
    return [p.message.partition("，")[0] for p in check(of)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("至少提前3个工作日。", "“3个工作日”与参数“提前”相同"),
        ("至少提前三个工作日。", "“三个工作日”与参数“提前”相同"),
        ("至少提前两个工作日。", "“两个工作日”与参数“提前”相同"),
        ("至少提前 ３ 个工作日。", "“３ 个工作日”与参数“提前”相同"),
        ("每餐300元。", "“300元”与参数“餐标”相同"),
        ("每餐三百元。", "“三百元”与参数“餐标”相同"),
        ("每餐0.03万元。", "“0.03万元”与参数“餐标”相同"),
        ("合同超过600万元的。", "“600万元”与表“等级”里的数相同"),
        ("超过10人的。", "“10人”与表“陪同”里的数相同"),
        ("陪同四人。", "“四人”与表“陪同”里的数相同"),
        ("于2026年3月31日前提交。", "“2026年3月31日”与参数“截止”相同"),
        ("自2026年1月1日起施行。", "“2026年1月1日”与制度的施行日期相同"),
    ],
)
def test_a_number_that_is_written_elsewhere_is_reported(text, message):
    assert said(text) == ([message] if message else [])


@pytest.mark.parametrize(
    "text",
    [
        '至少提前{{ 参数("提前") }}。',
        "至少提前5个工作日。",
        "共3天。",
        "第三人和第10人。",
        "指定一人负责。",
        "7个小时。",
        "每餐301元。",
        "编号3000元人民币旧版。",
        "于2026年4月1日前提交。",
        "见{条:first.1}。",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert said(text) == []


CHAPTER = """\
章: 一
条:
  - 标识: first
    条名: 一
    款:
      - 文: 不超过300元：
        项: [每餐300元；, {文: 甲, 目: [300元]}]
    白话: 一顿300元
    参数: {餐标: 300元}
    规则:
      - 标识: r
        要求: 单.金额 <= 参数.餐标
        提示: '{单.金额}超过300元'
        应为: 不超过300元
        更正: '{参数.餐标}以内'
"""


def test_every_prose_is_looked_at_and_what_a_rule_quotes_is_not():
    of = complaints(check, chapters=[CHAPTER], forms=[form(field("金额", "金额", 说明="每餐300元"))])

    assert [(line, column) for line, column, _ in of if line > 1] == [
        (6, 12),
        (7, 13),
        (7, 33),
        (8, 9),
        (13, 13),
        (14, 13),
    ]
    assert len(of) == 7


def test_a_decision_tells_of_the_past_and_keeps_its_numbers():
    of = policy(article(裁定="原文为300元，改为分级", **FIGURES))

    assert list(check(of)) == []


def test_the_hint_is_the_macro_to_write():
    (problem,) = check(policy(article(款=["每餐300元。"], **FIGURES)))

    assert (problem.level, problem.hint) == (Level.WARNING, '写成 {{ 参数("餐标") }}')


def test_figures_that_cannot_be_read_are_left_to_their_own_rules():
    bad = {
        "参数": {"坏": {"值": "三", "类型": "整数"}},
        "表": {"坏表": {**FIGURES["表"]["陪同"], "行": [{"来访": "许多", "最少": "几"}]}},
    }

    assert said("三个工作日，10人。", **bad) == []


def test_a_rule_with_money_in_its_words_is_looked_at_too():
    of = policy(article(规则=[rule("真", 提示="超过300元")], **FIGURES))

    assert [p.message.partition("，")[0] for p in check(of)] == ["“300元”与参数“餐标”相同"]

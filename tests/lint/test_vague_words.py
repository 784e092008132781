from __future__ import annotations

import pytest

from generator.errors import Level
from generator.lint.vague_words import check
from tests.builders import article, complaints, policy


def said(text: str, **sources: object) -> list[str]:
    of = policy(article(款=[text], 参数={"时限": {"值": 3, "单位": "个工作日"}}), **sources)
    return [p.message for p in check(of)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("收到投诉后及时答复。", "及时"),
        ("尽快安排。", "尽快"),
        ("给予适当奖励。", "适当"),
        ("报有关部门处理。", "有关部门"),
        ("采取相应措施。", "相应"),
        ("必要时派车。", "必要时"),
        ("定期回访。", "定期"),
        ("原则上不超标。", "原则上"),
        ("先登记；再及时答复；满3日归档。", "及时"),
    ],
)
def test_a_word_nobody_can_measure_is_reported(text, word):
    assert said(text) == [f"“{word}”无法衡量"]


@pytest.mark.parametrize(
    "text",
    [
        '收到投诉后{{ 参数("时限") }}内及时答复。',
        "当日及时答复。",
        "收到后2小时内尽快答复。",
        "三个工作日内尽快答复。",
        "每季度定期回访。",
        "按《关于尽快处理投诉的通知》办理。",
        "不写“及时”这样的词。",
        "与接待有关的费用。",
        "国家有关规定另有要求的，从其要求。",
        "遵守纪律。",
    ],
)
def test_a_word_beside_a_time_a_figure_or_an_interval_is_left_alone(text):
    assert said(text) == []


def test_a_word_inside_a_defined_term_or_the_title_of_a_law_is_left_alone():
    law = {"名称": "及时支付条例", "内容": "付款", "复核日期": "2026-12-31"}
    sources = {"glossary": {"定期报告": {"释义": "年度报告和中期报告"}}, "cover": {"引用": [law]}}

    assert said("披露定期报告。依照及时支付条例。", **sources) == []
    assert said("披露定期报告。") == ["“定期”无法衡量"]


def test_each_word_of_a_sentence_is_reported_once_with_its_own_advice():
    of = policy(article(款=["及时、尽快、及时、适当处理。"]))

    assert [(p.message, p.hint[:4], p.level) for p in check(of)] == [
        ("“及时”无法衡量", "写明时限", Level.WARNING),
        ("“尽快”无法衡量", "写明时限", Level.WARNING),
        ("“适当”无法衡量", "写明数额", Level.WARNING),
    ]


def test_items_and_subitems_are_looked_at_and_plain_words_are_not():
    text = """\
        章: 一
        条:
          - 标识: a
            条名: 甲
            款:
              - 文: 甲
                项: [及时答复；, {文: 乙, 目: [尽快答复]}]
            白话: 及时答复
    """

    assert complaints(check, chapters=[text]) == [(7, 13, "“及时”无法衡量"), (7, 31, "“尽快”无法衡量")]

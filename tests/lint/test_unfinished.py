from __future__ import annotations

import pytest

from generator.lint.unfinished import check
from tests.builders import article, complaints, policy

TABLE = {
    "标准": {
        "输入": {"人数": {"类型": "整数"}},
        "输出": {"数": "整数"},
        "行": [{"人数": "-", "数": 1}],
    }
}


def said(*articles: dict, **more: object) -> list[str]:
    return [p.message for p in check(policy(*articles, **more))]


@pytest.mark.parametrize("text", ["标准见下表。", "标准如下表：", "流程见附图。"])
def test_a_table_that_is_announced_has_to_be_there(text):
    (message,) = said(article(款=[text]))

    assert "本条没有表" in message
    assert said(article(款=[text], 表=TABLE)) == []
    assert said(article(款=[text, '{{ 表("标准") }}']), article("b", 表=TABLE)) == []


@pytest.mark.parametrize("text", ["由领导批准，给予", "各部门应当、", "负责接待工作"])
def test_a_sentence_that_breaks_off_is_reported(text):
    (message,) = said(article(款=[text]))

    assert "没有写完" in message


@pytest.mark.parametrize(
    "text", ["由领导批准。", "下列事项：", "称为“来宾。”", "向下表达意见。", "（以上数据均为示例。）"]
)
def test_whole_sentences_are_left_alone(text):
    assert said(article(款=[text])) == []


def test_the_final_chapter_is_the_last():
    chapters = [{"章": title, "条": [article(f"a{n}")]} for n, title in enumerate(("附则", "总则"))]

    assert said(chapters=chapters) == ["“附则”应当是最后一章"]
    assert said(chapters=chapters[::-1]) == []


def test_a_source_that_no_article_rests_on_is_reported():
    sources = {"来源": {"R1": "甲", "R2": "乙", "R3": "丙"}}
    rules = [{"标识": "r", "要求": "true", "提示": "不", "应为": "是", "更正": "改", "来源": ["R2"]}]

    assert said(article(来源=["R1"], 规则=rules), cover=sources) == ["没有条款采用来源“R3”"]


def test_the_places_are_those_of_the_source():
    text = "章: 一\n条:\n  - 标识: a\n    条名: 甲\n    款: [好。, 未完]\n"

    assert [(line, column) for line, column, _ in complaints(check, chapters=[text])] == [(5, 13)]

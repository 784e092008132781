from __future__ import annotations

import pytest

from generator.lint.handwritten_numbers import check
from tests.builders import article, complaints, policy


def said(text: str) -> list[tuple[str, str]]:
    return [(p.message, p.hint) for p in check(policy(article(款=[text])))]


@pytest.mark.parametrize(
    ("text", "written", "macro"),
    [
        ("按第八条执行。", "第八条", "{条:标识}"),
        ("按第18条第二款执行。", "第18条", "{条:标识}"),
        ("按第三章的规定执行。", "第三章", "{章:标识}"),
        ("填写附表2。", "附表2", "{表单:标识}"),
        ("填写附件一《通知表》。", "附件一", "{表单:标识}"),
    ],
)
def test_a_number_that_a_macro_writes_is_reported_with_the_macro(text, written, macro):
    ((message, hint),) = said(text)

    assert message.startswith(f"“{written}”")
    assert macro in hint


@pytest.mark.parametrize(
    "text", ["（一）登记；", "(2)登记；", "1、登记；", "3．登记；", "一、登记。", "第五条　登记。"]
)
def test_a_number_that_the_layout_writes_is_reported(text):
    ((message, _),) = said(text)

    assert "序号" in message


@pytest.mark.parametrize(
    "text",
    [
        "按{条:first}执行。",
        "依照《民法典》第二百零一条、第一千二百五十九条计算。",
        "第一项工作，第二个阶段。",
        "3个部门参加。",
        "一事一报。",
        "2.5万元以下的免报。",
        "附表与正文效力相同。",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert said(text) == []


def test_it_is_a_warning_at_the_place_of_the_item():
    text = "章: 一\n条:\n  - 标识: a\n    条名: 甲\n    款: [{文: '包括：', 项: [好, （二）登记]}]\n"

    assert [(line, column) for line, column, _ in complaints(check, chapters=[text])] == [(5, 27)]

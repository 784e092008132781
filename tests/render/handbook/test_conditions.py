"""Conditions in words."""

from __future__ import annotations

import pytest

from generator.render.handbook.conditions import condition_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("申请.安排住宿", "“安排住宿”为“是”"),
        ("非 申请.安排住宿", "“安排住宿”为“否”"),
        ("有(申请.酒店)", "填写了“酒店”"),
        ("已交.申请", "一并交来《出差申请表》"),
        ("非 已交.申请", "没有一并交来《出差申请表》"),
        ('申请.等级 == "甲"', "“等级”为“甲”"),
        ("申请.等级 != “甲”", "“等级”不为“甲”"),
        ("申请.批准职务 in 参数.审批职务", "“批准职务”为“部门经理”或“总经理”"),
        ("非 申请.批准职务 in 参数.审批职务", "“批准职务”不为“部门经理”或“总经理”"),
        (
            '申请.安排住宿 且 (申请.等级 == "甲" 或 有(申请.酒店))',
            "“安排住宿”为“是”，并且（“等级”为“甲”或者填写了“酒店”）",
        ),
    ],
)
def test_fields_joined_by_and_and_or_are_put_in_words(trips, text, expected):
    assert condition_words(trips, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "申请.金额 > 100",
        "有(表.差旅等级.等级)",
        "表.差旅等级.等级 == “甲”",
        "够早",
        "非 (申请.甲 或 申请.乙)",
        "申请.明细.存在(x, x.项目 == “会务”)",
        "申请.a + 申请.b == 申请.c",
    ],
)
def test_anything_else_is_left_to_the_expression(trips, text):
    assert condition_words(trips, text) == ""

from __future__ import annotations

import pytest

from generator.lint.parameters import check
from tests.builders import complaints

CHAPTER = """\
章: 一
条:
  - 标识: first
    条名: 一
    款: [甲]
    参数:
      天数: {parameter}
"""


def said(parameter: str) -> list[tuple[int, int, str]]:
    return complaints(check, chapters=[CHAPTER.replace("{parameter}", parameter)])


@pytest.mark.parametrize(
    "parameter",
    [
        "3",
        "300元",
        "[甲, 乙]",
        "未定",
        "{值: 3, 单位: 天}",
        "{值: {2025-01-01: 2, 2026-07-01: 3}}",
        "{值: {2026-01-01: 未定, 2026-07-01: 300元}}",
        "{值: 2026-03-05, 类型: 日期}",
        "{值: true}",
    ],
)
def test_a_value_that_fits_its_kind_is_left_alone(parameter):
    assert said(parameter) == []


@pytest.mark.parametrize(
    ("parameter", "column", "message"),
    [
        ("{值: 三, 类型: 整数}", 15, "参数“天数”写成“三”：应当是整数"),
        ("{值: 300, 类型: 金额}", 15, "参数“天数”写成“300”：金额要写单位，如 300元、600万元"),
        ("{值: [甲], 类型: 文本}", 15, "参数“天数”写成“[甲]”：应当是一个词"),
        ("{值: {2026-01-01: 3, 2026-07-01: 4天}}", 43, "参数“天数”写成“4天”：应当是整数"),
        ("不限", 11, "参数“天数”不能写“不限”"),
        ("{值: {2026-07-01: 3}}", 11, "参数“天数”在施行日2026年1月1日没有数值"),
    ],
)
def test_a_value_that_does_not_is_reported_at_its_place(parameter, column, message):
    assert said(parameter) == [(7, column, message)]

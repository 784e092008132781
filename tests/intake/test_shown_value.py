from __future__ import annotations

import pytest

from generator.intake.shown_value import shows


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("张伟", "张伟"),
        ("张 伟\n李 娜", "张伟李娜"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("１２３", "123"),
        ("1234.5", "1,234.50"),
        ("1,234.50", "1234.5"),
        ("12.345", "12.35"),
        ("-3", "-3.00"),
        ("2026-3-5", "2026-03-05"),
        ("2026年3月5日", "2026-03-05"),
        ("\u200b张伟", "张伟"),
    ],
)
def test_the_same_in_another_way_of_writing_is_the_same(value: str, shown: str) -> None:
    assert shows(value, shown)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("100", "999999"),
        ("100", ""),
        ("", "100"),
        ("100", "1000"),
        ("1000", "100"),
        ("12.345", "12.3"),
        ("100.4", "100"),
        ("2026-03-05", "2026-03-06"),
        ("张伟", "李伟"),
        ("9" * 40, "9" * 39 + "8"),
        ("是", "否"),
    ],
)
def test_something_else_is_something_else(value: str, shown: str) -> None:
    assert not shows(value, shown)


def test_a_long_text_may_be_cut_off_where_its_box_ends() -> None:
    text = "一位来宾素食，需要英语翻译，另有两位来宾行动不便，请安排无障碍通道。"

    assert shows(text, text[:25], is_long=True)
    assert not shows(text, text[:25])
    assert not shows(text, text[:5], is_long=True)
    assert not shows(text, "不" + text[1:25], is_long=True)

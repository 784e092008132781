from __future__ import annotations

from datetime import date

import pytest

from generator.errors import Level
from generator.lint.review_dates import check
from tests.builders import complaints, policy

CHAPTER = """\
章: 一
条:
  - 标识: first
    条名: 目的
    款: [甲]
    复核日期: 2026-03-31
    参数:
      上限: {值: 300元, 复核日期: 2026-06-30}
      天数: 3
"""
LAW = {"名称": "民法典", "内容": "期间", "复核日期": "2026-09-30"}


@pytest.mark.parametrize(
    ("today", "found"),
    [
        ("2026-03-31", []),
        ("2026-04-01", ["第一条（目的）的复核日期2026年3月31日已过"]),
        (
            "2026-07-01",
            ["参数“上限”的复核日期2026年6月30日已过", "第一条（目的）的复核日期2026年3月31日已过"],
        ),
    ],
)
def test_a_review_is_due_the_day_after_its_date(today, found):
    said = complaints(check, date.fromisoformat(today), chapters=[CHAPTER])

    assert sorted(m for _, _, m in said) == found


def test_each_is_reported_at_its_place():
    found = complaints(check, date(2027, 1, 1), chapters=[CHAPTER], cover={"引用": [LAW]})

    assert [(line, m) for line, _, m in found] == [
        (6, "第一条（目的）的复核日期2026年3月31日已过"),
        (8, "参数“上限”的复核日期2026年6月30日已过"),
        (1, "制度的复核日期2026年12月31日已过"),
        (1, "引用的“民法典”的复核日期2026年9月30日已过"),
    ]


def test_it_is_a_warning():
    assert {p.level for p in check(policy(), date(2030, 1, 1))} == {Level.WARNING}

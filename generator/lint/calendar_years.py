"""Years without a calendar: rules that count working days cannot be decided there.

The notice for the next year comes in November; from 1 December on its absence is reported.

    policy/calendar/2026.yaml, checked on 2026-12-01        2027年的放假安排还没有录入
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import Level, Location, Problem
from generator.lint.texts import expressions_of
from generator.rules.expression import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.model.policy import Policy

CODE = "calendar-year"
_COUNTING = "工作日数"
_NOTICE_MONTH = 12


def check(policy: Policy, today: date) -> Iterator[Problem]:
    """Find the years for which a policy that counts working days should have a calendar by now."""
    if not any(token.text == _COUNTING for text in expressions_of(policy) for token in tokenize(text.text)):
        return
    due = [today.year, today.year + 1] if today.month >= _NOTICE_MONTH else [today.year]
    known = policy.calendar.years
    last = max(policy.calendar_years, key=lambda y: y.year, default=None)
    at = last.place.of("年份") if last else Location("policy/calendar")
    for year in due:
        if year not in known:
            yield Problem(
                location=at, code=CODE, level=Level.WARNING, message=f"{year}年的放假安排还没有录入",
                hint=f"按国务院办公厅的通知新建 policy/calendar/{year}.yaml；此前这一年的工作日规则无法判定",
            )  # fmt: skip

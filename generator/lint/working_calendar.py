"""The working calendar: holidays inside their year, make-up days on weekends, no year twice.

Such as:

    放假: [{名称: 元旦, 起: 2026-01-03, 止: 2026-01-01}]   “元旦”的止日早于起日
    补班: [2026-03-05]                                      2026-03-05 本来就是工作日
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from generator.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.calendar import CalendarYear
    from generator.model.policy import Policy

CODE = "calendar"


def check(policy: Policy) -> Iterator[Problem]:
    """Find dates that cannot be what the calendar says they are."""
    counted = Counter(y.year for y in policy.calendar_years)
    for year in policy.calendar_years:
        if counted[year.year] > 1:
            yield _problem(year, f"{year.year}年的放假安排写了两份", "合并成一个文件", "年份")
        yield from _check_holidays(year)
        yield from _check_working_days(year)


def _check_holidays(year: CalendarYear) -> Iterator[Problem]:
    for index, holiday in enumerate(year.holidays):
        if holiday.last < holiday.first:
            yield _problem(year, f"“{holiday.name}”的止日早于起日", "检查起止日期", "放假", index, "止")
        elif not {holiday.first[:4], holiday.last[:4]} & {str(year.year)}:
            yield _problem(year, f"“{holiday.name}”不在{year.year}年", "检查年份", "放假", index, "起")


def _check_working_days(year: CalendarYear) -> Iterator[Problem]:
    for index, day in enumerate(year.working_days):
        if day in year.days_off:
            yield _problem(year, f"{day} 既放假又补班", "删去其中一处", "补班", index)
        elif date.fromisoformat(day).weekday() < 5:
            yield _problem(year, f"{day} 本来就是工作日", "补班只列调为工作日的周末", "补班", index)
        elif day[:4] != str(year.year):
            yield _problem(year, f"补班 {day} 不在{year.year}年", "检查年份", "补班", index)


def _problem(year: CalendarYear, message: str, hint: str, *path: str | int) -> Problem:
    return Problem(location=year.place.of(*path), code=CODE, message=message, hint=hint)

"""The working calendar: public holidays and make-up working days, a year at a time."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import ClassVar

from pydantic import Field

from generator.model.node import IsoDate, Line, Listed, Node


class CalendarError(LookupError):
    """A year has no calendar; `year` says which."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year}年放假安排未录入")
        self.year = year


class Holiday(Node):
    """Consecutive days off, both ends included."""

    name: Line = Field(alias="名称")
    first: IsoDate = Field(alias="起")
    last: IsoDate = Field(alias="止")


class Notice(Node):
    """The official notice that a year's data come from."""

    title: Line = Field(alias="文件")
    number: str = Field(default="", alias="文号")
    issued: IsoDate = Field(alias="日期")


class CalendarYear(Node):
    """One year of the working calendar."""

    is_whole: ClassVar[bool] = True

    year: int = Field(alias="年份", ge=1990, le=2100)
    notice: Notice = Field(alias="依据")
    holidays: Listed[Holiday] = Field(alias="放假")
    working_days: Listed[IsoDate] = Field(default=(), alias="补班", description="调为工作日的周末")

    @cached_property
    def days_off(self) -> frozenset[str]:
        """Every day off of the year as ISO text."""
        return frozenset(
            day.isoformat()
            for holiday in self.holidays
            for day in _days(date.fromisoformat(holiday.first), date.fromisoformat(holiday.last))
        )


class WorkCalendar:
    """Working days over the years that have data; any other year is an error, never a guess.

    A notice may say something of the last days of the year before: it counts for those too.
    """

    def __init__(self, years: tuple[CalendarYear, ...]) -> None:
        self.years = frozenset(y.year for y in years)
        self._days_off = frozenset(day for y in years for day in y.days_off)
        self._working_days = frozenset(day for y in years for day in y.working_days)

    def is_working_day(self, day: date) -> bool:
        """Raises CalendarError for a year without data."""
        if day.year not in self.years:
            raise CalendarError(day.year)
        text = day.isoformat()
        return text in self._working_days or (text not in self._days_off and day.weekday() < 5)

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is earlier.

        The starting day is not counted (Civil Code, article 201), the last one is.
        Raises CalendarError for a year without data.
        """
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_working_day(day) for day in _days(start + timedelta(1), end))

    def working_day_before(self, day: date, count: int) -> date:
        """The latest date with at least `count` working days from it (excluded) to `day` (included).

        Raises CalendarError for a year without data.
        """
        current = day
        while count > 0:
            count -= self.is_working_day(current)
            current -= timedelta(1)
        return current


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(n) for n in range((last - first).days + 1)]

"""Working days: by hand on small calendars, and against chinesecalendar on the shipped ones."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.calendar import CalendarError, CalendarYear, WorkCalendar
from tests.builders import year

CALENDAR = WorkCalendar((
    CalendarYear.model_validate(year(2025, "2025-12-31")),
    CalendarYear.model_validate(year(2026, "2026-01-01/2026-01-03", working=["2026-01-04"])),
))  # fmt: skip
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-01-01", False),
        ("2026-01-04", True),
        ("2026-01-05", True),
        ("2026-01-10", False),
        ("2025-12-31", False),
    ],
)
def test_a_day_works_or_not(day, works):
    assert CALENDAR.is_working_day(date.fromisoformat(day)) is works


def test_a_year_without_data_is_never_guessed():
    with pytest.raises(CalendarError, match="2027年放假安排未录入") as caught:
        CALENDAR.working_days_between(date(2026, 12, 30), date(2027, 1, 4))
    assert caught.value.year == 2027


def test_a_notice_may_free_the_last_days_of_the_year_before():
    years = (
        CalendarYear.model_validate(year(2025)),
        CalendarYear.model_validate(year(2026, "2025-12-31/2026-01-02")),
    )

    assert not WorkCalendar(years).is_working_day(date(2025, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        ("2026-01-05", "2026-01-08", 3),
        ("2026-01-05", "2026-01-05", 0),
        ("2026-01-08", "2026-01-05", -3),
        ("2026-01-09", "2026-01-12", 1),
        ("2026-01-02", "2026-01-05", 2),
    ],
)
def test_the_first_day_is_not_counted_and_the_last_is(start, end, count):
    assert CALENDAR.working_days_between(date.fromisoformat(start), date.fromisoformat(end)) == count


@given(DAYS, DAYS)
def test_counting_there_and_back_gives_the_same(start, end):
    there = CALENDAR.working_days_between(start, end)

    assert CALENDAR.working_days_between(end, start) == (-there if start != end else 0)
    assert abs(there) <= abs((end - start).days)


@given(st.dates(date(2025, 3, 1), date(2026, 12, 31)), st.integers(0, 20))
def test_the_latest_day_with_enough_working_days_is_found(day, count):
    found = CALENDAR.working_day_before(day, count)

    assert CALENDAR.working_days_between(found, day) >= count
    assert CALENDAR.working_days_between(found + timedelta(1), day) < max(count, 1)


@pytest.mark.parametrize("number", [2025, 2026])
def test_the_shipped_calendar_agrees_with_another_source_on_every_day(shipped_policy, number):
    first = date(number, 1, 1)
    days = [first + timedelta(n) for n in range(365)]
    ours = shipped_policy.calendar

    assert days[-1] == date(number, 12, 31)
    assert [d for d in days if ours.is_working_day(d) != chinese_calendar.is_workday(d)] == []

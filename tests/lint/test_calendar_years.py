from __future__ import annotations

from datetime import date

import pytest

from generator.lint.calendar_years import check
from tests.builders import article, field, form, policy, rule, year

COUNTING = {"规则": [rule("工作日数(单.日期, 单.止) >= 3")]}
FORMS = [form(field("止", "日期"))]


def missing(today: str, *years: int, **parts: object) -> list[str]:
    of = policy(article(**{**COUNTING, **parts}), forms=FORMS, calendar=[year(y) for y in years])
    return [p.message for p in check(of, date.fromisoformat(today))]


@pytest.mark.parametrize(
    ("today", "years", "found"),
    [
        ("2026-11-30", (2026,), []),
        ("2026-12-01", (2026,), ["2027年的放假安排还没有录入"]),
        ("2026-12-01", (2026, 2027), []),
        ("2027-01-01", (2026,), ["2027年的放假安排还没有录入"]),
        ("2026-06-01", (), ["2026年的放假安排还没有录入"]),
        ("2026-12-31", (), ["2026年的放假安排还没有录入", "2027年的放假安排还没有录入"]),
    ],
)
def test_the_next_year_is_due_from_the_first_of_december(today, years, found):
    assert missing(today, *years) == found


def test_a_regulation_that_counts_no_working_days_needs_no_calendar():
    assert missing("2026-12-01", 规则=[rule("天数(单.日期, 单.止) >= 3")]) == []


def test_what_is_missing_is_reported_with_the_last_year_and_the_file_to_write():
    of = policy(article(**COUNTING), forms=FORMS, calendar=[year(2025), year(2026)])
    (problem,) = check(of, date(2026, 12, 1))

    assert problem.location.file == "policy/calendar/y2.yaml"
    assert "policy/calendar/2027.yaml" in problem.hint

from __future__ import annotations

from generator.lint.working_calendar import check
from tests.builders import complaints, policy, year

CALENDAR = """\
年份: 2026
依据: {文件: 通知, 日期: 2025-11-04}
放假:
  - {名称: 元旦, 起: 2026-01-03, 止: 2026-01-01}
  - {名称: 春节, 起: 2027-02-16, 止: 2027-02-20}
  - {名称: 国庆, 起: 2026-10-01, 止: 2026-10-07}
补班: [2026-10-04, 2026-03-05, 2025-03-08, 2026-03-07]
"""


def test_dates_that_cannot_be_are_reported_at_their_places():
    assert complaints(check, calendar=[CALENDAR]) == [
        (4, 32, "“元旦”的止日早于起日"),
        (5, 17, "“春节”不在2026年"),
        (7, 6, "2026-10-04 既放假又补班"),
        (7, 18, "2026-03-05 本来就是工作日"),
        (7, 30, "补班 2025-03-08 不在2026年"),
    ]


def test_a_holiday_may_begin_in_the_year_before():
    assert complaints(check, calendar=[year(2026, "2025-12-31/2026-01-02")]) == []


def test_a_year_has_one_file():
    found = list(check(policy(calendar=[year(2026), year(2026)])))

    assert [(p.location.file, p.message) for p in found] == [
        ("policy/calendar/y1.yaml", "2026年的放假安排写了两份"),
        ("policy/calendar/y2.yaml", "2026年的放假安排写了两份"),
    ]


def test_the_shipped_calendar_is_left_alone(shipped_policy):
    assert list(check(shipped_policy)) == []

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.interval import Interval, parse_interval

BOUNDS = st.none() | st.integers(-30, 30)
INTERVALS = st.builds(
    lambda low, low_closed, high, high_closed: Interval(
        low=low, low_closed=low_closed, high=high, high_closed=high_closed
    ),
    BOUNDS,
    st.booleans(),
    BOUNDS,
    st.booleans(),
)


def members(interval: Interval) -> set[int]:
    return {n for n in range(-40, 41) if n in interval}


def brute(low, low_closed, high, high_closed) -> set[int]:
    return {
        n
        for n in range(-40, 41)
        if (low is None or n > low or (low_closed and n == low))
        and (high is None or n < high or (high_closed and n == high))
    }


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("超过 6", {7, 8, 9}),
        ("> 6", {7, 8, 9}),
        ("＞6", {7, 8, 9}),
        ("不低于 6", {6, 7, 8, 9}),
        ("不少于6", {6, 7, 8, 9}),
        ("≥ 6", {6, 7, 8, 9}),
        ("≧6", {6, 7, 8, 9}),
        (">=6", {6, 7, 8, 9}),
        ("6以上", {6, 7, 8, 9}),
        ("6及以上", {6, 7, 8, 9}),
        ("不满 3", {1, 2}),
        ("少于 3", {1, 2}),
        ("< 3", {1, 2}),
        ("不足3", {1, 2}),
        ("不超过 3", {1, 2, 3}),
        ("≤3", {1, 2, 3}),
        ("3以下", {1, 2, 3}),
        ("3以内", {1, 2, 3}),
        ("3及以下", {1, 2, 3}),
        ("[3, 5]", {3, 4, 5}),
        ("(3, 5]", {4, 5}),
        ("[3，5）", {3, 4}),
        ("（3，5）", {4}),
        ("3～5", {3, 4, 5}),
        ("3~5", {3, 4, 5}),
        ("3至5", {3, 4, 5}),
        ("3—5", {3, 4, 5}),
        ("3-5", {3, 4, 5}),
        ("超过3且不超过5", {4, 5}),
        ("不超过5且超过3", {4, 5}),
        ("4", {4}),
        (4, {4}),
        ("-", set(range(1, 10))),
        ("任意", set(range(1, 10))),
        ("不限", set(range(1, 10))),
    ],
)
def test_the_words_people_use_mean_what_the_civil_code_says(cell, expected):
    interval = parse_interval(cell, int)

    assert {n for n in range(1, 10) if n in interval} == expected


@pytest.mark.parametrize(
    "cell", ["", "大概5", "5以上10以下", "[5", "5,6", "≥5，≤10", "超过3且超过5", "3且5", "〈5"]
)
def test_other_words_are_refused(cell):
    with pytest.raises(ValueError):  # noqa: PT011 - `int` says it in its own words
        parse_interval(cell, int)


@given(BOUNDS, st.booleans(), BOUNDS, st.booleans())
def test_membership_is_that_of_comparing_with_both_bounds(low, low_closed, high, high_closed):
    interval = Interval(low=low, low_closed=low_closed, high=high, high_closed=high_closed)

    assert members(interval) == brute(low, low_closed, high, high_closed)
    assert interval.is_empty == (not members(interval))


@given(INTERVALS.filter(lambda interval: not interval.is_empty))
def test_an_interval_in_words_is_read_back(interval):
    assert members(parse_interval(interval.words(str), int)) == members(interval)


@given(st.integers(-30, 30), st.integers(-30, 30))
def test_both_ways_of_writing_a_range_are_the_same(low, high):
    assert parse_interval(f"[{low}, {high}]", int) == parse_interval(f"{low}～{high}", int)


def test_one_number_is_shown_as_itself():
    assert parse_interval("[5, 5]", int).words(lambda n: f"{n}人") == "5人"
    assert Interval().words(str) == "不限"

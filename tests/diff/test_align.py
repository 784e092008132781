"""Two lists side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.diff.align import aligned, is_similar, merged, moved


def pairs(old: str, new: str):
    return list(aligned(old.split(), new.split(), str, is_similar))


def test_what_went_stands_behind_what_it_stood_behind() -> None:
    old, new = dict.fromkeys("abcd", 1), dict.fromkeys("axd", 2)

    assert [name for name, _, _ in merged(old, new)] == ["a", "b", "c", "x", "d"]


def test_what_went_from_the_beginning_stands_there() -> None:
    assert [n for n, _, _ in merged({"a": 1, "b": 1}, {"b": 2})] == ["a", "b"]


@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.lists(st.sampled_from("abcdefgh"), unique=True))
def test_every_name_of_both_sides_comes_once_and_the_new_order_holds(old, new) -> None:
    names = [n for n, _, _ in merged(dict.fromkeys(old, 1), dict.fromkeys(new, 2))]

    assert sorted(names) == sorted({*old, *new})
    assert [n for n in names if n in new] == new


def test_one_that_moved_is_one_that_moved() -> None:
    assert moved(list("abcde"), list("bcdea")) == {"a"}
    assert moved(list("abcde"), list("abcde")) == set()


@given(st.permutations("abcdefg"))
def test_without_those_that_moved_the_order_is_the_same(new) -> None:
    away = moved(list("abcdefg"), new)

    assert [n for n in new if n not in away] == [n for n in "abcdefg" if n not in away]


def test_similar_items_meet_and_others_come_and_go() -> None:
    assert pairs("一二三四 五六七八", "一二三五 九九九九 五六七八") == [
        ("一二三四", "一二三五"),
        (None, "九九九九"),
        ("五六七八", "五六七八"),
    ]


@given(st.lists(st.text("甲乙", min_size=1, max_size=4)), st.lists(st.text("甲乙", min_size=1, max_size=4)))
def test_nothing_is_lost_and_both_orders_hold(old, new) -> None:
    found = list(aligned(old, new, str, is_similar))

    assert old == [a for a, _ in found if a is not None]
    assert new == [b for _, b in found if b is not None]

"""Putting two lists side by side: what stayed, what moved, what came and went."""

from __future__ import annotations

from bisect import bisect_left
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

T = TypeVar("T")
_SIMILAR = 0.5


def merged(old: Mapping[str, T], new: Mapping[str, T]) -> Iterator[tuple[str, T | None, T | None]]:
    """Names of both sides with their values: the new order, removed ones behind their old neighbour."""
    behind: dict[str, list[str]] = {}
    previous = ""
    for name in old:
        if name in new:
            previous = name
        else:
            behind.setdefault(previous, []).append(name)
    for name in ["", *new]:
        if name:
            yield name, old.get(name), new[name]
        yield from ((gone, old[gone], None) for gone in behind.get(name, ()))


def moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The fewest names of both lists whose moving explains the other order."""
    place = {name: index for index, name in enumerate(old)}
    order = [place[name] for name in new if name in place]
    names = {index: name for name, index in place.items()}
    return {names[index] for index in set(order) - set(_longest_rising(order))}


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """The longest increasing run that can be picked from a list (patience sorting)."""
    tops: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        before.append(at[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [number]
        at[pile : pile + 1] = [index]
    found: list[int] = []
    index = at[-1] if at else -1
    while index >= 0:
        found.append(numbers[index])
        index = before[index]
    return found[::-1]


def aligned(
    old: Sequence[T], new: Sequence[T], key: Callable[[T], str], similar: Callable[[T, T], bool]
) -> Iterator[tuple[T | None, T | None]]:
    """Items side by side: those with the same key first, between them those that are similar.

    One that stands alone where another stood alone has taken its place, however little they share.
    """
    matcher = SequenceMatcher(None, [key(t) for t in old], [key(t) for t in new], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal" or (b - a == 1 == d - c):
            yield from zip(old[a:b], new[c:d], strict=True)
        else:
            yield from _nearly(old[a:b], new[c:d], similar)


def _nearly(
    old: Sequence[T], new: Sequence[T], similar: Callable[[T, T], bool]
) -> Iterator[tuple[T | None, T | None]]:
    rest = list(new)
    for left in old:
        match = next((i for i, right in enumerate(rest) if similar(left, right)), None)
        if match is None:
            yield left, None
            continue
        yield from ((None, right) for right in rest[:match])
        yield left, rest[match]
        rest = rest[match + 1 :]
    yield from ((None, right) for right in rest)


def is_similar(old: str, new: str) -> bool:
    """True for texts that have at least half of their characters in common, in order."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return matcher.real_quick_ratio() >= _SIMILAR and matcher.quick_ratio() >= _SIMILAR <= matcher.ratio()

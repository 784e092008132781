"""Which candidates are numberings, and how their lists nest: the cheapest reading of the sequence.

A reading is a stack of open lists. Each candidate is either text, the next entry of an open list
(what is open below it closes), or the first entry of a new list below the last entry of another.
Every step has a cost: a number that does not follow, a heading among sentences, another
punctuation, a list that begins in the middle or stays alone. A beam keeps the cheapest readings,
so that the time is linear in the number of candidates, and one odd number does not spoil the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from generator.importing import marks
from generator.importing.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.importing.candidates import Candidate

BEAM = 12
_MARGIN = 7.0
_RANKS = {marks.PART: 0, marks.CHAPTER: 1, marks.SECTION: 2, marks.ARTICLE: 3}
_LIST_RANK = 9
_KIN = (
    {marks.DIGIT, marks.DIGIT_BARE}, {marks.DIGIT_BRACKETS, marks.DIGIT_BRACKET},
    {marks.CHINESE_BRACKETS, marks.CHINESE_BRACKET}, {marks.DIGIT, marks.DIGIT_BRACKET},
)  # fmt: skip
_MAX_DEPTH = 8


class Level(NamedTuple):
    """One open list: its last entry, and whether it has more than one."""

    style: str
    numbers: tuple[int, ...]
    variant: str
    shape: Shape
    is_inside: bool
    is_single: bool
    indent: int


Stack: TypeAlias = "tuple[Level, ...]"


class _Trail(NamedTuple):
    before: _Trail | None
    candidate: int
    depth: int


class _Reading(NamedTuple):
    cost: float
    stack: Stack
    articles: int
    parents: tuple[tuple[str, str], ...]
    trail: _Trail | None


class Chosen(NamedTuple):
    """A candidate taken for a numbering, and how many lists enclose its list."""

    candidate: Candidate
    depth: int


def choose(candidates: tuple[Candidate, ...]) -> tuple[Chosen, ...]:
    """The numberings of the cheapest reading, in the order of the text."""
    readings = [_Reading(0.0, (), 0, (), None)]
    for index, candidate in enumerate(candidates):
        best: dict[tuple[Stack, int], _Reading] = {}
        for reading in readings:
            for successor in _successors(reading, candidate, index):
                key = (successor.stack, successor.articles)
                if key not in best or successor.cost < best[key].cost:
                    best[key] = successor
        readings = sorted(best.values(), key=lambda r: r.cost)[:BEAM]
        limit = readings[0].cost + _MARGIN
        readings = [r for r in readings if r.cost <= limit]
    cheapest = min(readings, key=lambda r: r.cost + _closing_cost(r.stack))
    return tuple(reversed(list(_steps(cheapest.trail, candidates))))


def _steps(trail: _Trail | None, candidates: tuple[Candidate, ...]) -> Iterator[Chosen]:
    while trail is not None:
        yield Chosen(candidates[trail.candidate], trail.depth)
        trail = trail.before


def _successors(reading: _Reading, candidate: Candidate, index: int) -> Iterator[_Reading]:
    if not candidate.is_forced:
        yield reading._replace(cost=reading.cost + candidate.leave_cost)
    base = reading.cost + candidate.take_cost
    for depth, level in enumerate(reading.stack):
        cost = _continue_cost(level, candidate)
        if cost is not None:
            cost += _closing_cost(reading.stack[depth + 1 :])
            trail = _Trail(reading.trail, index, depth)
            yield _taken(reading, candidate, trail, base + cost, is_new=False)
    for depth in range(len(reading.stack) + 1):
        cost = _open_cost(reading, depth, candidate)
        if cost is not None:
            trail = _Trail(reading.trail, index, depth)
            yield _taken(reading, candidate, trail, base + cost, is_new=True)


def _taken(reading: _Reading, candidate: Candidate, trail: _Trail, cost: float, *, is_new: bool) -> _Reading:
    mark, depth = candidate.mark, trail.depth
    level = Level(
        mark.style, mark.numbers, mark.variant, candidate.shape, candidate.is_inside, is_new, candidate.indent
    )
    stack = (*reading.stack[:depth], level)
    articles = mark.numbers[0] if mark.style == marks.ARTICLE else reading.articles
    parents = reading.parents
    if is_new:
        pair = (mark.style, stack[depth - 1].style if depth else "")
        if pair not in parents:
            parents = (*parents, pair)[-12:]
    return _Reading(cost, stack, articles, parents, trail)


def _closing_cost(closed: Stack) -> float:
    """Lists of one entry are suspicious, the more so inside a line."""
    return sum(
        (0.4 if level.is_inside else 0.5)
        for level in closed
        if level.is_single and level.numbers and level.style not in (*_RANKS, marks.DECIMAL, marks.ANNEX)
    )


def _continue_cost(level: Level, candidate: Candidate) -> float | None:
    """The cost of a candidate as the next entry of a list; None where it cannot be."""
    mark = candidate.mark
    cost = 0.0
    if level.style != mark.style:
        if not any({level.style, mark.style} <= kin for kin in _KIN):
            return None
        cost = 1.0
    elif mark.style == marks.BULLET:
        return 0.0 if level.variant == mark.variant else 0.7
    elif not mark.numbers:
        return 0.0
    elif level.variant != mark.variant:
        cost = 0.4
    cost += _number_cost(level.numbers, mark.numbers)
    if level.style not in _RANKS:
        cost += _shape_cost(level.shape, candidate.shape)
    if level.is_inside != candidate.is_inside:
        cost += 0.2
    return cost + (0.15 if level.indent != candidate.indent and not candidate.is_inside else 0.0)


def _number_cost(last: tuple[int, ...], here: tuple[int, ...]) -> float:
    """How badly a number follows another."""
    if last[:-1] != here[:-1]:
        return 2.5 + (here[-1] != 1)
    step = here[-1] - last[-1]
    if step == 1:
        return 0.0
    if step == 0:
        return 1.8
    return min(0.8 + 0.25 * step, 3.2) if step > 1 else 2.8


def _shape_cost(one: Shape, other: Shape) -> float:
    pair = {one, other}
    if pair == {Shape.HEADING, Shape.SENTENCE}:
        return 0.7
    return 0.3 if pair == {Shape.HEADING, Shape.RUN_IN} else 0.1 * (len(pair) > 1)


def _open_cost(reading: _Reading, depth: int, candidate: Candidate) -> float | None:
    """The cost of a candidate as the first entry of a new list at a depth; None where it cannot be."""
    stack, mark = reading.stack, candidate.mark
    above, closed = stack[:depth], stack[depth:]
    if depth >= _MAX_DEPTH:
        return None
    place = _place_cost(above, closed, mark)
    if place is None:
        return None
    cost = 0.3 + place + _closing_cost(closed)
    cost += (0.1 if candidate.follows_text else 0.35) * len(closed)
    cost += _start_cost(reading, above, mark)
    cost += _repetition_cost(above, mark)
    if closed and closed[0].style == mark.style and mark.style not in _RANKS:
        cost += 0.5 if candidate.follows_text else 1.0
    if mark.style not in _RANKS:
        cost += _nesting_cost(above, closed, candidate)
        if mark.style != marks.DECIMAL:
            cost += _habit_cost(reading.parents, mark.style, above[-1].style if above else "")
    return cost


def _repetition_cost(above: Stack, mark: marks.Mark) -> float:
    """A list below one of its own style is rare, but for decimals and for bullets of another sign."""
    same = [level for level in above if level.style == mark.style]
    if not same or mark.style == marks.DECIMAL:
        return 0.0
    if mark.style == marks.BULLET:
        return 3.0 if any(level.variant == mark.variant for level in same) else 0.0
    return 1.2


def _place_cost(above: Stack, closed: Stack, mark: marks.Mark) -> float | None:
    """Chapters stand above articles, articles above lists; an annex stands alone."""
    if mark.style == marks.ANNEX:
        return None if above else 0.0
    if mark.style.startswith(marks.HEADING):
        return _heading_place(above, closed, mark)
    rank = _RANKS.get(mark.style, _LIST_RANK)
    if any(level.style in _RANKS and _RANKS[level.style] >= rank for level in above):
        return None
    if rank == _LIST_RANK:
        return 4.0 * sum(level.style in _RANKS or level.style == marks.ANNEX for level in closed)
    if any(level.style not in _RANKS for level in above):
        outside = all(level.style not in _RANKS for level in above) and above[0].style != marks.ANNEX
        return 0.8 * len(above) if mark.style == marks.ARTICLE and outside else None
    return 0.0


def _heading_place(above: Stack, closed: Stack, mark: marks.Mark) -> float | None:
    """A styled heading without a number stands below headings of a higher level only."""
    if any(not level.style.startswith(marks.HEADING) or level.style >= mark.style for level in above):
        return None
    return 0.5 * sum(level.style in _RANKS for level in closed)


def _start_cost(reading: _Reading, above: Stack, mark: marks.Mark) -> float:
    """Lists begin with 1; articles may go on counting through the chapters."""
    if not mark.numbers or mark.style == marks.ANNEX:
        return 0.0
    if mark.style == marks.DECIMAL:
        return _decimal_start(above, mark)
    number = mark.numbers[0]
    if number == 1 or (mark.style == marks.ARTICLE and number == reading.articles + 1):
        return 0.0
    if mark.style in _RANKS and number == 2 and not reading.articles:
        return 1.5
    return 2.5


def _decimal_start(above: Stack, mark: marks.Mark) -> float:
    """4.1 stands below 4, and 4.1.1 below 4.1."""
    prefix = mark.numbers[:-1]
    cost = 0.0 if mark.numbers[-1] == 1 else 1.5
    parent = above[-1] if above else None
    if parent is None:
        return cost + 1.0
    if parent.numbers == prefix or (
        len(prefix) == 1 and parent.numbers[-1:] == prefix and parent.style != marks.BULLET
    ):
        return cost - 0.2
    return cost + 1.8


def _nesting_cost(above: Stack, closed: Stack, candidate: Candidate) -> float:
    """A list stands below what announces it: a heading, a text that ends with a colon, or one less indented."""
    if candidate.is_introduced:
        return 0.3 if closed else -0.25
    parent = above[-1] if above else None
    if parent is None or parent.style in _RANKS:
        is_deeper = bool(closed) and not candidate.is_inside and candidate.indent > closed[0].indent
        return 0.3 if is_deeper else 0.0
    if parent.shape in (Shape.HEADING, Shape.EMPTY):
        return -0.1
    return -0.2 if not candidate.is_inside and candidate.indent > parent.indent else 0.5


def _habit_cost(parents: tuple[tuple[str, str], ...], style: str, parent: str) -> float:
    """Lists of one style usually stand below lists of one other style."""
    known = [above for below, above in parents if below == style]
    if not known:
        return 0.0
    return -0.15 if parent in known else 0.4

"""Changes of figures: every number a step up and down, every word another, every entry left out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from generator.model.interval import ANY, Interval
from generator.model.quantity import UNDECIDED, UNLIMITED, ValueKind, show_value, to_value
from generator.mutating.mutant import Mutant, changed
from generator.wording import format_date, format_money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.errors import Location
    from generator.model.policy import Article
    from generator.model.quantity import Dated, RawFigure
    from generator.model.table import InputColumn, Table
    from generator.mutating.reach import Reach

_OTHER = "（别的）"


def parameter_mutants(article: Article, reach: Reach) -> Iterator[Mutant]:
    """Changes of the values of parameters, and of the days from which they hold."""
    for name, parameter in article.parameters.items():
        rules = reach.of_parameter(name)
        if rules == frozenset():
            continue  # only the text says it: no example could notice
        at = article.place.of("参数", name)
        for words, values in _values(parameter, parameter.kind, parameter.unit):
            yield Mutant(
                target=f"参数.{name}", words=f"把参数“{name}”{words}", location=at, rules=rules, is_figure=True,
                make=partial(_with_parameter, article, name, values), clues=frozenset(_quoted(words)),
            )  # fmt: skip


def _with_parameter(article: Article, name: str, values: dict[str, RawFigure]) -> Article:
    parameter = changed(article.parameters[name], values=values)
    return changed(article, parameters={**article.parameters, name: parameter})


def _quoted(words: str) -> Iterator[str]:
    """The words in quotation marks, such as an entry that was left out."""
    yield from re.findall("“([^”]+)”", words)


def _values(figure: Dated, kind: ValueKind, unit: str) -> Iterator[tuple[str, dict[str, RawFigure]]]:
    """Words and values of every change of a figure."""
    for start, raw in figure.values.items():
        since = f"{format_date(start)}起的" if start else ""
        shown = _shown(raw, kind, unit)
        for other in other_values(raw, kind):
            words = f"{since}{shown}改为{_shown(other, kind, unit)}"
            yield _entry_words(raw, other) or words, {**figure.values, start: other}
    for start in (s for s in sorted(figure.values)[1:] if s):
        for days in (1, -1):
            moved = (date.fromisoformat(start) + timedelta(days)).isoformat()
            values = {moved if s == start else s: v for s, v in figure.values.items()}
            yield f"的{format_date(start)}改为{format_date(moved)}", values


def _shown(raw: RawFigure, kind: ValueKind, unit: str) -> str:
    return UNLIMITED if raw == UNLIMITED else show_value(to_value(raw, kind), kind, unit)


def _entry_words(raw: RawFigure, other: RawFigure) -> str:
    if isinstance(raw, tuple) and isinstance(other, tuple):
        gone = next(r for r in raw if r not in other)
        return f"里的“{gone}”去掉"
    return ""


def other_values(raw: RawFigure, kind: ValueKind) -> Iterator[RawFigure]:
    """The neighbours of a figure as the source would write them; none for 未定 and 不限."""
    if raw in (UNDECIDED, UNLIMITED):
        return
    match to_value(raw, kind):
        case bool(value):
            yield not value
        case int(value):
            for other in (value + 1, value - 1):
                if other >= 0:
                    yield money(other) if kind is ValueKind.MONEY else other
        case tuple(words):
            if len(words) > 1:
                yield from (tuple(w for w in words if w != word) for word in words)
        case str(value) if kind is ValueKind.DATE:
            day = date.fromisoformat(value)
            yield from ((day + timedelta(n)).isoformat() for n in (1, -1))
        case _:
            yield _OTHER


def money(fen: int) -> str:
    """An amount as the source writes it.

    >>> money(60_001)
    '600.01元'
    """
    return format_money(fen)


def table_mutants(article: Article, reach: Reach) -> Iterator[Mutant]:
    """Changes of decision tables: what rows answer, and where one row ends and the next begins."""
    for name, table in article.tables.items():
        yield from _Table(article, name, table, reach).mutants()


class _Table:
    def __init__(self, article: Article, name: str, table: Table, reach: Reach) -> None:
        self.article = article
        self.name = name
        self.table = table
        self.reach = reach

    def mutants(self) -> Iterator[Mutant]:
        yield from self._outputs()
        if self.reach.of_table(self.name) == frozenset():
            return
        for column, given in self.table.inputs.items():
            if given.kind is ValueKind.CHOICE:
                yield from self._choices(column, given)
            else:
                yield from self._bounds(column, given)

    def _mutant(
        self, words: str, cells: dict[tuple[int, str], Dated], rules: frozenset[str] | None, at: Location
    ) -> Mutant:
        return Mutant(
            target=f"表.{self.name}", words=words, location=at, rules=rules, is_figure=True,
            make=partial(self._with_cells, cells), clues=frozenset(_quoted(words)),
        )  # fmt: skip

    def _with_cells(self, cells: dict[tuple[int, str], Dated]) -> Article:
        rows = tuple(
            {c: cells.get((index, c), cell) for c, cell in row.items()}
            for index, row in enumerate(self.table.rows)
        )
        tables = {**self.article.tables, self.name: changed(self.table, rows=rows)}
        return changed(self.article, tables=tables)

    def _at(self, row: int, column: str) -> Location:
        return self.article.place.of("表", self.name, "行", row, column)

    def _where(self, row: int, column: str) -> str:
        day = "9999-12-31"
        condition = "、".join(f"{c}{self.table.show(row, c, day)}" for c in self.table.inputs)
        return f"把表“{self.name}”{condition}的{column}"

    def _outputs(self) -> Iterator[Mutant]:
        for column, output in self.table.outputs.items():
            rules = self.reach.of_column(self.name, column)
            if rules == frozenset():
                continue
            for row, cells in enumerate(self.table.rows):
                cell = cells[column]
                for words, values in self._answers(cell, output.kind, output.unit, output.options):
                    said = f"{self._where(row, column)}{words}"
                    yield self._mutant(
                        said, {(row, column): changed(cell, values=values)}, rules, self._at(row, column)
                    )

    @staticmethod
    def _answers(
        cell: Dated, kind: ValueKind, unit: str, options: tuple[str, ...]
    ) -> Iterator[tuple[str, dict[str, RawFigure]]]:
        if kind is not ValueKind.CHOICE or not options:
            yield from _values(cell, kind, unit)
            return
        for start, raw in cell.values.items():
            for option in options:
                if option != raw and raw not in (UNDECIDED, UNLIMITED):
                    yield f"“{raw}”改为“{option}”", {**cell.values, start: option}

    def _choices(self, column: str, given: InputColumn) -> Iterator[Mutant]:
        """Each option a row admits, given to the next row instead: the table stays whole."""
        rules = self.reach.of_table(self.name)
        for row, cells in enumerate(self.table.rows):
            for start, raw in cells[column].values.items():
                admitted = given.choices(raw)
                if raw in ANY or len(admitted) < 2:
                    continue
                for option in admitted:
                    yield from self._given_away(column, row, start, option, rules)

    def _given_away(
        self, column: str, row: int, start: str, option: str, rules: frozenset[str] | None
    ) -> Iterator[Mutant]:
        given, rows = self.table.inputs[column], self.table.rows
        other = next(
            (n for n in (row + 1, row - 1) if 0 <= n < len(rows) and start in rows[n][column].values), None
        )
        if other is None or rows[other][column].values[start] in ANY:
            return
        left, right = rows[row][column], rows[other][column]
        less = tuple(o for o in given.choices(left.values[start]) if o != option)
        more = (*given.choices(right.values[start]), option)
        cells = {
            (row, column): changed(left, values={**left.values, start: less}),
            (other, column): changed(right, values={**right.values, start: more}),
        }
        words = f"把表“{self.name}”里{column}“{option}”从第{row + 1}行移到第{other + 1}行"
        yield self._mutant(words, cells, rules, self._at(row, column))

    def _bounds(self, column: str, given: InputColumn) -> Iterator[Mutant]:
        """Each number at which rows meet, a step up and down in all of them at once."""
        rules = self.reach.of_table(self.name)
        bounds: dict[int, list[tuple[int, str]]] = {}
        for row, cells in enumerate(self.table.rows):
            for start, raw in cells[column].values.items():
                for bound in _bounds_of(given.interval(raw)):
                    bounds.setdefault(bound, []).append((row, start))
        domain = given.interval(given.domain)
        for bound, places in bounds.items():
            if bound not in domain or bound + 1 not in domain:
                continue  # where the domain begins or ends there is nothing on the other side
            for step in (1, -1):
                yield self._moved(column, given, bound, step, places, rules)

    def _moved(  # noqa: PLR0913, PLR0917 - the parts of a change
        self, column: str, given: InputColumn, bound: int, step: int, places: list[tuple[int, str]],
        rules: frozenset[str] | None,
    ) -> Mutant:  # fmt: skip
        cells: dict[tuple[int, str], Dated] = {}
        for row, start in places:
            cell = cells.get((row, column), self.table.rows[row][column])
            interval = _stepped(given.interval(cell.values[start]), bound, step)
            text = _written(interval, is_money=given.kind is ValueKind.MONEY)
            cells[row, column] = changed(cell, values={**cell.values, start: text})
        shown = [show_value(n, given.kind, given.unit) for n in (bound, bound + step)]
        words = f"把表“{self.name}”里{column}的界限由{shown[0]}改为{shown[1]}"
        return self._mutant(words, cells, rules, self._at(places[0][0], column))


def _bounds_of(interval: Interval) -> Iterator[int]:
    """The last number below and the first above each place where an interval begins or ends.

    `不超过 600` and `超过 600` meet at the same place, and so do `不满 5` and `5 以上`: a place is
    named by the last number that lies below it.
    """
    if interval.low is not None:
        yield interval.low - 1 if interval.low_closed else interval.low
    if interval.high is not None:
        yield interval.high if interval.high_closed else interval.high - 1


def _stepped(interval: Interval, bound: int, step: int) -> Interval:
    low, high = interval.low, interval.high
    if low is not None and (low - 1 if interval.low_closed else low) == bound:
        interval = replace(interval, low=low + step)
    if high is not None and (high if interval.high_closed else high - 1) == bound:
        interval = replace(interval, high=high + step)
    return interval


def _written(interval: Interval, *, is_money: bool) -> str:
    def number(value: int) -> str:
        return money(value) if is_money else str(value)

    if interval.low is not None and interval.high is not None:
        marks = "[" if interval.low_closed else "(", "]" if interval.high_closed else ")"
        return f"{marks[0]}{number(interval.low)}, {number(interval.high)}{marks[1]}"
    if interval.low is not None:
        return f"{'≥' if interval.low_closed else '>'} {number(interval.low)}"
    assert interval.high is not None  # noqa: S101 - only intervals with a bound are written
    return f"{'≤' if interval.high_closed else '<'} {number(interval.high)}"

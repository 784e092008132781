"""The past stays as it was published: dated values before the new edition are not rewritten.

    提前工作日: {2026-01-01: 2, 2026-07-01: 3}     published
    提前工作日: {2026-01-01: 2, 2026-07-01: 4}     refused for an edition from 2027-01-01 on
    提前工作日: {…, 2027-01-01: 4}                 the way to change it

A value without a date counts for its edition only, and may change with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import Problem
from generator.wording import format_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.errors import Location
    from generator.model.policy import Policy
    from generator.model.quantity import Dated, RawFigure
    from generator.model.table import Table

CODE = "published-past-changed"


def changed_past(published: Policy, new: Policy, effective: str) -> Iterator[Problem]:
    """The dated figures of the latest edition that the new one gives another value before its start."""
    for article in new.articles.values():
        for name, parameter in article.parameters.items():
            if before := published.parameters.get(name):
                at = article.place.of("参数", name)
                yield from _figure(f"参数“{name}”", before, parameter, effective, at)
        for name, table in article.tables.items():
            if old := published.tables.get(name):
                for index, twin in _twins(old, table, published.cover.effective):
                    for column in (c for c in table.rows[index] if c in old.rows[twin]):
                        at = article.place.of("表", name, "行", index, column)
                        what = f"表“{name}”第{index + 1}行“{column}”"
                        cells = old.rows[twin][column], table.rows[index][column]
                        yield from _figure(what, *cells, effective, at)


def _twins(old: Table, new: Table, day: str) -> Iterator[tuple[int, int]]:
    """Rows of the new table with the row of the old one that had the same condition."""
    known: dict[tuple[str, ...], int] = {}
    for index in range(len(old.rows)):
        known.setdefault(_condition(old, index, day), index)
    for index in range(len(new.rows)):
        if (twin := known.get(_condition(new, index, day))) is not None:
            yield index, twin


def _condition(table: Table, row: int, day: str) -> tuple[str, ...]:
    return tuple(f"{name} {table.show(row, name, day)}" for name in table.inputs)


def _figure(what: str, old: Dated, new: Dated, effective: str, at: Location) -> Iterator[Problem]:
    days = sorted({day for figure in (old, new) for day in figure.values if day and day < effective})
    for day in days:
        before, after = old.raw_on(day), new.raw_on(day)
        if before is not None and before != after:
            message = (
                f"{what}自{format_date(day)}起的数值已经发布为“{_shown(before)}”，现在是“{_shown(after)}”"
            )
            hint = f"恢复原来的数值，新的数值另写在 {effective} 或以后的日期下"
            yield Problem(location=at, code=CODE, message=message, hint=hint)


def _shown(raw: RawFigure | None) -> str:
    return "、".join(raw) if isinstance(raw, tuple) else "没有" if raw is None else str(raw)

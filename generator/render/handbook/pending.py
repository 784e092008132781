"""What the company has still to confirm: parameters, and columns and cells of tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.policy import Policy
    from generator.model.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A figure that was proposed and awaits confirmation; of a table, each cell with its row."""

    name: str
    cells: tuple[str, ...]
    article: str


def pending_of(policy: Policy) -> tuple[Pending, ...]:
    """Everything to be confirmed, in the order of the articles."""
    return tuple(p for article in policy.articles for p in _of_article(policy, article))


def _of_article(policy: Policy, article: str) -> Iterator[Pending]:
    day = policy.cover.effective
    for name, parameter in policy.articles[article].parameters.items():
        if parameter.unconfirmed:
            yield Pending(name=name, cells=(parameter.show_on(day),), article=article)
    for name, table in policy.articles[article].tables.items():
        for column in (*table.inputs, *table.outputs):
            rows = [r for r in range(len(table.rows)) if table.is_unconfirmed(r, column)]
            if rows:
                cells = tuple(_cell(table, row, column, day) for row in rows)
                yield Pending(name=f"{name}·{column}", cells=cells, article=article)


def _cell(table: Table, row: int, column: str, day: str) -> str:
    """A cell after what its row is for: `A：600元/晚`."""
    given = "，".join(table.show(row, name, day) for name in table.inputs if name != column)
    shown = table.show(row, column, day)
    return f"{given}：{shown}" if given else shown

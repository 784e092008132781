"""Decision tables as grids: words in the cells, later values beside those in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.table import FIRST
from generator.render.document.blocks import Cell, Grid, Row
from generator.wording import format_date

if TYPE_CHECKING:
    from generator.model.policy import Policy
    from generator.model.table import Table

_PENDING = "（待核定）"
_FIRST_HIT = "（自上而下核对，以最先符合的一行为准）"
_NARROWEST, _WIDEST = 4, 16
_LINE = 36  # letters in a line of a table as wide as the text


def table_grid(policy: Policy, name: str) -> Grid:
    """A decision table as in force on the effective date. Raises KeyError."""
    table, day = policy.tables[name], policy.cover.effective
    columns = (*table.inputs, *table.outputs)
    heads = [_head(table, c) for c in columns]
    texts = [[_text(table, row, c, day) for c in columns] for row in range(len(table.rows))]
    widths = tuple(
        float(min(max(_NARROWEST, *map(len, column)), _WIDEST)) for column in zip(heads, *texts, strict=True)
    )
    head = Row(tuple(Cell(text, is_head=True, is_centred=True) for text in _fitted(heads, widths)))
    rows = (head, *(Row(tuple(Cell(text, is_centred=True) for text in row)) for row in texts))
    return Grid(caption=name + _FIRST_HIT * (table.hit == FIRST), widths=widths, rows=rows)


def _fitted(heads: list[str], widths: tuple[float, ...]) -> list[str]:
    """Heads as they are, or all with a break before the mark where one would break inside it."""
    marked = [(h, w) for h, w in zip(heads, widths, strict=True) if h.endswith(_PENDING)]
    if all(len(h) < _LINE * w / sum(widths) for h, w in marked):
        return heads
    return [h.replace(_PENDING, f"\n{_PENDING}") for h in heads]


def _head(table: Table, column: str) -> str:
    output = table.outputs.get(column)
    return f"{column}{_PENDING}" if output and output.unconfirmed else column


def _text(table: Table, row: int, column: str, day: str) -> str:
    cell = table.rows[row][column]
    text = table.show(row, column, day) + (_PENDING if cell.unconfirmed else "")
    later = [f"{format_date(d)}起{table.show(row, column, d)}" for d in sorted(cell.values) if d > day]
    return "；".join([text, *later])

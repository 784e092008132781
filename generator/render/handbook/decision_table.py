"""Decision tables and figures as the handbook prints them: words in cells, changes by date, badges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.quantity import UNLIMITED, show_value
from generator.wording import format_date

if TYPE_CHECKING:
    from generator.model.policy import Policy
    from generator.model.quantity import Dated, ValueKind
    from generator.model.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A value that takes effect later."""

    since: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """One cell in words; `label` is the heading it stands under when rows become cards."""

    label: str
    text: str
    is_input: bool
    is_pending: bool
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView:
    """A heading; `is_pending` when every cell below has still to be confirmed."""

    label: str
    is_input: bool
    is_pending: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A decision table ready to be laid out."""

    name: str
    columns: tuple[ColumnView, ...]
    rows: tuple[tuple[CellView, ...], ...]
    explanation: str
    is_first_hit: bool


def table_view(policy: Policy, name: str) -> TableView:
    """A table as in force on the effective date. Raises KeyError for an unknown name."""
    table, day = policy.tables[name], policy.cover.effective
    columns = tuple(_column(table, column) for column in (*table.inputs, *table.outputs))
    rows = tuple(
        tuple(_cell(table, row, column, day) for column in columns) for row in range(len(table.rows))
    )
    return TableView(
        name=name, columns=columns, rows=rows, explanation=table.explanation, is_first_hit=table.hit == "优先"
    )


def changes_after(figure: Dated, kind: ValueKind, unit: str, day: str) -> tuple[Change, ...]:
    """The values of a figure that take effect after an ISO day."""
    later = [start for start in sorted(figure.values) if start > day]
    return tuple(Change(since=format_date(s), text=_shown(figure, s, kind, unit)) for s in later)


def _shown(figure: Dated, day: str, kind: ValueKind, unit: str) -> str:
    raw = figure.raw_on(day)
    return UNLIMITED if raw == UNLIMITED else show_value(figure.value_on(day, kind), kind, unit)


def _column(table: Table, name: str) -> ColumnView:
    pending = all(table.is_unconfirmed(row, name) for row in range(len(table.rows)))
    return ColumnView(label=name, is_input=name in table.inputs, is_pending=pending)


def _cell(table: Table, row: int, column: ColumnView, day: str) -> CellView:
    name = column.label
    return CellView(
        label=name,
        text=table.show(row, name, day),
        is_input=column.is_input,
        is_pending=table.is_unconfirmed(row, name) and not column.is_pending,
        changes=_changes(table, row, name, day),
    )


def _changes(table: Table, row: int, name: str, day: str) -> tuple[Change, ...]:
    output = table.outputs.get(name)
    return changes_after(table.rows[row][name], output.kind, output.unit, day) if output else ()

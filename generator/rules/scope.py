"""What a name in a rule stands for: its type, its wording, and where tables take their inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from generator.model.form import Field, FieldKind
from generator.model.quantity import ValueKind, show_value
from generator.rules.cel import Struct
from generator.rules.expression import HANDED_IN, PARAMETER, ROW, ROW_NUMBER, TABLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.form import Form, RowTable
    from generator.model.policy import Policy
    from generator.model.table import Table

Path: TypeAlias = "tuple[str, ...]"
_FIELD_TYPES = {
    FieldKind.INTEGER: "int", FieldKind.MONEY: "int", FieldKind.YES_NO: "bool", FieldKind.PEOPLE: "strings",
}  # fmt: skip
_VALUE_TYPES = {
    ValueKind.INTEGER: "int", ValueKind.MONEY: "int", ValueKind.YES_NO: "bool", ValueKind.LIST: "strings",
}  # fmt: skip
_AS_VALUE = {
    FieldKind.MONEY: ValueKind.MONEY, FieldKind.INTEGER: ValueKind.INTEGER, FieldKind.DATE: ValueKind.DATE,
    FieldKind.CHOICE: ValueKind.CHOICE, FieldKind.SCALE: ValueKind.CHOICE,
    FieldKind.YES_NO: ValueKind.YES_NO, FieldKind.PEOPLE: ValueKind.LIST,
}  # fmt: skip


def show_result(value: Any, kind: ValueKind) -> str:
    """A CEL result in words: amounts and dates as such, counts bare."""
    if isinstance(value, list):
        return show_value(tuple(map(str, value)), ValueKind.LIST) if value else "无"
    return show_value(value, kind)


def structs(policy: Policy, row: RowTable | None = None) -> dict[str, Struct]:
    """The typed variables of an expression: forms, parameters, tables, and perhaps a row."""
    found = {form.name: _form_struct(form) for form in policy.forms}
    found[PARAMETER] = Struct({n: _VALUE_TYPES.get(p.kind, "string") for n, p in policy.parameters.items()})
    found[TABLE] = Struct({n: _table_struct(t) for n, t in policy.tables.items()})
    found[HANDED_IN] = Struct({form.name: "bool" for form in policy.forms})
    if row is not None:
        found[ROW] = _row_struct(row)
    return found


def _form_struct(form: Form) -> Struct:
    rows = {t.name: Struct(_row_struct(t).fields, is_repeated=True) for t in form.tables}
    return Struct({**_fields(form.fields), **rows})


def _fields(fields: Iterable[Field]) -> dict[str, str | Struct]:
    return {f.name: type_of(f) for f in fields}


def type_of(field: Field) -> str:
    """The type of a field in rules: `int`, `string`, `bool` or `strings`."""
    return _FIELD_TYPES.get(field.kind, "string")


def _row_struct(table: RowTable) -> Struct:
    return Struct({ROW_NUMBER: "int", **_fields(table.columns)})


def _table_struct(table: Table) -> Struct:
    return Struct({n: _VALUE_TYPES.get(c.kind, "string") for n, c in table.outputs.items()})


def kind_of(policy: Policy, path: Path, row: RowTable | None = None) -> ValueKind:
    """The kind of the value a path names; text for what has no declared kind."""
    match path:
        case (head, name) if head == PARAMETER and name in policy.parameters:
            return policy.parameters[name].kind
        case (head, name, column) if head == TABLE and name in policy.tables:
            output = policy.tables[name].outputs.get(column)
            return output.kind if output else ValueKind.TEXT
    field = find_field(policy, path, row)
    return as_value(field) if field else ValueKind.TEXT


def as_value(field: Field) -> ValueKind:
    """The kind of value that a field holds; text for what is not compared as anything else."""
    return _AS_VALUE.get(field.kind, ValueKind.TEXT)


def find_field(policy: Policy, path: Path, row: RowTable | None = None) -> Field | None:
    """The form field or column a path names, or None."""
    head, *rest = path
    if head == ROW and row is not None and len(rest) == 1:
        return {c.name: c for c in row.columns}.get(rest[0])
    form = policy.forms_by_name.get(head)
    if form is None or not rest:
        return None
    if len(rest) == 1:
        return {f.name: f for f in form.fields}.get(rest[0])
    table = {t.name: t for t in form.tables}.get(rest[0])
    return {c.name: c for c in table.columns}.get(rest[1]) if table else None


def sources_of(policy: Policy, table: str, column: str) -> tuple[Path, ...]:
    """Where an input column takes its value: as written, else every form field of its name."""
    written = policy.tables[table].inputs[column].taken_from
    if written:
        return (tuple(written.split(".")),)
    return tuple((form.name, column) for form in policy.forms if column in {f.name for f in form.fields})


def row_table(policy: Policy, each: str) -> RowTable | None:
    """The table that `逐行: 行程.日程` walks over, or None."""
    form_name, _, table = each.partition(".")
    form = policy.forms_by_name.get(form_name)
    return {t.name: t for t in form.tables}.get(table) if form else None

"""Inputs of decision tables: each takes its value from a field or a table, of the same kind.

Such as:

    输入: {金额: {类型: 金额}}                       没有同名的表单字段 → 写明 取自
    输入: {金额: {类型: 金额, 取自: 通知.客户单位}}   “客户单位”是文本，不能当作金额
    输入: {等级: {类型: 选项, 选项: [A, B], 取自: 表.客户等级.等级}}   来源还可能是“C”
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import Location, Problem
from generator.model.form import OPTION_KINDS, FieldKind
from generator.model.quantity import ValueKind
from generator.rules.expression import TABLE
from generator.rules.scope import Path, find_field, sources_of
from generator.text import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.policy import Policy
    from generator.model.table import InputColumn

CODE = "table-input"
_FITTING = {
    ValueKind.INTEGER: (FieldKind.INTEGER,),
    ValueKind.MONEY: (FieldKind.MONEY,),
    ValueKind.CHOICE: (*OPTION_KINDS, FieldKind.TEXT),
}


def check(policy: Policy) -> Iterator[Problem]:
    """Find input columns that take their value from nowhere, or one that cannot be matched."""
    linter = _Linter(policy)
    for article in policy.articles.values():
        for name, table in article.tables.items():
            for column in table.inputs:
                yield from linter.column(name, column, article.place.of("表", name, "输入", column))


class _Linter:
    def __init__(self, policy: Policy) -> None:
        self.policy = policy

    def column(self, table: str, column: str, at: Location) -> Iterator[Problem]:
        written = self.policy.tables[table].inputs[column]
        sources = sources_of(self.policy, table, column)
        if not sources:
            message = f"表“{table}”的输入“{column}”没有同名的表单字段"
            yield _problem(at, message, "写明 取自: 简称.字段", column)
        for path in sources:
            if path[0] == TABLE:
                yield from self.from_table(path, written, at)
            else:
                yield from self.from_field(path, written, at)

    def from_table(self, path: Path, column: InputColumn, at: Location) -> Iterator[Problem]:
        table = self.policy.tables.get(path[1]) if len(path) == 3 else None
        if table is None or path[2] not in table.outputs:
            known = [f"{TABLE}.{t}.{c}" for t, v in self.policy.tables.items() for c in v.outputs]
            yield _unknown(path, "列", known, at)
            return
        output = table.outputs[path[2]]
        if (output.kind is ValueKind.CHOICE) != (column.kind is ValueKind.CHOICE):
            yield _unfit(path, output.kind, column, at)
        elif column.kind is ValueKind.CHOICE:
            days = (self.policy.cover.effective, *table.days)
            values = [v for day in days for v in table.column_values(path[2], day)]
            yield from _uncovered(path, values, column, at)

    def from_field(self, path: Path, column: InputColumn, at: Location) -> Iterator[Problem]:
        field = find_field(self.policy, path) if len(path) == 2 else None
        if field is None:
            known = [f"{f.name}.{x.name}" for f in self.policy.forms for x in f.fields]
            yield _unknown(path, "字段", known, at)
        elif field.kind not in _FITTING.get(column.kind, ()):
            yield _unfit(path, field.kind, column, at)
        elif column.kind is ValueKind.CHOICE and field.options:
            try:
                options = self.policy.options(field.options)
            except (KeyError, ValueError):
                return  # reported where the options are written
            yield from _uncovered(path, options, column, at)


def _uncovered(
    path: Path, values: list[str] | tuple[str, ...], column: InputColumn, at: Location
) -> Iterator[Problem]:
    for value in dict.fromkeys(values):
        if value not in column.options:
            shown = ".".join(path)
            message = f"取自“{shown}”：还可能是“{value}”，不在输入的选项之内"
            yield _problem(at, message, f"在选项里补上“{value}”，并补一行")


def _unfit(path: Path, kind: str, column: InputColumn, at: Location) -> Problem:
    hint = f"改用{column.kind}的来源，或改输入的类型"
    return _problem(at, f"取自“{'.'.join(path)}”：“{path[-1]}”是{kind}，不能当作{column.kind}", hint)


def _unknown(path: Path, what: str, known: list[str], at: Location) -> Problem:
    shown = ".".join(path)
    return _problem(at, f"取自“{shown}”：没有这个{what}", suggestion(shown, known), path[-1])


def _problem(at: Location, message: str, hint: str, unknown_name: str = "") -> Problem:
    return Problem(location=at, code=CODE, message=message, hint=hint, unknown_name=unknown_name)

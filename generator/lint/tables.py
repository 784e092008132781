"""Decision tables: every cell readable, no gap, no overlap, no row that never hits.

All inputs are whole numbers (分, people, days) or options, so a table is proved by witnesses:
each bound and its neighbours, combined over the columns. Every fault shows such an example. A
table whose cells change over time is proved for every day on which one does.

    {人数: 1～4, 陪同: 1}        {人数: 1～5, 陪同: 1}     第1、2行重叠：人数＝5人同时命中
    {人数: 5～10, 陪同: 2}       {人数: 5～10, 陪同: 2}
    {人数: 超过 10, 陪同: 3}     {人数: 超过 11, 陪同: 3}  有空档：人数＝11人没有命中任何一行
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, TypeAlias

from generator.errors import Level, Problem
from generator.model.interval import ANY
from generator.model.quantity import UNDECIDED, UNLIMITED, Value, ValueKind, show_raw, show_value, to_value
from generator.text import suggestion
from generator.wording import format_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.interval import Interval
    from generator.model.policy import Article, Policy
    from generator.model.quantity import RawFigure
    from generator.model.table import InputColumn, Table

CODE = "decision-table"
_INPUT_KINDS = (ValueKind.INTEGER, ValueKind.MONEY, ValueKind.CHOICE)
_MAX_WITNESSES = 100_000
Hits: TypeAlias = "dict[tuple[Value, ...], tuple[int, ...]]"
_CELL_HINT = "例如 超过 600万、[100万, 400万]、5～10、600万以上"


def check(policy: Policy) -> Iterator[Problem]:
    """Find cells that cannot be read, and tables that are not complete and unambiguous."""
    for article in policy.articles.values():
        for name, table in article.tables.items():
            cells = _Cells(article, name, table)
            problems = [*cells.columns(), *cells.rows(policy.cover.effective)]
            yield from problems or _Coverage(article, name, table).faults(policy.cover.effective)


class _Linter:
    def __init__(self, article: Article, name: str, table: Table) -> None:
        self.place = article.place
        self.name = name
        self.table = table

    def report(self, message: str, hint: str, *path: str | int, level: Level = Level.ERROR) -> Problem:
        at = self.place.of("表", self.name, *path)
        return Problem(location=at, code=CODE, message=f"表“{self.name}”{message}", hint=hint, level=level)


class _Cells(_Linter):
    """Problems of single columns, rows and cells."""

    def columns(self) -> Iterator[Problem]:
        for name, column in self.table.inputs.items():
            if column.kind not in _INPUT_KINDS:
                message = f"的输入“{name}”不能是{column.kind}"
                yield self.report(message, "输入只能是整数、金额或选项", "输入", name, "类型")
            elif column.kind is ValueKind.CHOICE and not column.options:
                hint = "补上 选项: [...]，或让“取自”指向有选项的字段或列"
                yield self.report(f"的输入“{name}”没有列出选项", hint, "输入", name)
            else:
                yield from self.input_cell(column, column.domain, ("输入", name, "范围"), "范围")
        for name in self.table.outputs:
            if name in self.table.inputs:
                yield self.report(f"的“{name}”既是输入又是输出", "改名", "输出", name)

    def rows(self, effective: str) -> Iterator[Problem]:
        columns = (*self.table.inputs, *self.table.outputs)
        for index, row in enumerate(self.table.rows):
            for name in row:
                if name not in columns:
                    message = f"第{index + 1}行的“{name}”不是输入也不是输出"
                    yield self.report(message, suggestion(name, columns), "行", index, name)
            for name in columns:
                if name not in row:
                    hint = f"补上“{name}”；输入不限写 -，输出没有规定写 未定"
                    yield self.report(f"第{index + 1}行缺少“{name}”", hint, "行", index)
                else:
                    yield from self.cell(index, name, effective)

    def cell(self, index: int, name: str, effective: str) -> Iterator[Problem]:
        where, path = f"第{index + 1}行“{name}”", ("行", index, name)
        cell = self.table.rows[index][name]
        for raw in cell.values.values():
            if name in self.table.inputs:
                yield from self.input_cell(self.table.inputs[name], raw, path, where)
            elif raw not in (UNDECIDED, UNLIMITED):
                yield from self.output_cell(index, name, raw, where)
        if name in self.table.outputs and cell.raw_on(effective) is None:
            message = f"{where}在施行日{format_date(effective)}没有数值"
            yield self.report(message, "补上从施行日起的数值，没有规定的写“未定”", *path)

    def output_cell(self, index: int, name: str, raw: RawFigure, where: str) -> Iterator[Problem]:
        column, path = self.table.outputs[name], ("行", index, name)
        try:
            value = to_value(raw, column.kind)
        except ValueError as error:
            hint = f"这一列是{column.kind}；没有规定的写“未定”"
            yield self.report(f"{where}写成“{show_raw(raw)}”：{error}", hint, *path)
            return
        words = value if isinstance(value, tuple) else (str(value),)
        for word in words if column.options else ():
            if word not in column.options:
                hint = suggestion(word, column.options)
                yield self.report(f"{where}写成“{word}”，不在选项之内", hint, *path)

    def input_cell(
        self, column: InputColumn, raw: RawFigure, path: tuple[str | int, ...], where: str
    ) -> Iterator[Problem]:
        if column.kind is ValueKind.CHOICE:
            for choice in () if raw in ANY else column.choices(raw):
                if choice not in column.options:
                    hint = suggestion(choice, column.options)
                    yield self.report(f"{where}写成“{choice}”，不在选项之内", hint, *path)
            return
        try:
            interval = column.interval(raw)
        except ValueError as error:
            yield self.report(f"{where}写成“{show_raw(raw)}”，读不懂：{error}", _CELL_HINT, *path)
            return
        if interval.is_empty:
            yield self.report(f"{where}“{show_raw(raw)}”是空区间", "检查上下限是否写反", *path)


class _Coverage(_Linter):
    """Gaps, overlaps and rows that never hit, each with an example."""

    def faults(self, effective: str) -> Iterator[Problem]:
        inputs = [row[name] for row in self.table.rows for name in self.table.inputs]
        changes = {day for cell in inputs for day in cell.values if day > effective}
        said: set[str] = set()
        for day in (effective, *sorted(changes)):
            since = f"自{format_date(day)}起" if day != effective else ""
            for problem in self.faults_on(day, since):
                if (bare := problem.message.replace(since, "")) not in said:
                    said.add(bare)
                    yield problem

    def faults_on(self, day: str, since: str) -> Iterator[Problem]:
        axes = [self.witnesses(name, column, day) for name, column in self.table.inputs.items()]
        if prod(map(len, axes)) > _MAX_WITNESSES:
            yield self.report("的组合太多，无法逐一核对", "拆成两张表", level=Level.WARNING)
            return
        names = tuple(self.table.inputs)
        hits = {c: self.table.matching_rows(dict(zip(names, c, strict=True)), day) for c in product(*axes)}
        yield from self.gaps(hits, since)
        yield from self.overlaps(hits, since)
        yield from self.unreachable(hits, since, day)

    def witnesses(self, name: str, column: InputColumn, day: str) -> list[Value]:
        if column.kind is ValueKind.CHOICE:
            return list(column.options)
        domain = column.interval(column.domain)
        written = (row[name].raw_on(day) for row in self.table.rows)
        cells = [domain, *(column.interval(raw) for raw in written if raw is not None)]
        points = {p for cell in cells for p in _around(cell)} or {0}
        return sorted(p for p in points if p in domain)

    def words(self, case: tuple[Value, ...]) -> str:
        pairs = zip(self.table.inputs.items(), case, strict=True)
        return "、".join(f"{name}＝{show_value(v, column.kind, column.unit)}" for (name, column), v in pairs)

    def gaps(self, hits: Hits, since: str) -> Iterator[Problem]:
        gap = next((case for case, rows in hits.items() if not rows), None)
        if gap is not None:
            hint = "补一行，或改动相邻的区间；不可能出现的情形用“范围”排除"
            yield self.report(f"{since}有空档：{self.words(gap)}没有命中任何一行", hint, "行")

    def overlaps(self, hits: Hits, since: str) -> Iterator[Problem]:
        if self.table.hit != "唯一":
            return
        seen: dict[tuple[int, ...], tuple[Value, ...]] = {}
        for case, rows in hits.items():
            if len(rows) > 1:
                seen.setdefault(rows, case)
        for rows, case in seen.items():
            numbers = "、".join(str(r + 1) for r in rows)
            hint = "“以上”“以下”“以内”含本数，“超过”“不满”不含；或把命中改为“优先”"
            message = f"{since}第{numbers}行重叠：{self.words(case)}同时命中"
            yield self.report(message, hint, "行", rows[-1])

    def unreachable(self, hits: Hits, since: str, day: str) -> Iterator[Problem]:
        reached = {r for rows in hits.values() for r in rows}
        first = {rows[0] for rows in hits.values() if rows}
        for index in range(len(self.table.rows)):
            if any(self.table.rows[index][name].raw_on(day) is None for name in self.table.inputs):
                continue  # not in force yet
            if index not in reached:
                message = f"{since}第{index + 1}行永远不会命中"
                yield self.report(message, "删除这一行，或检查区间与范围", "行", index)
            elif self.table.hit == "优先" and index not in first:
                message = f"{since}第{index + 1}行被前面的行完全遮住"
                yield self.report(message, "删除这一行，或移到前面", "行", index, level=Level.WARNING)


def _around(interval: Interval) -> Iterator[int]:
    for bound in (interval.low, interval.high):
        if bound is not None:
            yield from (bound - 1, bound, bound + 1)

"""Decision tables: every cell readable, no gap, no overlap, no row that never hits.

All inputs are whole numbers (分, people, days) or options, so a table is proved by witnesses:
each bound and its neighbours, combined over the columns. Every fault shows such an example.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

from generator.errors import Level, Problem
from generator.model.interval import Interval
from generator.model.quantity import UNDECIDED, UNLIMITED, Value, ValueKind, show_value, to_value
from generator.text import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.policy import Article, Policy
    from generator.model.table import InputColumn, Table

CODE = "decision-table"
_INPUT_KINDS = (ValueKind.INTEGER, ValueKind.MONEY, ValueKind.CHOICE)
_MAX_WITNESSES = 100_000


def check(policy: Policy) -> Iterator[Problem]:
    """Find cells that cannot be read, and tables that are not complete and unambiguous."""
    for article in policy.articles.values():
        for name, table in article.tables.items():
            problems = list(_Table(article, name, table).cells())
            yield from problems
            if not problems:
                yield from _Table(article, name, table).coverage(policy.cover.effective)


class _Table:
    def __init__(self, article: Article, name: str, table: Table) -> None:
        self.place = article.place
        self.name = name
        self.table = table

    def report(self, message: str, hint: str, *path: str | int, level: Level = Level.ERROR) -> Problem:
        at = self.place.of("表", self.name, *path)
        return Problem(location=at, code=CODE, message=f"表“{self.name}”{message}", hint=hint, level=level)

    def cells(self) -> Iterator[Problem]:
        """Problems of single columns, rows and cells."""
        for name, column in self.table.inputs.items():
            if column.kind not in _INPUT_KINDS:
                yield self.report(
                    f"的输入“{name}”不能是{column.kind}", "输入只能是整数、金额或选项", "输入", name, "类型"
                )
            elif column.kind is ValueKind.CHOICE and not column.options:
                yield self.report(f"的输入“{name}”没有列出选项", "补上 选项: [...]", "输入", name)
            else:
                yield from self._interval(column, column.domain, ("输入", name, "范围"), "范围")
        for name in {*self.table.inputs} & {*self.table.outputs}:
            yield self.report(f"的“{name}”既是输入又是输出", "改名", "输出", name)
        for index in range(len(self.table.rows)):
            yield from self._row(index)

    def _row(self, index: int) -> Iterator[Problem]:
        row = self.table.rows[index]
        columns = (*self.table.inputs, *self.table.outputs)
        for name in row:
            if name not in columns:
                message = f"第{index + 1}行的“{name}”不是输入也不是输出"
                yield self.report(message, suggestion(name, columns), "行", index, name)
        for name in columns:
            if name not in row:
                yield self.report(f"第{index + 1}行缺少“{name}”", f"补上“{name}”，不限写 -", "行", index)
            else:
                yield from self._cell(index, name)

    def _cell(self, index: int, name: str) -> Iterator[Problem]:
        where = f"第{index + 1}行“{name}”"
        for raw in self.table.rows[index][name].values.values():
            if name in self.table.inputs:
                yield from self._interval(self.table.inputs[name], raw, ("行", index, name), where)
            elif raw not in (UNDECIDED, UNLIMITED):
                yield from self._output(index, name, raw, where)

    def _output(
        self, index: int, name: str, raw: bool | int | str | tuple[str, ...], where: str
    ) -> Iterator[Problem]:
        column = self.table.outputs[name]
        try:
            value = to_value(raw, column.kind)
        except ValueError as error:
            yield self.report(
                f"{where}写成“{raw}”：{error}",
                f"这一列是{column.kind}；没有规定的写“未定”",
                "行",
                index,
                name,
            )
            return
        if column.options and value not in column.options:
            hint = suggestion(str(value), column.options)
            yield self.report(f"{where}写成“{value}”，不在选项之内", hint, "行", index, name)

    def _interval(
        self, column: InputColumn, raw: object, path: tuple[str | int, ...], where: str
    ) -> Iterator[Problem]:
        if column.kind is ValueKind.CHOICE:
            unknown = [c for c in column.choices(raw) if c not in column.options] if raw != "-" else []
            for choice in unknown:
                yield self.report(
                    f"{where}写成“{choice}”，不在选项之内", suggestion(choice, column.options), *path
                )
            return
        try:
            interval = column.interval(raw)
        except ValueError as error:
            yield self.report(
                f"{where}写成“{raw}”，读不懂：{error}",
                "例如 超过 600万、[100万, 400万]、5～10、600万以上",
                *path,
            )
            return
        if interval.is_empty:
            yield self.report(f"{where}“{raw}”是空区间", "检查上下限是否写反", *path)

    def coverage(self, day: str) -> Iterator[Problem]:
        """Gaps, overlaps and rows that never hit, each with an example."""
        axes = [self._witnesses(name, column, day) for name, column in self.table.inputs.items()]
        if prod(map(len, axes)) > _MAX_WITNESSES:
            yield self.report("的组合太多，无法逐一核对", "拆成两张表", level=Level.WARNING)
            return
        hits = {case: self._hits(case, day) for case in product(*axes)}
        yield from self._gaps(hits)
        yield from self._overlaps(hits)
        yield from self._unreachable(hits)

    def _witnesses(self, name: str, column: InputColumn, day: str) -> list[Value]:
        if column.kind is ValueKind.CHOICE:
            return list(column.options)
        domain = column.interval(column.domain)
        cells = [domain, *(column.interval(row[name].raw_on(day)) for row in self.table.rows)]
        points = {p for cell in cells for p in _around(cell)} or {0}
        return sorted(p for p in points if p in domain)

    def _hits(self, case: tuple[Value, ...], day: str) -> tuple[int, ...]:
        return self.table.matching_rows(dict(zip(self.table.inputs, case, strict=True)), day)

    def _words(self, case: tuple[Value, ...]) -> str:
        pairs = zip(self.table.inputs.items(), case, strict=True)
        return "、".join(
            f"{name}＝{show_value(value, column.kind, column.unit)}" for (name, column), value in pairs
        )

    def _gaps(self, hits: dict[tuple[Value, ...], tuple[int, ...]]) -> Iterator[Problem]:
        gaps = [case for case, rows in hits.items() if not rows]
        if gaps:
            hint = "补一行，或改动相邻的区间；不可能出现的情形用“范围”排除"
            yield self.report(f"有空档：{self._words(gaps[0])}没有命中任何一行", hint, "行")

    def _overlaps(self, hits: dict[tuple[Value, ...], tuple[int, ...]]) -> Iterator[Problem]:
        if self.table.hit != "唯一":
            return
        seen: dict[tuple[int, ...], tuple[Value, ...]] = {}
        for case, rows in hits.items():
            if len(rows) > 1:
                seen.setdefault(rows, case)
        for rows, case in seen.items():
            numbers = "、".join(str(r + 1) for r in rows)
            hint = "“以上”“以下”“以内”含本数，“超过”“不满”不含；或把命中改为“优先”"
            yield self.report(f"第{numbers}行重叠：{self._words(case)}同时命中", hint, "行", rows[-1])

    def _unreachable(self, hits: dict[tuple[Value, ...], tuple[int, ...]]) -> Iterator[Problem]:
        reached = {r for rows in hits.values() for r in rows}
        first = {rows[0] for rows in hits.values() if rows}
        for index in range(len(self.table.rows)):
            if index not in reached:
                yield self.report(f"第{index + 1}行永远不会命中", "删除这一行，或检查区间与范围", "行", index)
            elif self.table.hit == "优先" and index not in first:
                hint = "删除这一行，或移到前面"
                yield self.report(
                    f"第{index + 1}行被前面的行完全遮住", hint, "行", index, level=Level.WARNING
                )


def _around(interval: Interval) -> Iterator[int]:
    for bound in (interval.low, interval.high):
        if bound is not None:
            yield from (bound - 1, bound, bound + 1)

"""Parameters and decision tables: values, rows, cells, columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diff.align import merged, moved
from generator.diff.changes import ChangeKind, Part
from generator.diff.facets import change_of, facets, whole
from generator.diff.words import RowWords, parameter_words, row_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.diff.changes import Change
    from generator.diff.facets import Facets
    from generator.diff.sides import Sides
    from generator.model.policy import Article
    from generator.model.quantity import Parameter
    from generator.model.table import InputColumn, OutputColumn, Table


_NO_ROW = RowWords({}, {})


def parameter_changes(sides: Sides, before: Article, after: Article) -> Iterator[Change]:
    """Values of parameters, and what is said beside them."""
    for name, old, new in merged(before.parameters, after.parameters):
        texts = parameter_words(old), parameter_words(new)
        if texts[0] != texts[1]:
            yield sides.in_article(after.id, Part.PARAMETER, name, *texts, figure=name)
        if old and new and (changed := change_of(_beside(old), _beside(new))):
            yield sides.in_article(after.id, Part.NOTE, f"参数“{name}”", *changed, figure=name)


def _beside(parameter: Parameter) -> Facets:
    return facets(类型=parameter.kind.value, 说明=parameter.explanation, 复核日期=parameter.review or "")


def table_changes(sides: Sides, before: Article, after: Article) -> Iterator[Change]:
    """Tables: how they are read, their columns, rows and cells."""
    for name, old, new in merged(before.tables, after.tables):
        for what, was, now, kind in _table(old, new):
            label = f"《{name}》{what}"
            yield sides.in_article(after.id, Part.TABLE, label, was, now, kind, figure=name)


def _table(old: Table | None, new: Table | None) -> Iterator[tuple[str, str, str, ChangeKind | None]]:
    """What is changed, its old and its new text."""
    if old is None or new is None:
        yield "", _whole(old), _whole(new), None
        return
    if changed := change_of(_manner(old), _manner(new)):
        yield "", *changed
    for name, was, now in merged(_columns(old), _columns(new)):
        label = f"“{name}”一列"
        if was is None or now is None:
            yield label, _column(old, name) if was else "", _column(new, name) if now else "", None
        elif changed := change_of(column_facets(was), column_facets(now)):
            yield label, *changed
    yield from _rows(old, new)


def _column(table: Table, name: str) -> str:
    """A column that came or went, with what it says in each row."""
    cells = "；".join(row.cells[name].shown for row in row_words(table))
    return f"{whole(column_facets(_columns(table)[name]))}\n各行：{cells}"


def _columns(table: Table) -> dict[str, InputColumn | OutputColumn]:
    return {**table.inputs, **table.outputs}


def _whole(table: Table | None) -> str:
    return "\n".join(row.text for row in row_words(table))


def _manner(table: Table) -> Facets:
    return facets(命中=table.hit, 说明=table.explanation)


def column_facets(column: InputColumn | OutputColumn) -> Facets:
    """What a column takes or answers."""
    domain = str(getattr(column, "domain", "-"))
    return facets(
        类型=column.kind.value, 单位=column.unit, 选项="、".join(column.options),
        范围="" if domain == "-" else domain, 取自=getattr(column, "taken_from", ""),
        待核定="是" if getattr(column, "unconfirmed", False) else "",
    )  # fmt: skip


def _rows(old: Table, new: Table) -> Iterator[tuple[str, str, str, ChangeKind | None]]:
    common = [c for c in _columns(new) if c in _columns(old)]
    pairs = list(_paired(row_words(old), row_words(new)))
    for left, right in pairs:
        if left is None or right is None:
            shown = (right or left or _NO_ROW).shown
            yield f"“{shown}”一行", left.text if left else "", right.text if right else "", None
            continue
        for column in common:
            was, now = left.cells[column], right.cells[column]
            if was.key != now.key:
                yield f"“{right.shown}”的{column}", was.shown, now.shown, None
    if new.hit == "优先":
        yield from _order(pairs, old, new)


def _order(
    pairs: list[tuple[RowWords | None, RowWords | None]], old: Table, new: Table
) -> Iterator[tuple[str, str, str, ChangeKind | None]]:
    """Where the first row counts, another order is another table."""
    was = {row.key: n for n, row in enumerate(row_words(old), 1)}
    now = {row.key: n for n, row in enumerate(row_words(new), 1)}
    stayed = {right.key: left.key for left, right in pairs if left and right}
    away = moved([k for k in was if k in stayed.values()], [stayed[k] for k in now if k in stayed])
    for left, right in pairs:
        if left and right and left.key in away:
            where = f"第{was[left.key]}行", f"第{now[right.key]}行"
            yield f"“{right.shown}”一行", *where, ChangeKind.MOVED


def _paired(old: list[RowWords], new: list[RowWords]) -> Iterator[tuple[RowWords | None, RowWords | None]]:
    """Rows side by side: those with the same condition, then those that answer mostly the same."""
    by_key = {row.key: row for row in reversed(old)}
    left = [row for row in old if row.key not in {n.key for n in new}]
    for row in new:
        same = by_key.get(row.key) or max(left, key=lambda r: _agreement(r, row), default=None)
        if same and same.key != row.key:
            if _agreement(same, row) * 2 < len(row.answer):
                same = None
            left = [r for r in left if r is not same]
        yield same, row
    yield from ((row, None) for row in left)


def _agreement(one: RowWords, other: RowWords) -> int:
    """In how many columns two rows answer the same."""
    return sum(a == b for a, b in zip(one.answer, other.answer, strict=False))

"""Printed tables → decision tables: ranges become interval cells, row names become options.

A table is one when every row can be looked up without doubt: by ranges that leave no gap, or by
different names in its first column. Any other table stays what it is: rows of text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.importing.intervals import Range, compare, find_range
from generator.importing.repairs import Confidence, Repair
from generator.importing.widths import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.importing.lines import Grid

MONEY, INTEGER, CHOICE = "金额", "整数", "选项"
UNDECIDED = "未定"
_BAD = re.compile(r"[.\s_|{}()（）\[\]\"'“”,，;；:：+\-*/=<>!?&#、。《》％%~～/]")
_BAD_CELL = re.compile(r"[{}]")
_FEWEST_ROWS = 2
_LONGEST_NAME = 20
_LONGEST_CHOICE = 40
_COUNTED = (
    "人",
    "天",
    "日",
    "工作日",
    "次",
    "件",
    "家",
    "级",
    "桌",
    "辆",
    "年",
    "月",
    "个月",
    "小时",
    "分钟",
    "",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InputDraft:
    """An input column: its name, kind, and the values that may occur."""

    name: str
    kind: str
    domain: str = ""
    options: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDraft:
    """A decision table as it will be written; every row has a cell for each column."""

    inputs: tuple[InputDraft, ...]
    outputs: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    takes_first: bool = False
    """The first row that fits counts, because rows overlap."""
    explanation: str = ""


def to_decision_table(grid: Grid, line: int) -> tuple[TableDraft | None, list[Repair]]:
    """The decision table that a grid is, or None, and the cells that were written differently."""
    width = max((len(row) for row in grid), default=0)
    if len(grid) <= _FEWEST_ROWS or width < 2 or any(len(row) != width for row in grid):
        return None, []
    names = _names(grid[0])
    if names is None:
        return None, []
    body = tuple(tuple(_with_unit(c, h) for c, h in zip(row, grid[0], strict=True)) for row in grid[1:])
    ranged = _ranged_column(body)
    if ranged is not None:
        return _by_range(grid[0], names, body, ranged, line)
    return _by_name(grid[0], names, body), []


def _names(header: Sequence[str]) -> tuple[str, ...] | None:
    """The header cells as names of columns, or None where they cannot be."""
    names = tuple(_BAD.sub("", cell)[:_LONGEST_NAME] for cell in header)
    is_bad = any(not n or n[:1].isdigit() for n in names) or len(set(names)) != len(names)
    return None if is_bad else names


_UNIT_IN_HEADER = re.compile(r"[(（]\s*(?:单位[:：])?\s*(万元|亿元|元|人|天|名|个工作日)\s*[)）]")
_NUMBER_ONLY = re.compile(r"\d+(?:\.\d+)?(?!\s*[\d.万亿千百元人名天])")


def _with_unit(cell: str, header: str) -> str:
    """A cell with the unit of its header behind its numbers, where it is a range."""
    unit = _UNIT_IN_HEADER.search(header)
    found = find_range(cell) if unit else None
    if unit is None or found is None or found.unit:
        return cell
    return _NUMBER_ONLY.sub(lambda m: m[0] + unit[1], cell)


def _explanation(header: Sequence[str], names: Sequence[str]) -> str:
    changed = [h for h, n in zip(header, names, strict=True) if fold(h).strip() != fold(n)]
    return f"原表头：{'｜'.join(h.replace(chr(10), ' ') for h in header)}" if changed else ""


def _ranged_column(body: Sequence[Sequence[str]]) -> int | None:
    """The column whose cells are all ranges of one unit."""
    for index in range(len(body[0])):
        found = [find_range(row[index]) for row in body]
        if all(found) and len({r.unit for r in found if r}) == 1:
            return index
    return None


def _by_range(
    header: Sequence[str], names: Sequence[str], body: Sequence[Sequence[str]], column: int, line: int
) -> tuple[TableDraft | None, list[Repair]]:
    ranges = [r for row in body if (r := find_range(row[column]))]
    remarks = list(compare(ranges))
    kind = _kind(ranges[0])
    if any(r.rule == "interval-gap" for r in remarks) or kind is None or not _is_whole(ranges, kind):
        return None, []
    cells = [_cell(r, kind) for r in ranges]
    repairs = [
        Repair(
            line=line, rule="interval-rewritten", before=row[column], after=cell,
            reason="区间改写成统一的写法，含义不变", confidence=Confidence.CERTAIN,
        )
        for row, cell in zip(body, cells, strict=True)
        if _plain(row[column]) != _plain(cell)
    ]  # fmt: skip
    others = [i for i in range(len(names)) if i != column]
    unit = "" if kind == MONEY else ranges[0].unit
    draft = TableDraft(
        inputs=(InputDraft(name=names[column], kind=kind, domain=_domain(ranges, kind), unit=unit),),
        outputs=tuple(names[i] for i in others),
        rows=tuple((cell, *(row[i] or UNDECIDED for i in others)) for row, cell in zip(body, cells, strict=True)),
        takes_first=any(r.rule == "interval-overlap" for r in remarks), explanation=_explanation(header, names),
    )  # fmt: skip
    return draft, repairs


def _kind(found: Range) -> str | None:
    if found.unit in ("元", "人民币"):
        return MONEY
    return INTEGER if found.unit in _COUNTED else None


def _is_whole(ranges: Sequence[Range], kind: str) -> bool:
    """True when every bound can be written: whole numbers, money to the 分."""
    step = Decimal("0.01") if kind == MONEY else Decimal(1)
    return all(b is None or b % step == 0 for r in ranges for b in (r.low, r.high))


def _plain(text: str) -> str:
    return "".join(fold(text).split())


def _cell(found: Range, kind: str) -> str:
    """A range as interval cells write it."""
    low, high = _amount(found.low, kind), _amount(found.high, kind)
    if found.low is None:
        return f"{'不超过' if found.high_included else '不满'} {high}"
    if found.high is None:
        return f"{low}以上" if found.low_included else f"超过 {low}"
    return f"{'[' if found.low_included else '('}{low}, {high}{']' if found.high_included else ')'}"


def _amount(number: Decimal | None, kind: str) -> str:
    if number is None:
        return ""
    if kind == MONEY and number >= 10_000 and number % 100 == 0:
        return f"{(number / 10_000).normalize():f}万元"
    return f"{number.normalize():f}{'元' if kind == MONEY else ''}"


def _domain(ranges: Sequence[Range], kind: str) -> str:
    """From the lowest to the highest bound; from nought where the lowest row is open below."""
    lows, highs = [r.low for r in ranges], [r.high for r in ranges]
    low = Decimal(0) if None in lows else min(b for b in lows if b is not None)
    edge = next((r for r in ranges if r.low == low and r.low_included), None)
    is_closed = None in lows or edge is not None
    if None in highs:
        return f"{'≥' if is_closed else '>'} {_amount(low, kind)}"
    high = max(b for b in highs if b is not None)
    top_closed = any(r.high == high and r.high_included for r in ranges)
    return (
        f"{'[' if is_closed else '('}{_amount(low, kind)}, {_amount(high, kind)}{']' if top_closed else ')'}"
    )


def _by_name(header: Sequence[str], names: Sequence[str], body: Sequence[Sequence[str]]) -> TableDraft | None:
    """A table whose rows have different names in the first column."""
    keys = [" ".join(row[0].split()) for row in body]
    filled = sum(bool(c) for row in body for c in row[1:])
    is_form = filled * 2 < sum(len(row) - 1 for row in body)
    is_bad = any(not k or len(k) > _LONGEST_CHOICE or _BAD_CELL.search(k) for k in keys)
    if is_form or is_bad or len({_plain(k) for k in keys}) != len(keys):
        return None
    return TableDraft(
        inputs=(InputDraft(name=names[0], kind=CHOICE, options=tuple(keys)),), outputs=tuple(names[1:]),
        rows=tuple((key, *(c or UNDECIDED for c in row[1:])) for key, row in zip(keys, body, strict=True)),
        explanation=_explanation(header, names),
    )  # fmt: skip

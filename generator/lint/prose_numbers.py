"""Numbers typed in prose that a parameter, a table or the cover holds: they would go stale.

    参数: {提前工作日: {值: 3, 单位: 个工作日}}
    款: [至少提前三个工作日提交。]                    “三个工作日”与参数“提前工作日”相同
    款: ['至少提前{{ 参数("提前工作日") }}提交。']

Amounts and dates are compared as such, counts only together with their unit; 零 and 一 are left
alone, because they are seldom meant as figures.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.errors import Level, Location, Problem
from generator.lint.texts import messages_of, prose_of
from generator.model.prose import without_macros
from generator.model.quantity import Value, ValueKind, to_value
from generator.numerals import NUMERAL
from generator.values import parse_date, parse_integer, parse_money

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.model.policy import Policy
    from generator.model.quantity import RawFigure
    from generator.model.table import Table

CODE = "number-in-prose"
_NUMBER = rf"(?<![第\d.,])(?:\d[\d,.]*|{NUMERAL}+)"
_MONEY = re.compile(rf"{_NUMBER}[百千]?[万亿]?元")
_DATE = re.compile(r"\d{4}(?:年\d{1,2}月\d{1,2}日|-\d{1,2}-\d{1,2})")


class Figure(NamedTuple):
    """What a number is compared by: an amount in 分, an ISO date, or a count with its unit."""

    value: int | str
    unit: str


class Home(NamedTuple):
    """Where a figure is written, and how prose quotes it."""

    name: str
    macro: str


def check(policy: Policy) -> Iterator[Problem]:
    """Find numbers that should be quoted by a macro."""
    figures = dict(reversed(list(_figures(policy))))
    counts = _count_pattern(figures)
    texts = [(text.text, text.at) for text in prose_of(policy)]
    for article in policy.articles.values():
        texts += [(m, rule.place.of(key)) for rule in article.rules for key, m in messages_of(rule)]
    for text, at in texts:
        for written, figure in _numbers_in(re.sub(r"\{[^{}]*\}", " ", without_macros(text)), counts):
            if figure.value and (home := figures.get(figure)):
                yield _problem(written, home, at)


def _problem(written: str, home: Home, at: Location) -> Problem:
    message = f"“{written}”与{home.name}相同，改动时会漏改"
    return Problem(location=at, code=CODE, message=message, hint=f"写成 {home.macro}", level=Level.WARNING)


def _figures(policy: Policy) -> Iterator[tuple[Figure, Home]]:
    """Every figure of the source, parameters first."""
    for name, parameter in policy.parameters.items():
        home = Home(f"参数“{name}”", f'{{{{ 参数("{name}") }}}}')
        for raw in parameter.values.values():
            yield from ((figure, home) for figure in _figure(raw, parameter.kind, parameter.unit))
    for name, table in policy.tables.items():
        home = Home(f"表“{name}”里的数", f'{{{{ 表("{name}") }}}} 或 {{{{ 句("{name}", "…") }}}}')
        yield from ((figure, home) for figure in _table_figures(table))
    for key, day in (("施行日期", policy.cover.effective), ("复核日期", policy.cover.review)):
        yield Figure(day, ""), Home(f"制度的{key}", f'{{{{ 制度("{key}") }}}}')


def _figure(raw: RawFigure, kind: ValueKind, unit: str) -> Iterator[Figure]:
    try:
        value: Value = to_value(raw, kind)
    except ValueError:
        return  # reported where it is written
    if isinstance(value, int) and kind is ValueKind.MONEY:
        yield Figure(value, "元")
    elif isinstance(value, int) and kind is ValueKind.INTEGER and unit:
        yield Figure(value, unit)
    elif isinstance(value, str) and kind is ValueKind.DATE:
        yield Figure(value, "")


def _table_figures(table: Table) -> Iterator[Figure]:
    for row in table.rows:
        for name, cell in row.items():
            for raw in cell.values.values():
                if output := table.outputs.get(name):
                    yield from _figure(raw, output.kind, output.unit)
                elif (column := table.inputs.get(name)) and column.kind is not ValueKind.CHOICE:
                    unit = "元" if column.kind is ValueKind.MONEY else column.unit
                    yield from (Figure(bound, unit) for bound in _bounds(column.interval, raw) if unit)


def _bounds(interval: Callable[[RawFigure], object], raw: RawFigure) -> Iterator[int]:
    try:
        found = interval(raw)
    except ValueError:
        return  # reported where it is written
    yield from (b for b in (getattr(found, "low", None), getattr(found, "high", None)) if b is not None)


def _count_pattern(figures: dict[Figure, Home]) -> re.Pattern[str] | None:
    units = sorted({f.unit for f in figures if f.unit not in ("", "元")}, key=len, reverse=True)
    return re.compile(rf"({_NUMBER})\s*({'|'.join(map(re.escape, units))})") if units else None


def _numbers_in(text: str, counts: re.Pattern[str] | None) -> Iterator[tuple[str, Figure]]:
    for match in _MONEY.finditer(text):
        yield from _read(match[0], lambda t: Figure(parse_money(t), "元"))
    for match in _DATE.finditer(text):
        yield from _read(match[0], lambda t: Figure(parse_date(t).isoformat(), ""))
    for match in counts.finditer(text) if counts else ():
        number, unit = match[1], match[2]
        if number != "一":
            yield from _read(match[0], lambda _, n=number, u=unit: Figure(parse_integer(n), u))  # type: ignore[misc]


def _read(written: str, parse: Callable[[str], Figure]) -> Iterator[tuple[str, Figure]]:
    try:
        yield written, parse(written)
    except ValueError:
        return  # no number that anyone could have meant

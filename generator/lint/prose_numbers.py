"""Numbers typed in prose that a parameter, a table or the cover holds: they would go stale.

    参数: {提前工作日: {值: 3, 单位: 个工作日}}
    款: [至少提前三个工作日提交。]                    “三个工作日”与参数“提前工作日”相同
    款: ['至少提前{{ 参数("提前工作日") }}提交。']

Amounts and dates are compared as such, counts only together with their unit; 零 and 一 are left
alone, because they are seldom meant as figures.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from generator.errors import Level, Location, Problem
from generator.lint.texts import messages_of, prose_of
from generator.model.prose import without_macros
from generator.model.quantity import Value, ValueKind, to_value
from generator.numerals import NUMERAL
from generator.values import parse_date, parse_integer, parse_money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.policy import Policy
    from generator.model.quantity import RawFigure
    from generator.model.table import InputColumn, Table

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
                    yield from (Figure(bound, unit) for bound in _bounds(column, raw) if unit)


def _bounds(column: InputColumn, raw: RawFigure) -> Iterator[int]:
    try:
        interval = column.interval(raw)
    except ValueError:
        return  # reported where it is written
    yield from (bound for bound in (interval.low, interval.high) if bound is not None)


def _count_pattern(figures: dict[Figure, Home]) -> re.Pattern[str] | None:
    units = sorted({f.unit for f in figures if f.unit not in ("", "元")}, key=len, reverse=True)
    return re.compile(rf"({_NUMBER})\s*({'|'.join(map(re.escape, units))})") if units else None


def _numbers_in(text: str, counts: re.Pattern[str] | None) -> Iterator[tuple[str, Figure]]:
    """The numbers of a text as written, and what they say; what nobody could have meant is left out."""
    for match in _MONEY.finditer(text):
        with suppress(ValueError):
            yield match[0], Figure(parse_money(match[0]), "元")
    for match in _DATE.finditer(text):
        with suppress(ValueError):
            yield match[0], Figure(parse_date(match[0]).isoformat(), "")
    for match in counts.finditer(text) if counts else ():
        with suppress(ValueError):
            if match[1] != "一":
                yield match[0], Figure(parse_integer(match[1]), match[2])

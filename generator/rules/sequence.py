"""The order of findings: what a reader mends first comes first, and every run gives the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.model.finding import Finding, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.form import Form
    from generator.model.policy import Policy

_CELL = re.compile(r"(?P<table>.+)\[(?P<row>\d+)\](?:\.(?P<column>.+))?")


def cell_name(table: str, row: int, column: str = "") -> str:
    """How a finding names a cell or a row: `日程[2].结束`, `日程[2]`."""
    return f"{table}[{row}].{column}" if column else f"{table}[{row}]"


def table_of(name: str) -> str:
    """The table of a cell or a row, else the name itself."""
    cell = _CELL.fullmatch(name)
    return cell["table"] if cell else name


def in_order(policy: Policy, form: Form, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings without repetition: by level, violated before undecided, article, place on the page."""
    places = _places(form)

    def order(finding: Finding) -> tuple[object, ...]:
        return (
            finding.level.rank,
            finding.outcome is Outcome.UNDECIDED,
            policy.article_number(finding.clause.id) if finding.clause.id in policy.articles else 0,
            min((_position(places, name) for name in finding.fields), default=(-1, 0, 0)),
            finding.rule,
            finding.message,
        )

    return tuple(sorted(dict.fromkeys(findings), key=order))


def _places(form: Form) -> dict[str, int]:
    """The names of a form in the order of the page; a column of a table as `table.column`."""
    names: list[str] = []
    for section in form.sections:
        names += [f.name for f in section.fields]
        if rows := section.rows:
            names += [rows.name, *(f"{rows.name}.{c.name}" for c in rows.columns), *rows.totals]
    names += [f.name for step in form.sign_off for f in step.fields]
    return {name: place for place, name in enumerate(names)}


def _position(places: dict[str, int], name: str) -> tuple[int, int, int]:
    """Table, row and column of a cell, or the place of a single field; what is unknown goes last."""
    last = len(places)
    if cell := _CELL.fullmatch(name):
        column = places.get(f"{cell['table']}.{cell['column']}", 0)
        return places.get(cell["table"], last), int(cell["row"]), column
    return places.get(name, last), 0, 0

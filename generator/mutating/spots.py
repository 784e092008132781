"""Places of filled forms that a rule looks at and that can be moved a step at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from generator.model.form import FieldKind
from generator.model.quantity import ValueKind
from generator.mutating.figures import money
from generator.rules.expression import PARAMETER, TABLE, tokenize
from generator.rules.scope import find_field, sources_of
from generator.wording import format_date, format_money

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model.form import Field
    from generator.model.policy import Policy
    from generator.model.rule import Rule
    from generator.rules.bundle import CompiledRule

Values: TypeAlias = "Mapping[str, Mapping[str, Any]]"
"""Form short name → its values as a case writes them."""
NUMBERS = (FieldKind.INTEGER, FieldKind.MONEY)
_STEPPED = (*NUMBERS, FieldKind.DATE, FieldKind.TIME)
_REACH = 40


@dataclass(frozen=True, slots=True)
class Spot:
    """A field of a form, or a cell of its tables (`row` counts from 0)."""

    form: str
    name: str
    kind: FieldKind
    unit: str = ""
    row: int | None = None
    column: str = ""

    def put(self, values: Values, value: Any) -> dict[str, Any]:
        """The change of a case that puts a value here."""
        if self.row is None:
            return {f"{self.form}.{self.name}": value}
        rows = [dict(r) for r in values[self.form][self.name]]
        rows[self.row][self.column] = value
        return {f"{self.form}.{self.name}": rows}

    @property
    def label(self) -> str:
        """`合同金额`, or `费用明细第2行单价`."""
        return self.name if self.row is None else f"{self.name}第{self.row + 1}行{self.column}"


def spots_of(policy: Policy, rule: CompiledRule, values: Values) -> tuple[Spot, ...]:
    """Every place a rule looks at, directly or through tables, whose value has neighbours."""
    found = dict.fromkeys([*_singles(policy, rule), *_cells(policy, rule, values)])
    return tuple(spot for spot in found if spot.form in values)


def _paths(rule: CompiledRule) -> Iterator[tuple[str, ...]]:
    for condition in (rule.requirement, rule.when):
        yield from condition.paths if condition else ()


def _singles(policy: Policy, rule: CompiledRule) -> Iterator[Spot]:
    waiting, seen = [*_paths(rule)], set()
    while waiting:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        if path[0] == TABLE and path[1] in policy.tables:
            for column in policy.tables[path[1]].inputs:
                waiting += sources_of(policy, path[1], column)
        elif len(path) == 2 and (field := find_field(policy, path)) and field.kind in _STEPPED:
            yield Spot(path[0], path[1], field.kind, field.unit)


def _cells(policy: Policy, rule: CompiledRule, values: Values) -> Iterator[Spot]:
    """Cells of the rows a rule walks over, in columns it names."""
    words = _words(policy, rule.rule)
    walked = {(rule.each[0], rule.each[1])} if rule.each else set()
    walked |= {p for p in _paths(rule) if len(p) == 2 and p[0] in policy.forms_by_name}
    for form_name, name in sorted(walked):
        form = policy.forms_by_name[form_name]
        table = {t.name: t for t in form.tables}.get(name)
        rows = values.get(form_name, {}).get(name)
        if table is None or not isinstance(rows, list):
            continue
        columns = [c for c in table.columns if c.kind in _STEPPED and c.name in words]
        yield from (
            Spot(form_name, name, c.kind, c.unit, row, c.name)
            for row in range(len(rows)) for c in columns if rows[row].get(c.name)
        )  # fmt: skip


def _words(policy: Policy, rule: Rule) -> set[str]:
    """Every name in the expressions of a rule, those of its definitions too."""
    waiting, found = [rule.when, rule.requirement], set()
    while waiting:
        for token in tokenize(waiting.pop()):
            if token.text not in found:
                found.add(token.text)
                waiting += [policy.definitions[token.text]] if token.text in policy.definitions else []
    return found


def numbers_reached(policy: Policy, rule: CompiledRule) -> dict[FieldKind, set[int]]:
    """The numbers of parameters and tables that a rule looks at, by the kind of field they go with."""
    found: dict[FieldKind, set[int]] = {kind: set() for kind in NUMBERS}
    waiting, seen = [*_paths(rule)], set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        if path[0] == PARAMETER and path[1] in policy.parameters:
            parameter = policy.parameters[path[1]]
            _add(
                found,
                parameter.kind,
                [parameter.value_on(d or "9999", parameter.kind) for d in parameter.values],
            )
        elif path[0] == TABLE and path[1] in policy.tables:
            _add_table(found, policy, path[1])
            for column in policy.tables[path[1]].inputs:
                waiting += sources_of(policy, path[1], column)
    return found


def _add(found: dict[FieldKind, set[int]], kind: ValueKind, values: list[Any]) -> None:
    target = {ValueKind.INTEGER: FieldKind.INTEGER, ValueKind.MONEY: FieldKind.MONEY}.get(kind)
    if target:
        found[target] |= {v for v in values if isinstance(v, int)}


def _add_table(found: dict[FieldKind, set[int]], policy: Policy, name: str) -> None:
    table, day = policy.tables[name], policy.cover.effective
    for column, output in table.outputs.items():
        _add(found, output.kind, [table.output(row, column, day) for row in range(len(table.rows))])
    for column, given in table.inputs.items():
        if given.kind is not ValueKind.CHOICE:
            raws = [row[column].raw_on(day) for row in table.rows]
            bounds = [given.interval(raw) for raw in raws if raw is not None]
            _add(found, given.kind, [n for b in bounds for n in (b.low, b.high)])


def steps(spot: Spot, at: Any, numbers: set[int]) -> list[Any]:
    """The values to try in a place, each a step from the next where that matters, in order.

    `at` is the typed value that stands there.
    """
    match spot.kind:
        case FieldKind.DATE:
            day = date.fromisoformat(at)
            return [(day + timedelta(n)).isoformat() for n in range(-_REACH, _REACH + 1)]
        case FieldKind.TIME:
            minutes = int(at[:2]) * 60 + int(at[3:])
            tried = range(max(minutes - _REACH, 0), min(minutes + _REACH, 24 * 60 - 1) + 1)
            return [f"{m // 60:02}:{m % 60:02}" for m in tried]
    around = {n + step for n in (*numbers, at) for step in (-1, 0, 1)}
    return sorted(n for n in around if n >= 0)


def is_next(spot: Spot, one: Any, other: Any) -> bool:
    """True for two values with nothing between them."""
    return spot.kind not in NUMBERS or other - one == 1


def in_words(spot: Spot, value: Any) -> str:
    """A typed value as people say it."""
    match spot.kind:
        case FieldKind.MONEY:
            return format_money(value)
        case FieldKind.DATE:
            return format_date(value)
    return f"{value}{spot.unit}"


def as_written(spot: Spot, value: Any) -> Any:
    """A typed value as a case writes it."""
    return money(value) if spot.kind is FieldKind.MONEY else value


def choices_of(policy: Policy, rule: CompiledRule) -> Iterator[tuple[str, Field]]:
    """The fields with options that a rule looks at itself, with their forms."""
    for path in dict.fromkeys(_paths(rule)):
        field = find_field(policy, path) if len(path) == 2 and path[0] in policy.forms_by_name else None
        if field and field.options:
            yield path[0], field

"""Examples at the edges of figures: the last value that is right and the first that is not.

    合同金额600万元、客户等级B        没有发现
    合同金额6000000.01元、客户等级B   grade-matches-amount

They are found by trying: from the samples in which a rule is asked, each place it looks at is moved
past the figures it looks at; where two neighbouring values come out differently, both become
examples. What they expect is what the regulation says today: a person reads whether that is right.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from generator.cases import filled, judge, samples_of
from generator.model.case import Case
from generator.mutating.spots import (
    NUMBERS,
    as_written,
    choices_of,
    in_words,
    is_next,
    numbers_reached,
    spots_of,
    steps,
)
from generator.rules.bundle import compile_policy
from generator.rules.expression import TABLE
from generator.rules.scope import sources_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.policy import Policy
    from generator.mutating.spots import Spot, Values
    from generator.rules.bundle import CompiledRule


def boundary_cases(policy: Policy) -> tuple[Case, ...]:
    """The examples for every rule that compares with a number of a table or a parameter."""
    search = _Search(policy)
    found: dict[str, Case] = {}
    for rule in search.bundle.rules:
        if any(numbers_reached(policy, rule).values()):
            for case in search.edges(rule):
                found.setdefault(case.name, case)
    return tuple(found.values())


class _Search:
    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.bundle = compile_policy(policy)
        self.samples = samples_of(policy)
        self.first: dict[str, str] = {}
        for name, sample in self.samples.items():
            if sample.form in policy.forms_by_id:
                self.first.setdefault(policy.forms_by_id[sample.form].name, name)

    def edges(self, rule: CompiledRule) -> Iterator[Case]:
        """Both sides of every edge of one rule."""
        forms = [f for f in self._forms(rule) if f in self.first]
        if set(rule.forms) - set(forms):
            return
        names = tuple(self.first[f] for f in forms)
        values = {f: dict(self.samples[n].values) for f, n in zip(forms, names, strict=True)}
        seen: set[tuple[Spot, Any]] = set()
        for before in self._settings(rule, values):
            for spot in spots_of(self.policy, rule, values):
                yield from self._along(rule, names, values, before, spot, seen)

    def _forms(self, rule: CompiledRule) -> Iterator[str]:
        """The forms of a rule, and those its tables take their inputs from."""
        yield from rule.forms
        waiting = [p for c in (rule.requirement, rule.when) if c for p in c.paths if p[0] == TABLE]
        seen = set(rule.forms)
        while waiting:
            path = waiting.pop()
            for column in self.policy.tables[path[1]].inputs:
                for source in sources_of(self.policy, path[1], column):
                    if source[0] == TABLE:
                        waiting.append(source)
                    elif source[0] not in seen:
                        seen.add(source[0])
                        yield source[0]

    def _settings(self, rule: CompiledRule, values: Values) -> Iterator[dict[str, Any]]:
        """What else is changed at the same time: nothing, another option, another number."""
        yield {}
        for form, field in choices_of(self.policy, rule):
            if form in values:
                yield from ({f"{form}.{field.name}": o} for o in self.policy.options(field.options))
        numbers = numbers_reached(self.policy, rule)
        for spot in spots_of(self.policy, rule, values):
            if spot.kind in NUMBERS and spot.row is None:
                yield from (
                    {f"{spot.form}.{spot.name}": as_written(spot, n)} for n in sorted(numbers[spot.kind])
                )

    def _along(  # noqa: PLR0913, PLR0917 - what is moved, and in what surroundings
        self, rule: CompiledRule, names: tuple[str, ...], values: Values, before: dict[str, Any], spot: Spot,
        seen: set[tuple[Spot, Any]],
    ) -> Iterator[Case]:  # fmt: skip
        """The edges that moving one place comes across."""
        if f"{spot.form}.{spot.name}" in before:
            return
        at = self._typed(names, spot)
        if at is None:
            return
        numbers = numbers_reached(self.policy, rule).get(spot.kind, set())
        tried = [(v, {**before, **spot.put(values, as_written(spot, v))}) for v in steps(spot, at, numbers)]
        outcomes = [(v, change, self._outcome(rule, names, change)) for v, change in tried]
        for (one, change, was), (other, other_change, now) in pairwise(outcomes):
            if was != now and is_next(spot, one, other) and (spot, one) not in seen:
                seen.add((spot, one))
                yield self._case(names, before, spot, one, change)
                yield self._case(names, before, spot, other, other_change)

    def _typed(self, names: tuple[str, ...], spot: Spot) -> Any:
        """The value that stands in a place of the samples, or None."""
        form = self.policy.forms_by_name[spot.form].id
        answer = filled(self.policy, self.samples, Case(名称="-", 样例=names))[form].answers[spot.name]
        if spot.row is None:
            return answer.value
        rows = answer.value if isinstance(answer.value, tuple) else ()
        cell = rows[spot.row] if spot.row < len(rows) else ""
        return None if isinstance(cell, str) else cell[spot.column].value

    def _outcome(self, rule: CompiledRule, names: tuple[str, ...], change: dict[str, Any]) -> tuple[str, ...]:
        only = replace(self.bundle, rules=(rule,))
        found = judge(only, filled(self.policy, self.samples, Case(名称="-", 样例=names, 改=change)))
        return tuple(f for f in found if f.removesuffix("?") == rule.rule.id)

    def _case(
        self, names: tuple[str, ...], before: dict[str, Any], spot: Spot, value: Any, change: dict[str, Any]
    ) -> Case:
        parts = [f"{key.partition('.')[2]}{shown}" for key, shown in before.items()]
        title = "，".join([f"{spot.label}{in_words(spot, value)}", *parts])
        case = Case(名称=title, 样例=names, 改=change)
        expected = judge(self.bundle, filled(self.policy, self.samples, case))
        return Case(名称=title, 样例=names, 改=change, 期望=expected)

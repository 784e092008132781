"""Which rules a figure or a definition reaches, directly or through tables and definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.rules.expression import PARAMETER, TABLE, tokenize, translate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.policy import Policy
    from generator.model.rule import Rule


class Reach:
    """Looks up, in one policy, what a change of a name can bring about."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        rules = [r for a in policy.articles.values() for r in a.rules]
        self._paths = {r.id: frozenset(_paths(policy, r)) for r in rules}
        self._definitions = {r.id: frozenset(_definitions(policy, r)) for r in rules}
        self._elsewhere = frozenset(_beside_rules(policy))
        self._downstream = self._close(
            {
                name: {c.taken_from.split(".")[1] for c in t.inputs.values() if c.taken_from.startswith(f"{TABLE}.")}
                for name, t in policy.tables.items()
            }
        )  # fmt: skip

    @staticmethod
    def _close(upstream: dict[str, set[str]]) -> dict[str, frozenset[str]]:
        """Table → itself and all tables that take a value from it, over any number of steps."""
        found = {name: {name} for name in upstream}
        for _ in upstream:
            for name, sources in upstream.items():
                for reached in found.values():
                    if reached & sources:
                        reached.add(name)
        return {name: frozenset(reached) for name, reached in found.items()}

    def of_parameter(self, name: str) -> frozenset[str] | None:
        """The rules that look at a parameter; None where forms do, so that anything can come out."""
        if (PARAMETER, name) in self._elsewhere:
            return None
        return frozenset(r for r, paths in self._paths.items() if (PARAMETER, name) in {p[:2] for p in paths})

    def of_column(self, table: str, column: str) -> frozenset[str] | None:
        """The rules that look at an output column, or at a table that goes on from it."""
        if (TABLE, table) in self._elsewhere:
            return None
        later = self._downstream[table] - {table}
        return frozenset(
            rule
            for rule, paths in self._paths.items()
            if any(p == (TABLE, table, column) or (p[0] == TABLE and p[1] in later) for p in paths)
        )

    def of_table(self, table: str) -> frozenset[str] | None:
        """The rules that look at any column of a table, or at a table that goes on from it."""
        if (TABLE, table) in self._elsewhere:
            return None
        reached = self._downstream[table]
        return frozenset(
            rule for rule, paths in self._paths.items() if any(p[0] == TABLE and p[1] in reached for p in paths)
        )  # fmt: skip

    def of_definition(self, name: str) -> frozenset[str]:
        """The rules in which a named expression is put."""
        return frozenset(rule for rule, names in self._definitions.items() if name in names)


def _texts(rule: Rule) -> Iterator[str]:
    yield from filter(None, (rule.when, rule.requirement, rule.each))


def _paths(policy: Policy, rule: Rule) -> Iterator[tuple[str, ...]]:
    for text in _texts(rule):
        yield from translate(text, policy.definitions).paths


def _definitions(policy: Policy, rule: Rule) -> Iterator[str]:
    waiting = [token.text for text in _texts(rule) for token in tokenize(text)]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in policy.definitions and name not in seen:
            seen.add(name)
            yield name
            waiting += [token.text for token in tokenize(policy.definitions[name])]


def _beside_rules(policy: Policy) -> Iterator[tuple[str, str]]:
    """Figures that conditions of fields look at, or that fields take their options from."""
    for form in policy.forms:
        for field in (*form.fields, *(c for t in form.tables for c in t.columns)):
            if field.when:
                yield from (p[:2] for p in translate(field.when, policy.definitions).paths)  # type: ignore[misc]
            if isinstance(field.options, str):
                head, name = field.options.split(".")[:2]
                yield head, name

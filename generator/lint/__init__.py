"""The linter: one rule a module, each `check(policy) -> problems`; the registry is this literal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import Level, SourceError, sort_problems
from generator.lint import expressions, forms, identifiers, parameters, references, tables, working_calendar
from generator.model.load import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from generator.errors import Problem
    from generator.model.policy import Policy

RULES: Mapping[str, Callable[[Policy], Iterator[Problem]]] = {
    identifiers.CODE: identifiers.check,
    references.CODE: references.check,
    parameters.CODE: parameters.check,
    tables.CODE: tables.check,
    forms.CODE: forms.check,
    expressions.CODE: expressions.check,
    working_calendar.CODE: working_calendar.check,
}


def lint(policy: Policy) -> tuple[Problem, ...]:
    """Everything the rules find in a policy, in the order of places."""
    return sort_problems([problem for rule in RULES.values() for problem in rule(policy)])


def lint_project(root: Path) -> tuple[Policy | None, tuple[Problem, ...]]:
    """Load a project and lint it: structural problems and the rules' together.

    While a part of the source could not be read, names that are written somewhere in the source
    are not called unknown: the part that declares them may be the one that is missing.
    """
    loaded = load(root)
    if loaded.policy is None:
        return None, loaded.problems
    found = lint(loaded.policy)
    if loaded.problems:
        found = tuple(p for p in found if not p.unknown_name or not loaded.mentions(p.unknown_name))
    return loaded.policy, sort_problems([*loaded.problems, *found])


def open_project(root: Path) -> Policy:
    """The policy of a project. Raises SourceError with all problems when any is an error."""
    policy, problems = lint_project(root)
    if policy is None or any(p.level is Level.ERROR for p in problems):
        raise SourceError(problems)
    return policy

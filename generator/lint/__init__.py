"""The linter: one rule a module, each `check(policy) -> problems`; the registry is this literal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import Level, SourceError, sort_problems
from generator.lint import (
    calendar_years,
    computed,
    cycles,
    expressions,
    form_reading,
    form_width,
    forms,
    handwritten_numbers,
    identifiers,
    leftovers,
    parameters,
    prose_numbers,
    references,
    review_dates,
    roles,
    table_inputs,
    tables,
    terms,
    unfinished,
    unprintable,
    unused,
    unused_forms,
    vague_words,
    working_calendar,
)
from generator.model.load import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from generator.errors import Problem
    from generator.model.load import Loaded
    from generator.model.policy import Policy

RULES: Mapping[str, Callable[[Policy], Iterator[Problem]]] = {
    identifiers.CODE: identifiers.check,
    references.CODE: references.check,
    cycles.CODE: cycles.check,
    parameters.CODE: parameters.check,
    tables.CODE: tables.check,
    table_inputs.CODE: table_inputs.check,
    forms.CODE: forms.check,
    form_reading.CODE: form_reading.check,
    form_width.CODE: form_width.check,
    expressions.CODE: expressions.check,
    computed.CODE: computed.check,
    working_calendar.CODE: working_calendar.check,
    unused.CODE: unused.check,
    unused_forms.CODE: unused_forms.check,
    prose_numbers.CODE: prose_numbers.check,
    vague_words.CODE: vague_words.check,
    terms.CODE: terms.check,
    unprintable.CODE: unprintable.check,
    roles.CODE: roles.check,
    handwritten_numbers.CODE: handwritten_numbers.check,
    leftovers.CODE: leftovers.check,
    unfinished.CODE: unfinished.check,
}
DATED_RULES: Mapping[str, Callable[[Policy, date], Iterator[Problem]]] = {
    review_dates.CODE: review_dates.check,
    calendar_years.CODE: calendar_years.check,
}
"""Rules that look at the day; only asked where the caller names one, so that builds do not change."""


def lint(policy: Policy, today: date | None = None) -> tuple[Problem, ...]:
    """Everything the rules find in a policy, in the order of places."""
    found = [problem for rule in RULES.values() for problem in rule(policy)]
    if today:
        found += [problem for rule in DATED_RULES.values() for problem in rule(policy, today)]
    return sort_problems(found)


def lint_loaded(loaded: Loaded, today: date | None = None) -> tuple[Problem, ...]:
    """Structural problems and the rules' together.

    While a part of the source could not be read, names that are written somewhere in the source
    are not called unknown: the part that declares them may be the one that is missing. Warnings
    look at the whole source, so they wait until it can be read.
    """
    found = lint(loaded.policy, today) if loaded.policy else ()
    if loaded.problems:
        found = tuple(p for p in found if p.level is Level.ERROR and not loaded.mentions(p.unknown_name))
    return sort_problems([*loaded.problems, *found])


def lint_project(root: Path, today: date | None = None) -> tuple[Policy | None, tuple[Problem, ...]]:
    """Load a project and lint it; see `lint_loaded`."""
    loaded = load(root)
    return loaded.policy, lint_loaded(loaded, today)


def open_project(root: Path) -> Policy:
    """The policy of a project. Raises SourceError with all problems when any is an error."""
    return approved(load(root))


def approved(loaded: Loaded) -> Policy:
    """The policy that was loaded, once it is linted. Raises as `open_project`."""
    problems = lint_loaded(loaded)
    if loaded.policy is None or any(p.level is Level.ERROR for p in problems):
        raise SourceError(problems)
    return loaded.policy

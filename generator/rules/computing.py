"""Computed fields (计算): what follows from the answers of a form, by the figures of its day.

It serves filling only: nobody need look up or reckon what the regulation says. Whether a form that
was handed in holds the right value is for the rules of the regulation, which say it with their own
words, article and tolerance; a finding of our own would say the same twice. The linter warns where
no rule does.
"""

from __future__ import annotations

from dataclasses import replace
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from generator.model.default_answer import answer_or_default
from generator.model.fields_behind import fields_behind
from generator.model.submission import Answer, State
from generator.rules.bundle import compile_condition, evaluator_of
from generator.rules.cel import CelError
from generator.rules.evaluate import day_of
from generator.rules.facts import to_answer
from generator.rules.lookup import Case
from generator.rules.verdict import Asker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.form import Field, Form
    from generator.model.policy import Policy
    from generator.model.submission import RawValue, Submission
    from generator.rules.cel import Evaluator


def computed_answers(policy: Policy, form: Form, submission: Submission) -> dict[str, Answer]:
    """The computed fields that were left blank, as far as they can be computed and are to be filled.

    A default counts as an answer to compute with; one computed field may follow from another.
    """
    found: dict[str, Answer] = {}
    evaluator = evaluator_of(policy)
    known = {**submission.answers, **{f.name: answer_or_default(f, submission.answers) for f in form.fields}}
    for field in _in_order(policy, form):
        if known[field.name] == Answer(state=State.BLANK):
            asker = _asker(policy, form, evaluator, replace(submission, answers={**known, **found}))
            found |= _computed(policy, evaluator, asker, field)
    return found


def _in_order(policy: Policy, form: Form) -> Iterator[Field]:
    """The computed fields, each behind those it follows from."""
    fields = {f.name: f for f in form.fields if f.formula}
    behind = {n: [b for _, b in fields_behind(policy, form, f.formula)] for n, f in fields.items()}
    return (fields[n] for n in TopologicalSorter(behind).static_order() if n in fields)


def _asker(policy: Policy, form: Form, evaluator: Evaluator, submission: Submission) -> Asker:
    return Asker(evaluator, Case(policy, {form.name: submission}, day_of(policy, submission)))


def _computed(policy: Policy, evaluator: Evaluator, asker: Asker, field: Field) -> dict[str, Answer]:
    """The answer under its name, or nothing."""
    if field.when and not asker.ask(compile_condition(policy, evaluator, field.when), asker.whole).holds:
        return {}
    value = _value(asker, policy, evaluator, field)
    answer = to_answer(field, policy.options(field.options), value)
    return {field.name: replace(answer, raw="")} if answer.state is State.ANSWERED else {}


def _value(asker: Asker, policy: Policy, evaluator: Evaluator, field: Field) -> RawValue:
    """What the expression comes to; None where something it needs is missing or not decided."""
    condition = compile_condition(policy, evaluator, field.formula)
    if asker.case.blockers(condition.paths):
        return None
    value = condition.program.run(asker.whole.facts)
    if isinstance(value, CelError):
        return None
    return tuple(value) if isinstance(value, list) else value

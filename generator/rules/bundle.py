"""A policy's rules compiled once, ready to judge any number of forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.rules.cel import Evaluator
from generator.rules.expression import HANDED_IN, PARAMETER, ROW, TABLE, translate
from generator.rules.messages import Message, compile_message
from generator.rules.scope import Path, row_table

if TYPE_CHECKING:
    from collections.abc import Collection

    from generator.model.policy import Policy
    from generator.model.rule import Rule
    from generator.rules.cel import Program


@dataclass(frozen=True, slots=True)
class Condition:
    """A compiled expression and the names it touches."""

    program: Program
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledRule:
    """A rule ready to run."""

    rule: Rule
    article: str
    forms: tuple[str, ...]
    """Short names of the forms it touches; it is judged for the first."""
    when: Condition | None
    requirement: Condition
    each: Path | None
    message: Message
    actual: Message | None
    expected: Message
    remedy: Message
    fields: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Everything the evaluation of a policy needs."""

    policy: Policy
    evaluator: Evaluator
    rules: tuple[CompiledRule, ...]
    applicability: dict[tuple[str, str], Condition]
    """(form short name, field name) → when the field applies; only for fields with a condition."""


def compile_policy(policy: Policy, only: Collection[str] | None = None) -> Bundle:
    """The bundle of a policy that the linter has accepted; `only` names the rules that are wanted."""
    evaluator = evaluator_of(policy)
    compiler = _Compiler(policy, evaluator)
    rules = tuple(
        compiler.rule(rule, article.id)
        for article in policy.articles.values()
        for rule in article.rules
        if only is None or rule.id in only
    )
    conditions = {
        (form.name, field.name): compile_condition(policy, evaluator, field.when)
        for form in policy.forms
        for field in form.fields
        if field.when
    }
    return Bundle(policy=policy, evaluator=evaluator, rules=rules, applicability=conditions)


def evaluator_of(policy: Policy) -> Evaluator:
    """An evaluator that knows the names of a policy."""
    return Evaluator((*policy.forms_by_name, PARAMETER, TABLE, HANDED_IN, ROW), policy.calendar)


def compile_condition(policy: Policy, evaluator: Evaluator, text: str) -> Condition:
    """An expression that the linter has accepted, ready to be asked."""
    translation = translate(text, policy.definitions)
    return Condition(evaluator.compile(translation.cel), translation.paths)


class _Compiler:
    def __init__(self, policy: Policy, evaluator: Evaluator) -> None:
        self.policy = policy
        self.evaluator = evaluator

    def condition(self, text: str) -> Condition:
        return compile_condition(self.policy, self.evaluator, text)

    def rule(self, rule: Rule, article: str) -> CompiledRule:
        row = row_table(self.policy, rule.each) if rule.each else None
        when = self.condition(rule.when) if rule.when else None
        requirement = self.condition(rule.requirement)
        each: Path | None = tuple(rule.each.split(".")) if rule.each else None
        paths = ((each,) if each else ()) + requirement.paths + (when.paths if when else ())

        def message(text: str) -> Message:
            return compile_message(self.policy, self.evaluator, text, row)

        return CompiledRule(
            rule=rule, article=article, forms=forms_of(self.policy, rule, paths),
            when=when, requirement=requirement, each=each,
            message=message(rule.message), expected=message(rule.expected), remedy=message(rule.remedy),
            actual=message(rule.actual) if rule.actual else None,
            fields=fields_of(self.policy, rule, requirement.paths, each),
        )  # fmt: skip


def forms_of(policy: Policy, rule: Rule, paths: tuple[Path, ...]) -> tuple[str, ...]:
    """The forms a rule touches itself, in the order it names them.

    Forms that only tables look at do not count: the table says why it has no row.
    """
    named = [f.split(".")[0] for f in rule.fields] + [p[0] for p in paths]
    return tuple(dict.fromkeys(n for n in named if n in policy.forms_by_name))


def fields_of(policy: Policy, rule: Rule, paths: tuple[Path, ...], each: Path | None) -> tuple[Path, ...]:
    """The fields a finding points at: as written, else every form field the requirement touches."""
    if rule.fields:
        return tuple(tuple(f.split(".")) for f in rule.fields)
    touched = [p[:2] for p in paths if p[0] in policy.forms_by_name or (each and p[0] == ROW)]
    return tuple(dict.fromkeys(p for p in touched if len(p) > 1))

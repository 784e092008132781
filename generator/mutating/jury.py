"""The examples, ready to be asked about one changed regulation after another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from generator.cases import filled, judge, samples_of
from generator.rules.bundle import compile_policy
from generator.rules.expression import ExpressionError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model.case import Case
    from generator.model.policy import Policy
    from generator.model.submission import Submission
    from generator.mutating.mutant import Mutant
    from generator.rules.bundle import Bundle, CompiledRule


@dataclass(frozen=True, slots=True)
class _Example:
    """A case filled in, what came out before any change, and the words it says itself."""

    case: Case
    submissions: Mapping[str, Submission]
    forms: frozenset[str]
    found: tuple[str, ...]
    words: frozenset[str]


class Jury:
    """Tells whether any case comes out otherwise under a changed policy."""

    def __init__(self, policy: Policy) -> None:
        self.bundle = compile_policy(policy)
        self.rules = {r.rule.id: r for r in self.bundle.rules}
        self.samples = samples_of(policy)
        self.examples = [self._example(policy, case) for file in policy.case_files for case in file.cases]

    def _example(self, policy: Policy, case: Case) -> _Example:
        submissions = filled(policy, self.samples, case)
        forms = frozenset(policy.forms_by_id[form].name for form in submissions)
        words = frozenset(_words([case.changes, [self.samples[s].values for s in case.samples]]))
        return _Example(case, submissions, forms, judge(self.bundle, submissions), words)

    def notices(self, changed: Policy, mutant: Mutant) -> bool:
        """True when a case finds something else."""
        try:
            bundle = self._bundle(changed, mutant)
        except (ExpressionError, RuntimeError):  # RuntimeError: the engine's word for "does not compile"
            return True
        if mutant.rules is None:
            return any(
                judge(bundle, filled(changed, self.samples, e.case)) != e.found
                for e in self._by_clues(mutant)
            )
        return any(
            _of(mutant.rules, judge(bundle, e.submissions)) != _of(mutant.rules, e.found)
            for e in self._by_rules(mutant.rules)
        )

    def _bundle(self, changed: Policy, mutant: Mutant) -> Bundle:
        """Compiled anew only where an expression changed; only the rules that can come out otherwise."""
        if not mutant.is_figure:
            return compile_policy(changed, mutant.rules)
        rules = tuple(r for r in self.bundle.rules if mutant.rules is None or r.rule.id in mutant.rules)
        return replace(self.bundle, policy=changed, rules=rules)

    def _by_clues(self, mutant: Mutant) -> list[_Example]:
        """All cases, those first that speak of what changed."""
        return sorted(self.examples, key=lambda e: -len(e.words & mutant.clues))

    def _by_rules(self, rules: frozenset[str]) -> list[_Example]:
        """The cases that can see the rules, those first that expect them or change what they look at."""
        seen = [self.rules[r] for r in rules]
        forms = {rule.forms[0] for rule in seen if rule.forms}
        fields = {field for rule in seen for field in _fields(rule)}

        def order(example: _Example) -> tuple[bool, int]:
            expects = any(found.removesuffix("?") in rules for found in example.found)
            return not expects, -len(fields & example.case.changes.keys())

        return sorted((e for e in self.examples if e.forms & forms), key=order)


def _of(rules: frozenset[str], found: tuple[str, ...]) -> tuple[str, ...]:
    """What was found by these rules; the built-in ones may say more where fewer rules are asked."""
    return tuple(f for f in found if f.removesuffix("?") in rules)


def _fields(rule: CompiledRule) -> Iterator[str]:
    for condition in (rule.requirement, rule.when):
        if condition:
            yield from (".".join(path[:2]) for path in condition.paths)


def _words(data: Any) -> Iterator[str]:
    """Every key and every text of plain data."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _words(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _words(value)
    elif isinstance(data, str):
        yield data

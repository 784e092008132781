"""The texts of a rule with their `{…}`: split, compiled and filled with actual values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.form import FieldKind
from generator.model.quantity import ValueKind
from generator.rules.cel import CelError
from generator.rules.expression import Translation, translate
from generator.rules.scope import Path, kind_of, row_table, show_result
from generator.text import shorten

if TYPE_CHECKING:
    from generator.model.form import RowTable
    from generator.model.policy import Policy
    from generator.rules.cel import Evaluator, Facts, Program

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
UNKNOWN = "（未知）"


def placeholders(text: str) -> tuple[str, ...]:
    """The expressions quoted in a text, in order."""
    return tuple(_PLACEHOLDER.findall(text))


@dataclass(frozen=True, slots=True)
class Quote:
    """One `{…}` of a text: what it evaluates, and how the value is written."""

    program: Program
    kind: ValueKind

    def show(self, facts: Facts) -> str:
        """The value in words, or a mark that it is not known."""
        value = self.program.run(facts)
        return UNKNOWN if isinstance(value, CelError) else shorten(show_result(value, self.kind), 80)


@dataclass(frozen=True, slots=True)
class Message:
    """A text with its quotes compiled."""

    text: str
    quotes: tuple[Quote, ...]

    def fill(self, facts: Facts) -> str:
        """The text with actual values."""
        values = iter([quote.show(facts) for quote in self.quotes])
        return _PLACEHOLDER.sub(lambda _m: next(values), self.text)


def compile_message(policy: Policy, evaluator: Evaluator, text: str, row: RowTable | None) -> Message:
    """A text ready to be filled. Raises ExpressionError."""
    quotes = []
    for source in placeholders(text):
        translation = translate(source, policy.definitions)
        kind = kind_of_result(policy, source, translation, row)
        quotes.append(Quote(evaluator.compile(translation.cel), kind))
    return Message(text, tuple(quotes))


def kind_of_result(policy: Policy, source: str, translation: Translation, row: RowTable | None) -> ValueKind:
    """How a quoted expression is written: as its name, or as an amount if it reckons with amounts."""
    paths = translation.paths
    if len(paths) == 1 and tuple(source.split(".")) == paths[0]:
        return kind_of(policy, paths[0], row)
    counts = re.search(r"\b(?:workdays|days|minutes|size) \(", translation.cel)
    reckons = not counts and any(_is_money(policy, path, paths, row) for path in paths)
    return ValueKind.MONEY if reckons else ValueKind.TEXT


def _is_money(policy: Policy, path: Path, paths: tuple[Path, ...], row: RowTable | None) -> bool:
    """True for an amount; `x.金额` is a column of one of the tables the expression walks over."""
    if kind_of(policy, path, row) is ValueKind.MONEY:
        return True
    walked = [row_table(policy, ".".join(p)) for p in paths]
    columns = [c for t in walked if t for c in t.columns]
    return any(c.name == path[-1] and c.kind is FieldKind.MONEY for c in columns)

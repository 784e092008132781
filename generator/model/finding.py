"""What the validator says: findings with their clause, and the result for a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.errors import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.policy import Policy
    from generator.model.submission import Answer


class Outcome(StrEnum):
    """A rule that does not hold, or that could not be decided."""

    VIOLATED = "violated"
    UNDECIDED = "undecided"


class Status(StrEnum):
    """The verdict on a file."""

    PASS = "pass"  # noqa: S105 - not a password
    FAIL = "fail"
    UNDECIDED = "undecided"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The article a finding rests on."""

    id: str
    label: str
    url: str


def clause_of(policy: Policy, article: str) -> Clause:
    """The citation of an article. Raises KeyError for an unknown identifier."""
    return Clause(id=article, label=policy.article_label(article), url=policy.url_of(article))


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to mend: the clause, the value found, what was expected, and how to mend it."""

    rule: str
    level: Level
    outcome: Outcome
    clause: Clause
    fields: tuple[str, ...]
    actual: str
    expected: str
    message: str
    hint: str
    waits: bool = False
    """True for an undecided rule that only waits for a field whose own fault is another finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a file was not read at all."""

    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the validator found out about one file."""

    file: str
    sha256: str = ""
    kind: str = ""
    form: str = ""
    form_edition: str = ""
    rules_edition: str = ""
    refusal: Refusal | None = None
    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    findings: tuple[Finding, ...] = ()

    @property
    def to_mend(self) -> tuple[Finding, ...]:
        """The findings people must act on; those that wait for one of them are settled by it."""
        return tuple(f for f in self.findings if not f.waits)

    @property
    def worst(self) -> Level | None:
        """The most serious level of its findings."""
        return min((f.level for f in self.findings), key=lambda level: level.rank, default=None)

    @property
    def status(self) -> Status:
        """Refused, fail on a violated error, undecided where something is open, else pass."""
        if self.refusal:
            return Status.REFUSED
        if any(f.outcome is Outcome.VIOLATED and f.level is Level.ERROR for f in self.findings):
            return Status.FAIL
        if any(f.outcome is Outcome.UNDECIDED for f in self.findings):
            return Status.UNDECIDED
        return Status.PASS

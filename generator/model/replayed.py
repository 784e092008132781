"""What becomes of a file when another text judges it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.model.finding import Finding, Result

# These say which edition a form is, not what is wrong with it: another text always changes them.
_ABOUT_EDITIONS = frozenset({"form-edition", "form-content"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """One file judged by two texts."""

    before: Result
    after: Result

    @property
    def appeared(self) -> tuple[Finding, ...]:
        """What only the new text finds."""
        return _without(self.after, self.before)

    @property
    def disappeared(self) -> tuple[Finding, ...]:
        """What only the old text found."""
        return _without(self.before, self.after)

    @property
    def is_changed(self) -> bool:
        """True when the verdict or any finding is another."""
        return bool(self.before.status is not self.after.status or self.appeared or self.disappeared)


def _without(one: Result, other: Result) -> tuple[Finding, ...]:
    known = {_identity(f) for f in other.findings}
    return tuple(f for f in one.findings if _identity(f) not in known and f.rule not in _ABOUT_EDITIONS)


def _identity(finding: Finding) -> tuple[object, ...]:
    """What makes two findings the same: other figures in the message are not another finding."""
    return finding.rule, finding.outcome, finding.level, finding.fields

"""What was put right, and what might have to be: nothing differs from the input without one of these."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Confidence(StrEnum):
    """How sure a repair is; a doubtful one is not made but asked."""

    CERTAIN = "certain"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One change: where, by which rule, from what to what, and why."""

    line: int
    rule: str
    before: str
    after: str
    reason: str
    confidence: Confidence

    @property
    def is_applied(self) -> bool:
        """False for doubtful repairs: the text stays as it was."""
        return self.confidence is not Confidence.DOUBTFUL

"""What changed between two editions, clause by clause, and how it is shown."""

from __future__ import annotations

from generator.diff.changes import Change, ChangeKind, Part
from generator.diff.compare import compare
from generator.diff.grouping import Comparison

__all__ = ["Change", "ChangeKind", "Comparison", "Part", "compare"]

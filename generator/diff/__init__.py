"""What changed between two editions, clause by clause."""

from __future__ import annotations

from generator.diff.changes import Change, ChangeKind
from generator.diff.compare import compare

__all__ = ["Change", "ChangeKind", "compare"]

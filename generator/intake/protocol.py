"""The few words that worker and child exchange; what an answer says is in wire.py."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from generator.intake.sandbox import Limits

if TYPE_CHECKING:
    from collections.abc import Sequence

SERVE = "--serve"
READY = b"R"
END = b"E"
KIND_SIZE = 16
LENGTH_SIZE = 4
STATUS_SIZE = 4
OUT_OF_MEMORY = b'{"limit":"memory"}'
CRASHED = "crashed"


class End(Enum):
    """How the conversation with a child ended."""

    DONE = "done"
    TOO_LATE = "too late"
    TOO_LONG = "too long"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What came back from a child; `killed_by` is the signal that ended it, or 0."""

    answer: bytes
    end: End
    killed_by: int = 0


class WorkerGoneError(Exception):
    """The server that forks the children does not answer any more, or never did."""


def to_header(limits: Limits, shapes: Sequence[Any], kind: str = "") -> bytes:
    """What a child must know before it meets a file."""
    return json.dumps({"limits": limits.to_wire(), "shapes": shapes, "kind": kind}).encode()


def from_header(header: bytes) -> tuple[Limits, list[Any], str]:
    """The limits, the shapes as plain data, and the kind in a header; it comes from the parent."""
    data = json.loads(header)
    return Limits(**data["limits"]), data["shapes"], data["kind"]

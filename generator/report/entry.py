"""A report that is written file by file: what it says of one, and what is counted at its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.errors import Level
    from generator.model.finding import Result, Status


@dataclass(frozen=True, slots=True)
class Entry:
    """What a report says of one result. It is made where the file is judged, perhaps in another process."""

    text: str
    status: Status
    worst: Level | None


def entry(result: Result, text: str) -> Entry:
    """The entry of a result of which the report says this text."""
    return Entry(text, result.status, result.worst)

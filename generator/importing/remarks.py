"""What the importer noticed about a regulation: decisions for its author, each with its line."""

from __future__ import annotations

from dataclasses import dataclass

from generator.errors import Level  # noqa: TC001 - dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing to look at. `rule` is a stable kebab-case word."""

    rule: str
    line: int
    level: Level
    message: str
    hint: str = ""

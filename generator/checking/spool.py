"""Readings parked on disk between the first look and the verdict, so that memory stays flat.

A verdict needs every form of its matter, and those may come last in a batch of thousands.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from typing import Self

from generator.checking.reading import Opened
from generator.intake.wire import answer_from_wire, reading_to_wire
from generator.model.finding import Refusal


class Spool:
    """A list of opened files in an unnamed temporary file that only this process can read."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._starts: list[int] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._starts)

    def append(self, opened: Opened) -> int:
        """Park one file; its number gets it back."""
        self._starts.append(self._file.seek(0, 2))
        refusal = asdict(opened.refusal) if opened.refusal else None
        head = [opened.name, opened.sha256, opened.kind, refusal]
        self._file.write(json.dumps(head).encode() + b"\n")
        self._file.write(reading_to_wire(opened.reading) + b"\n" if opened.reading else b"\n")
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> Opened:
        self._file.seek(self._starts[number])
        name, sha256, kind, refusal = json.loads(self._file.readline())
        wire = self._file.readline().rstrip(b"\n")
        return Opened(
            name=name, sha256=sha256, kind=kind, refusal=Refusal(**refusal) if refusal else None,
            reading=answer_from_wire(wire) if wire else None,
        )  # fmt: skip

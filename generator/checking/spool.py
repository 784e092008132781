"""Readings parked on disk between the first look and the verdict, so that memory stays flat.

A verdict needs every form of its matter, and those may come last in a batch of thousands.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict
from typing import Self

from generator.checking.reading import Opened
from generator.intake.wire import answer_from_wire, reading_to_wire
from generator.model.finding import Refusal


class Spool:
    """A list of opened files in an unnamed temporary file that only this process and those forked off it can read."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._ends = [0]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._ends) - 1

    def append(self, opened: Opened) -> int:
        """Park one file; its number gets it back."""
        refusal = asdict(opened.refusal) if opened.refusal else None
        head = json.dumps([opened.name, opened.sha256, opened.kind, refusal]).encode()
        wire = reading_to_wire(opened.reading) if opened.reading else b""
        self._file.seek(self._ends[-1])
        self._file.write(head + b"\n" + wire)
        self._file.flush()  # a process forked off later must not write it once more
        self._ends.append(self._file.tell())
        return len(self) - 1

    def __getitem__(self, number: int) -> Opened:
        head, _, wire = self._read(*self._ends[number : number + 2]).partition(b"\n")
        name, sha256, kind, refusal = json.loads(head)
        return Opened(
            name=name, sha256=sha256, kind=kind, refusal=Refusal(**refusal) if refusal else None,
            reading=answer_from_wire(wire) if wire else None,
        )  # fmt: skip

    def _read(self, start: int, end: int) -> bytes:
        if hasattr(os, "pread"):  # forked processes share the position in the file: none may move it
            return os.pread(self._file.fileno(), end - start, start)
        self._file.seek(start)
        return self._file.read(end - start)

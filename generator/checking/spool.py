"""Readings parked on disk between the first look and the verdict, so that memory stays flat.

A verdict needs every form of its matter, and those may come last in a batch of thousands.
"""

from __future__ import annotations

import pickle
import tempfile
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from generator.checking.reading import Opened


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
        pickle.dump(opened, self._file, pickle.HIGHEST_PROTOCOL)
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> Opened:
        self._file.seek(self._starts[number])
        opened: Opened = pickle.load(self._file)  # noqa: S301 - what this process wrote itself
        return opened

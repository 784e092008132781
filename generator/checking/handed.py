"""What was handed in: files, folders, patterns, and bytes from a pipe; nothing is read yet."""

from __future__ import annotations

import os
from dataclasses import dataclass
from glob import has_magic
from pathlib import Path
from typing import TYPE_CHECKING

from generator.intake.gate import read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# What office programs and file managers leave beside a document; nobody hands these in.
_LEFTOVERS = ("~$", ".")


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """One file: its name for the report, and how to get its bytes (which may raise InputRefused)."""

    name: str
    read: Callable[[], bytes]


def hand_in(paths: Iterable[str | Path]) -> Iterator[Handed]:
    """The files of paths, patterns and folders; within a folder in the order of names."""
    for path in paths:
        for file in _files_of(Path(path)):
            yield Handed(name=str(file), read=lambda file=file: read_file(file))  # type: ignore[misc]


def hand_in_bytes(name: str, content: bytes) -> Handed:
    """Bytes that came another way."""
    return Handed(name=name, read=lambda: content)


def _files_of(path: Path) -> Iterable[Path]:
    if _is_folder(path):
        return _in_folder(path)
    # A pattern from a shell that does not expand them.
    if has_magic(str(path)) and not os.path.exists(path):  # noqa: PTH110 - never raises, unlike pathlib's
        return sorted(Path(path.anchor or ".").glob(str(path.relative_to(path.anchor)))) or [path]
    return [path]


def _in_folder(folder: Path) -> Iterator[Path]:
    """Depth first; symbolic links to folders are not followed, so that a loop cannot trap us.

    A folder that may not be looked into is handed in itself, and is refused like a file.
    """
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    for entry in entries:
        if entry.name.startswith(_LEFTOVERS):
            continue
        if _is_folder(entry):
            yield from _in_folder(entry)
        elif not os.path.isdir(entry):  # noqa: PTH112 - never raises, unlike pathlib's
            yield entry


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path) and not os.path.islink(path)  # noqa: PTH112, PTH114 - likewise

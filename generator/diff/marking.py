"""A change as lines of marked text: what stayed, what went, what came."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from generator.diff.align import aligned, is_similar
from generator.diff.changes import ChangeKind
from generator.diff.inline import Stretch, inline_diff

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.diff.changes import Change

Marked: TypeAlias = "tuple[Stretch, ...]"
_WHOLE = (ChangeKind.MOVED, ChangeKind.RENAMED)


def marked_lines(change: Change) -> tuple[Marked, ...]:
    """The lines of a change; a move and a new name are shown whole, not letter by letter."""
    if change.kind in _WHOLE:
        return ((Stretch("delete", change.old), Stretch("insert", change.new)),)
    return tuple(_lines(change.old.split("\n"), change.new.split("\n")))


def _lines(old: list[str], new: list[str]) -> Iterator[Marked]:
    if len(old) == len(new):
        yield from (inline_diff(a, b) for a, b in zip(old, new, strict=True))
        return
    for before, after in aligned(old, new, str, is_similar):
        if line := inline_diff(before or "", after or ""):
            yield line

"""Differences for a terminal: `[-旧-]{+新+}`, so that they can be read without colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from generator.diff.changes import ChangeKind, Part
from generator.diff.grouping import grouped, name_of, summary
from generator.diff.inline import inline_diff
from generator.diff.marking import marked_lines
from generator.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.diff.changes import Change
    from generator.diff.grouping import Comparison
    from generator.diff.inline import Stretch
    from generator.diff.marking import Marked

Tone: TypeAlias = Literal["plain", "good", "bad", "warn", "faint", "strong"]
_KIND_TONES: dict[ChangeKind, Tone] = {ChangeKind.ADDED: "good", ChangeKind.REMOVED: "bad"}
_SENTENCES = (Part.PARAGRAPH, Part.TERM)
_CONTEXT = 16
_INDENT = "      "


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the tone it is set in; the caller chooses colours."""

    text: str
    tone: Tone = "plain"


def render_changes(comparison: Comparison) -> Iterator[Piece]:
    """The changes under their headings, and how many there are."""
    yield Piece(f"{comparison.title}\n\n", "strong")
    for group in grouped(comparison):
        yield Piece(f"{group.heading}\n", "strong")
        for change in group.changes:
            yield from _change(comparison, change)
        yield Piece("\n")
    yield Piece(f"{summary(comparison.changes)}\n", "strong")


def _change(comparison: Comparison, change: Change) -> Iterator[Piece]:
    yield Piece(f"  {change.kind}", _KIND_TONES.get(change.kind, "warn"))
    yield Piece(f"　{visible(name_of(change))}\n")
    yield from _texts(change)
    for quote in change.quotes:
        yield Piece(f"{_INDENT}{quote.label}：", "faint")
        yield from _marked(inline_diff(quote.old, quote.new), is_short=True)
    if said := comparison.touched(change):
        yield Piece(f"{_INDENT}{said}\n", "faint")


def _texts(change: Change) -> Iterator[Piece]:
    is_short = change.part in _SENTENCES
    for line in marked_lines(change):
        yield Piece(_INDENT)
        yield from _marked(line, is_short=is_short)


def _marked(line: Marked, *, is_short: bool) -> Iterator[Piece]:
    for index, stretch in enumerate(line):
        yield _stretch(stretch, is_first=index == 0, is_last=index == len(line) - 1, is_short=is_short)
    yield Piece("\n")


def _stretch(stretch: Stretch, *, is_first: bool, is_last: bool, is_short: bool) -> Piece:
    text = visible(stretch.text)
    if stretch.edit == "delete":
        return Piece(f"[-{text}-]", "bad")
    if stretch.edit == "insert":
        return Piece(f"{{+{text}+}}", "good")
    return Piece(_shortened(text, is_first=is_first, is_last=is_last) if is_short else text)


def _shortened(text: str, *, is_first: bool, is_last: bool) -> str:
    """Unchanged text around a change, only as much of it as places the change."""
    if len(text) <= 2 * _CONTEXT + 2 or (is_first and is_last):
        return text
    if is_first:
        return f"…{text[-_CONTEXT:]}"
    return f"{text[:_CONTEXT]}…" if is_last else f"{text[:_CONTEXT]}…{text[-_CONTEXT:]}"

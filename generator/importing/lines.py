"""A regulation as lines: text, the place of each, and what a document says about it.

`Line.text` is what a person reads; its first `derived` characters (an automatic number of a
word processor) are computed, not part of the input. A table is one line with its cells in `grid`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TypeAlias

from generator.errors import InputRefused
from generator.importing.widths import count_characters
from generator.text import suspicious_characters

MAX_LINES = 50_000
Grid: TypeAlias = "tuple[tuple[str, ...], ...]"
# Editors show one line for \n, \r\n and \r; the others break a line but do not count as one.
_LINE_ENDS = re.compile(r"\r\n|\n|\r")
_SOFT_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_PIPE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a text file or one paragraph of a document."""

    number: int
    text: str
    derived: int = 0
    level: int = 0
    """The outline level of a heading style, from 1; 0 for body text."""
    list_key: str = ""
    """The automatic list a paragraph belongs to, and its number in it."""
    list_number: int = 0
    grid: Grid = ()
    is_paragraph: bool = False
    """True where the line end is the author's, not a hard wrap."""

    @property
    def characters(self) -> int:
        """The characters of the input that this line holds."""
        cells = sum(count_characters(cell) for row in self.grid for cell in row)
        return cells + count_characters(self.text[self.derived :])


@dataclass(frozen=True, slots=True, kw_only=True)
class Residue:
    """Text set aside: it is no part of the regulation. `reason` is a stable kebab-case word."""

    line: int
    text: str
    reason: str


def split_lines(text: str) -> tuple[tuple[Line, ...], tuple[Residue, ...]]:
    """A text as lines without the characters nobody sees, which are set aside. Raises InputRefused."""
    lines: list[Line] = []
    residue: list[Residue] = []
    whole_lines = _LINE_ENDS.split(text)
    if len(whole_lines) > MAX_LINES:
        raise InputRefused("too-long", f"文字超过 {MAX_LINES} 行，不像一份制度", hint="核对是否选错文件")
    for number, whole in enumerate(whole_lines, 1):
        for raw in _SOFT_BREAKS.split(whole):
            visible, hidden = without_controls(raw)
            if hidden:
                residue.append(Residue(line=number, text=hidden, reason="control-character"))
            if visible.strip():
                lines.append(Line(number=number, text=visible))
    return gather_tables(tuple(lines)), tuple(residue)


def without_controls(raw: str) -> tuple[str, str]:
    """The text without control, format and unassigned characters, and those characters.

    A private character at the start of a line is the bullet of a symbol font and stays.
    """
    if not suspicious_characters(raw):
        return raw, ""
    lead = raw[: len(raw) - len(raw.lstrip()) + 1]
    kept = lead if "\uf000" <= lead[-1:] <= "\uf0ff" else ""
    rest = raw[len(kept) :]
    bad = {c for c in rest if suspicious_characters(c)}
    return kept + "".join(c for c in rest if c not in bad), "".join(c for c in rest if c in bad)


def gather_tables(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Runs of lines with pipes or tabs between their cells, each as one line with a grid."""
    made: list[Line] = []
    at = 0
    while at < len(lines):
        end = _end_of_table(lines, at)
        if end - at >= 2:
            made.append(_to_table(lines[at:end]))
            at = end
        else:
            made.append(lines[at])
            at += 1
    return tuple(made)


def _end_of_table(lines: tuple[Line, ...], start: int) -> int:
    """The line after the table that begins at `start`; `start` itself where none does."""
    width = len(_cells(lines[start].text))
    is_piped = _is_piped(lines[start].text)
    end = start
    while end < len(lines) and width > 1 and _is_row(lines[end].text, width, is_piped=is_piped):
        end += 1
    return end


def _is_row(text: str, width: int, *, is_piped: bool) -> bool:
    if is_piped and "|" in text and _PIPE_RULE.fullmatch(text):
        return True
    return _is_piped(text) == is_piped and len(_cells(text)) == width


def _is_piped(text: str) -> bool:
    stripped = text.strip()
    return stripped.startswith(("|", "｜")) and len(stripped) > 1


def _cells(text: str) -> tuple[str, ...]:
    """The cells of a row with pipes or tabs; one cell for any other line."""
    stripped = text.strip()
    if _is_piped(text):
        return tuple(c.strip() for c in re.split("[|｜]", stripped.strip("|｜")))
    if "\t" in stripped:
        return tuple(c.strip() for c in stripped.split("\t"))
    return (stripped,)


def _to_table(rows: tuple[Line, ...]) -> Line:
    """The rows as one line; the pipes and rules of Markdown stay in its text, so that they count."""
    grid = tuple(_cells(r.text) for r in rows if not _PIPE_RULE.fullmatch(r.text))
    signs = "".join(c for r in rows for c in _signs(r.text))
    return replace(rows[0], text=signs, grid=grid)


def _signs(text: str) -> str:
    if _PIPE_RULE.fullmatch(text):
        return text
    return "".join(c for c in text if c in "|｜") if _is_piped(text) else ""

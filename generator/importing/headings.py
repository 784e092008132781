"""Headings without a number: short lines that stand above text, in a file with no other headings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.importing import marks
from generator.importing.furniture import TITLE_END
from generator.importing.marks import mark_at_start
from generator.importing.shapes import is_heading, is_terminated
from generator.importing.widths import fold, squeeze

if TYPE_CHECKING:
    from generator.importing.lines import Line

_LENGTH = 14
_FEWEST = 3
_HEADED = (*marks.STRUCTURAL, marks.CHINESE, marks.CHINESE_BRACKETS, marks.DECIMAL)


def infer_headings(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines with unnumbered headings marked as such, where headings carry no numbers at all."""
    found = [mark_at_start(fold(line.text)) for line in lines]
    if any(line.level for line in lines) or any(m and m.style in _HEADED for m in found):
        return lines
    headings = [i for i in range(len(lines)) if found[i] is None and _stands_above(lines, i)]
    restarts = sum(m is not None and m.numbers == (1,) for m in found)
    if len(headings) < _FEWEST or restarts == 1:
        return lines
    return tuple(replace(line, level=1) if i in set(headings) else line for i, line in enumerate(lines))


def _stands_above(lines: tuple[Line, ...], index: int) -> bool:
    """True for a short line between a finished paragraph and a longer or numbered line."""
    line = lines[index]
    text = squeeze(line.text)
    if line.grid or not 2 <= len(text) <= _LENGTH or not is_heading(line.text) or index + 1 == len(lines):
        return False
    if index < 3 and TITLE_END.search(text) and len(text) > 4:
        return False
    after = lines[index + 1]
    opens = mark_at_start(fold(after.text)) is not None or len(after.text.strip()) > len(text) + 6
    return opens and (index == 0 or _is_closed(lines, index - 1))


def _is_closed(lines: tuple[Line, ...], index: int) -> bool:
    before = lines[index]
    return (
        is_terminated(before.text)
        or len(before.text.strip()) <= _LENGTH
        or mark_at_start(fold(before.text)) is not None
    )

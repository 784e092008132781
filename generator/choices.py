"""Yes or no, and one of several options: as a word, a tick, or a line of boxes with one ticked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.text import key, nearest
from generator.values import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_YES = {"是", "有", "√", "✓", "✔", "☑", "☒", "■", "true", "yes", "y"}
_NO = {"否", "无", "×", "☐", "□", "false", "no", "n"}


def parse_yes_no(text: str) -> bool:
    """Yes or no, as a word or a tick."""
    folded = fold(_ticked(text) or text).casefold()
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    raise ValueError("应当填“是”或“否”")


_TICKS, _EMPTY = "☑☒✓✔√■●", "☐□○"
_BOX = re.compile(f"([{_TICKS}{_EMPTY}])")


def _ticked(text: str) -> str:
    """The one option that is ticked among boxes: `☑是 ☐否`, `A□ B√`; '' for anything else."""
    parts = _BOX.split("".join(text.split()))
    words, boxes = parts[::2], parts[1::2]
    if len(boxes) < 2 or bool(words[0]) is bool(words[-1]):
        return ""
    named = list(zip(boxes, words[1:] if words[-1] else words, strict=False))
    found = [word for box, word in named if box in _TICKS]
    return found[0].strip("、,，;；/") if len(found) == 1 and all(word for _, word in named) else ""


def parse_choice(text: str, options: Sequence[str]) -> str:
    """One of the options, compared without blanks and width."""
    wanted = key(_ticked(text) or text).casefold()
    found = [o for o in options if key(o).casefold() == wanted]
    if len(found) == 1:
        return found[0]
    close = nearest(text, options)
    hint = f"，是否为“{close}”" if close else ""
    raise ValueError(f"不在选项“{'、'.join(options)}”之内{hint}")

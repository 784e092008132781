"""Differences inside a sentence, at the grain people read: characters; numbers and labels whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

Edit: TypeAlias = Literal["equal", "delete", "insert"]
_NUMERAL = "[〇零一二三四五六七八九十百千]"
_WORD = re.compile(
    rf"第{_NUMERAL}+[章条款]|（{_NUMERAL}+）|附表\d+"
    r"|[0-9][0-9.,:%％\-]*[0-9%％]|[0-9A-Za-z]+|\s+|.",
    re.DOTALL,
)
_SHORT = 1


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of text that stayed, went or came."""

    edit: Edit
    text: str


def inline_diff(old: str, new: str) -> tuple[Stretch, ...]:
    """The stretches that lead from one text to the other; equal ones are never torn to shreds.

    >>> [(s.edit, s.text) for s in inline_diff("至少3个工作日", "至少5个工作日")]
    [('equal', '至少'), ('delete', '3'), ('insert', '5'), ('equal', '个工作日')]
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    stretches: list[Stretch] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            stretches.append(Stretch("equal", "".join(before[a:b])))
            continue
        stretches += [Stretch("delete", "".join(before[a:b]))] if b > a else []
        stretches += [Stretch("insert", "".join(after[c:d]))] if d > c else []
    return _without_crumbs(stretches)


def _without_crumbs(stretches: list[Stretch]) -> tuple[Stretch, ...]:
    """Join changes that only a character or a mark holds apart: two words read better than five."""
    kept: list[Stretch] = []
    deleted = inserted = ""
    for position, stretch in enumerate(stretches):
        is_inner = 0 < position < len(stretches) - 1
        if stretch.edit == "equal" and not (is_inner and len(stretch.text) <= _SHORT):
            kept += _pair(deleted, inserted)
            kept.append(stretch)
            deleted = inserted = ""
        else:
            deleted += stretch.text if stretch.edit != "insert" else ""
            inserted += stretch.text if stretch.edit != "delete" else ""
    return tuple(kept + _pair(deleted, inserted))


def _pair(deleted: str, inserted: str) -> list[Stretch]:
    found = [Stretch("delete", deleted)] if deleted else []
    return found + ([Stretch("insert", inserted)] if inserted else [])

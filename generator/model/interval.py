"""Intervals of whole numbers, read from the words people use.

以上, 以下 and 以内 include the number; 超过, 不满 and 以外 do not (Civil Code, article 1259).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_NUMBER = r"([^\s,\[\]()~且]+?)"
_OPERATORS = {
    ">=": ("low", True), "≥": ("low", True), "≧": ("low", True), "不少于": ("low", True), "不低于": ("low", True),
    ">": ("low", False), "超过": ("low", False), "高于": ("low", False), "大于": ("low", False),
    "多于": ("low", False),
    "<=": ("high", True), "≤": ("high", True), "≦": ("high", True), "不超过": ("high", True), "不多于": ("high", True),
    "不高于": ("high", True), "不大于": ("high", True),
    "<": ("high", False), "不满": ("high", False), "少于": ("high", False), "低于": ("high", False),
    "小于": ("high", False), "不足": ("high", False),
}  # fmt: skip
_PREFIX = re.compile(f"({'|'.join(sorted(map(re.escape, _OPERATORS), key=len, reverse=True))}){_NUMBER}$")
_SUFFIX = re.compile(f"{_NUMBER}(及以上|以上|及以下|以下|以内)$")
_BRACKETS = re.compile(rf"([\[(]){_NUMBER},{_NUMBER}([\])])$")
_RANGE = re.compile(f"{_NUMBER}(?:~|—|–|-|至){_NUMBER}$")
ANY = ("-", "任意", "不限")


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A set of consecutive whole numbers; None means unbounded on that side."""

    low: int | None = None
    low_closed: bool = True
    high: int | None = None
    high_closed: bool = True

    def __contains__(self, number: int) -> bool:
        above = self.low is None or number > self.low or (self.low_closed and number == self.low)
        below = self.high is None or number < self.high or (self.high_closed and number == self.high)
        return above and below

    @property
    def is_empty(self) -> bool:
        """True when no whole number lies inside."""
        if self.low is None or self.high is None:
            return False
        first = self.low if self.low_closed else self.low + 1
        last = self.high if self.high_closed else self.high - 1
        return first > last

    def words(self, show: Callable[[int], str]) -> str:
        """The interval as a phrase, each bound written by `show`.

        >>> Interval(low=400, low_closed=False, high=600).words(str)
        '超过400且不超过600'
        """
        if self.low is not None and self.low == self.high:
            return show(self.low)
        low = "" if self.low is None else f"{'不低于' if self.low_closed else '超过'}{show(self.low)}"
        high = "" if self.high is None else f"{'不超过' if self.high_closed else '不满'}{show(self.high)}"
        return "且".join(filter(None, (low, high))) or "不限"


def parse_interval(cell: str | int, number: Callable[[str], int]) -> Interval:
    """An interval cell; `number` reads one bound. Raises ValueError with a Chinese sentence.

    >>> parse_interval("(4, 6]", int)
    Interval(low=4, low_closed=False, high=6, high_closed=True)
    >>> parse_interval("5～10", int) == parse_interval("[5，10]", int)
    True
    """
    if isinstance(cell, int):
        return Interval(low=cell, high=cell)
    text = "".join(unicodedata.normalize("NFKC", cell).replace("〜", "~").split())
    if text in ANY:
        return Interval()
    if "且" in text:
        low, _, high = text.partition("且")
        return _both(parse_interval(low, number), parse_interval(high, number))
    if match := _BRACKETS.match(text):
        return Interval(
            low=number(match[2]), low_closed=match[1] == "[",
            high=number(match[3]), high_closed=match[4] == "]",
        )  # fmt: skip
    if match := _PREFIX.match(text):
        side, closed = _OPERATORS[match[1]]
        bound = number(match[2])
        return (
            Interval(low=bound, low_closed=closed)
            if side == "low"
            else Interval(high=bound, high_closed=closed)
        )
    if match := _SUFFIX.match(text):
        return Interval(low=number(match[1])) if "上" in match[2] else Interval(high=number(match[1]))
    if match := _RANGE.match(text):
        return Interval(low=number(match[1]), high=number(match[2]))
    exact = number(text)
    return Interval(low=exact, high=exact)


def _both(one: Interval, other: Interval) -> Interval:
    """What a lower and an upper bound admit together. Raises ValueError for two of a side."""
    low, high = (one, other) if other.low is None else (other, one)
    if low.high is not None or high.low is not None or low.low is None or high.high is None:
        raise ValueError("“且”前后应当一个是下限、一个是上限")
    return Interval(low=low.low, low_closed=low.low_closed, high=high.high, high_closed=high.high_closed)

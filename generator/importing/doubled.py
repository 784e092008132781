"""Characters written twice by mistake (部部), told from words that repeat one (常常, 销售部部长).

Two equal characters are right where one word ends and the next begins (部 | 部长), or where a word
repeats a character. Words are looked up in the word list of jieba, without loading its engine.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_TWICE = re.compile(r"([\u4e00-\u9fff])\1")
_NUMERALS = "一二三四五六七八九十零〇百千万"
_REPEATED = frozenset(
    "常人天时处事种层件个仅刚渐往好多大小慢轻细稍略家户年月日次步样点看想说试走问谈听聊某等频屡默牢紧深真早切条句字声代"
    "妈爸姐哥弟妹宝奶爷星太娃久偏明足最重区匆源绵欣历彬落滔洋兢斤津"
)
_NAMES = frozenset("丽娜婷芳玲莉敏静娟萍红燕莹雯媛琳晶平军强明亮佳倩妍欢乐")
_DEPARTMENT = re.compile("部部门(?!负责人|经理|领导|内|员工|主管|人员|会议|之间|长|费用|预算|职责|间|例会)")
_UNITS = frozenset("部处室科组队厅局司院所")
_LONGEST = 6


class Doubled(NamedTuple):
    """A character that stands twice, and whether it is surely a slip."""

    start: int
    is_sure: bool


def find_doubled(text: str) -> tuple[Doubled, ...]:
    """The doubled characters of a text, from its end, so that removing one keeps the other places.

    >>> find_doubled("行政部部负责"), find_doubled("销售部部长常常来访")
    ((Doubled(start=2, is_sure=True),), ())
    """
    return tuple(sorted(_find(text), reverse=True))


def _find(text: str) -> Iterator[Doubled]:
    for match in _TWICE.finditer(text):
        char, start = match[1], match.start()
        is_longer = char in (text[start - 1 : start], text[match.end() : match.end() + 1])
        if _DEPARTMENT.match(text, start):
            yield Doubled(start, is_sure=False)
        elif char not in _NUMERALS and not is_longer and not _is_right(text, start):
            yield Doubled(start, is_sure=char not in _NAMES)


def _is_right(text: str, start: int) -> bool:
    """True for words that repeat a character, and where one word ends and another begins."""
    if text[start] in _REPEATED or _is_pattern(text, start) or _in_long_word(text, start):
        return True
    ends = text[start] in _UNITS or any(
        _is_word(text[low : start + 1]) for low in range(max(0, start - _LONGEST + 1), start)
    )
    highs = range(start + 3, min(len(text), start + 1 + _LONGEST) + 1)
    begins = any(_is_word(text[start + 1 : high]) for high in highs)
    return (ends and begins) or (not ends and not begins and _is_word(text[start : start + 2]))


def _is_pattern(text: str, start: int) -> bool:
    """True inside words such as 大大方方 and 方方面面."""
    after, before = text[start + 2 : start + 4], text[max(0, start - 2) : start]
    return any(len(pair) == 2 and pair[0] == pair[1] for pair in (after, before))


def _in_long_word(text: str, start: int) -> bool:
    spans = (
        (low, high) for low in range(max(0, start - 2), start + 1) for high in range(start + 2, start + 5)
    )
    return any(high - low > 2 and high <= len(text) and _is_word(text[low:high]) for low, high in spans)


def _is_word(word: str) -> bool:
    return word in _words()


@cache
def _words() -> frozenset[str]:
    """The words of jieba's list, each line of which is a word, its frequency and its kind."""
    spec = find_spec("jieba")
    folder = next(iter(spec.submodule_search_locations or ()), "") if spec else ""
    lines = (Path(folder) / "dict.txt").read_text("utf-8").splitlines()
    return frozenset(line[: line.find(" ")] for line in lines)

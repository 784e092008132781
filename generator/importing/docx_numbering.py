"""Automatic numbering of a Word document: what its paragraphs show in front of their text.

ISO 29500-1, 17.9: a paragraph names a list (w:num) and a level; the list points to an abstract
list, whose levels say how to count and how to write. Counters belong to the abstract list, so that
two lists made from one go on counting, unless one says where it starts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.wording import to_chinese_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMANS = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
BULLET_SIGN = "•"
_MAX_COUNT = 9_999


@dataclass(frozen=True, slots=True)
class Label:
    """What stands in front of a paragraph: its text, its number, and the list it counts in."""

    text: str
    number: int
    key: str


@dataclass(slots=True)
class _Level:
    start: int = 1
    kind: str = "decimal"
    text: str = ""
    style: str = ""
    is_legal: bool = False
    restart: int = -1


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document, counting as its paragraphs go by."""

    def __init__(self, root: _Element | None, linked: dict[str, str] | None = None) -> None:
        """`linked` maps a numbering style to the list (w:num) it names."""
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root, linked or {})

    def _read(self, root: _Element, linked: dict[str, str]) -> None:
        abstracts = {a.get(f"{W}abstractNumId", ""): a for a in root.iter(f"{W}abstractNum")}
        nums = {n.get(f"{W}numId", ""): n for n in root.iter(f"{W}num")}
        for num_id, num in nums.items():
            abstract_id = _value(num, "abstractNumId")
            style = _value(abstracts[abstract_id], "numStyleLink") if abstract_id in abstracts else ""
            if style and linked.get(style) in nums:
                abstract_id = _value(nums[linked[style]], "abstractNumId")
            levels = dict(_levels(abstracts[abstract_id])) if abstract_id in abstracts else {}
            starts: dict[int, int] = {}
            for override in num.iter(f"{W}lvlOverride"):
                index = _number(override.get(f"{W}ilvl"), 0)
                levels.update(_levels(override))
                start = override.find(f"{W}startOverride")
                if start is not None:
                    starts[index] = _number(start.get(f"{W}val"), 1)
            self._lists[num_id] = _List(abstract_id, levels, starts)

    def level_of_style(self, num_id: str, style: str) -> int:
        """The level of a list that a paragraph style is linked to."""
        found = self._lists.get(num_id)
        return next((i for i, level in found.levels.items() if level.style == style), 0) if found else 0

    def next_label(self, num_id: str, level: int) -> Label | None:
        """Count one paragraph on; None where the list shows nothing."""
        found = self._lists.get(num_id)
        shape = found.levels.get(level) if found else None
        if found is None or shape is None or num_id == "0":
            return None
        counts = self._counts.setdefault(found.abstract, {})
        self._count(found, num_id, level, counts)
        if shape.kind == "none" and not _PLACE.search(shape.text):
            return (
                Label(shape.text, counts[level], f"{found.abstract}:{level}") if shape.text.strip() else None
            )
        if shape.kind == "bullet":
            return Label(BULLET_SIGN, 0, f"{found.abstract}:{level}")
        text = _PLACE.sub(lambda m: self._shown(found, counts, int(m[1]) - 1, shape), shape.text)
        return Label(text, counts[level], f"{found.abstract}:{level}") if text.strip() else None

    def _count(self, found: _List, num_id: str, level: int, counts: dict[int, int]) -> None:
        shape = found.levels[level]
        if level in found.starts and (num_id, level) not in self._begun:
            self._begun.add((num_id, level))
            counts[level] = found.starts[level]
        else:
            counts[level] = min(counts[level] + 1, _MAX_COUNT) if level in counts else shape.start
        for deeper in [d for d in counts if d > level]:
            restart = found.levels[deeper].restart if deeper in found.levels else -1
            if restart == -1 or (restart > 0 and level < restart):
                del counts[deeper]

    @staticmethod
    def _shown(found: _List, counts: dict[int, int], level: int, shape: _Level) -> str:
        other = found.levels.get(level, _Level())
        number = counts.get(level, other.start)
        return format_number(number, "decimal" if shape.is_legal else other.kind)


def _levels(parent: _Element) -> Iterator[tuple[int, _Level]]:
    for element in parent.iter(f"{W}lvl"):
        restart = _value(element, "lvlRestart")
        yield (
            _number(element.get(f"{W}ilvl"), 0),
            _Level(
                start=_number(_value(element, "start"), 0 if element.find(f"{W}start") is None else 1),
                kind=_value(element, "numFmt") or "decimal", text=_value(element, "lvlText"),
                style=_value(element, "pStyle"), is_legal=element.find(f"{W}isLgl") is not None,
                restart=_number(restart, -1) if restart else -1,
            ),
        )  # fmt: skip


def _value(element: _Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return child.get(f"{W}val", "") if child is not None else ""


def _number(raw: str | None, default: int) -> int:
    return int(raw) if raw and raw.isascii() and raw.isdigit() and len(raw) < 6 else default


def format_number(number: int, kind: str) -> str:
    """A count as a numbering format of ISO 29500-1, 17.18.59 writes it; unknown formats as digits.

    >>> format_number(12, "chineseCounting"), format_number(3, "decimalEnclosedCircle"), format_number(28, "lowerLetter")
    ('十二', '③', 'bb')
    """
    write = _FORMATS.get(kind)
    return write(number) if write else str(number)


def _letter(number: int) -> str:
    return chr(97 + (number - 1) % 26) * min((number - 1) // 26 + 1, 20) if number > 0 else "0"


def _roman(number: int) -> str:
    text = "m" * min(number // 1000, 9)
    rest = number % 1000
    for value, sign in ((900, "cm"), (500, "d"), (400, "cd"), *_ROMANS):
        while rest >= value:
            text, rest = text + sign, rest - value
    return text


def _enclosed(first: int, last: int) -> Callable[[int], str]:
    return lambda number: chr(first + number - 1) if 1 <= number <= last else str(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "", "decimalZero": lambda n: f"{n:02}",
    "lowerLetter": _letter, "upperLetter": lambda n: _letter(n).upper(),
    "lowerRoman": _roman, "upperRoman": lambda n: _roman(n).upper(),
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
         "taiwaneseCountingThousand", "koreanCounting"),
        to_chinese_number,
    ),
    "ideographDigital": lambda n: "".join("〇一二三四五六七八九"[int(c)] for c in str(n)),
    "japaneseDigitalTenThousand": lambda n: "".join("〇一二三四五六七八九"[int(c)] for c in str(n)),
    "chineseLegalSimplified": lambda n: to_chinese_number(n).translate(_LEGAL),
    "ideographLegalTraditional": lambda n: to_chinese_number(n).translate(_LEGAL),
    "decimalEnclosedCircle": _enclosed(0x2460, 20), "decimalEnclosedCircleChinese": _enclosed(0x2460, 20),
    "decimalEnclosedParen": _enclosed(0x2474, 20), "decimalEnclosedFullstop": _enclosed(0x2488, 20),
    "ideographEnclosedCircle": _enclosed(0x3220, 10),
    "decimalFullWidth": lambda n: "".join(chr(0xFF10 + int(c)) for c in str(n)),
    "ideographTraditional": _cycle(_STEMS), "ideographZodiac": _cycle(_BRANCHES),
}  # fmt: skip

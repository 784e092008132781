"""Whole numbers in Chinese numerals; what can be read in two ways is refused.

一百二 is 120 to some and 102 to others, 三五 is "three or five", 二三百 is a guess: only numerals
that say one number are read.
"""

from __future__ import annotations

import re

_DIGITS = {
    c: i
    for i, group in enumerate(
        ("零〇○", "一壹幺", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for c in group
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
DIGIT = f"[{''.join(_DIGITS)}]"
NUMERAL = f"[{''.join((*_DIGITS, *_UNITS, *_MYRIADS))}]"
_NUMERALS = re.compile(f"{NUMERAL}+")
_ZEROS = ("零", "〇", "○")
_MAX_POSITIONS = 15


def digit(char: str) -> int:
    """The value of one Chinese digit. Raises KeyError."""
    return _DIGITS[char]


def is_numeral(text: str) -> bool:
    """True when a text consists of Chinese numerals only, whatever they say."""
    return bool(_NUMERALS.fullmatch(text))


def parse_positions(text: str) -> int:
    """Digits read one by one, as years are written. Raises ValueError.

    >>> parse_positions("二〇二六")
    2026
    """
    if not re.fullmatch(f"{DIGIT}{{1,{_MAX_POSITIONS}}}", text):
        raise ValueError(f"“{text}”不是逐位写的数字")
    return int("".join(str(_DIGITS[c]) for c in text))


def parse_chinese_number(text: str) -> int:
    """A whole number in Chinese numerals, everyday or financial. Raises ValueError.

    >>> parse_chinese_number("一万二千"), parse_chinese_number("壹佰零伍"), parse_chinese_number("一〇五")
    (12000, 105, 105)
    """
    if not is_numeral(text):
        raise ValueError(f"“{text}”不是中文数字")
    if len(text) > 1 and re.fullmatch(f"{DIGIT}+", text):
        if not any(zero in text[1:] for zero in _ZEROS):
            raise ValueError(f"“{text}”分不清是一个数还是约数")
        return parse_positions(text)
    total, rest = 0, text
    for units in ("亿億", "万萬"):
        head, unit, tail = _split_at(rest, units)
        if unit:
            total += _section(head, text, is_first=not total) * _MYRIADS[unit]
            rest = tail
    return total + (_section(rest, text, is_first=not total) if rest else 0)


def _split_at(text: str, units: str) -> tuple[str, str, str]:
    """What stands before a unit, the unit, and what stands after it."""
    at = max(map(text.find, units))
    return (text[:at], text[at], text[at + 1 :]) if at >= 0 else ("", "", text)


def _section(section: str, whole: str, *, is_first: bool) -> int:
    """A number below 10,000: units descend, and a bare last digit follows 十 or 零 or stands alone."""
    if section in _ZEROS and is_first:
        return 0
    value, last, waiting, has_zero = 0, 10_000, 0, False
    for c in section:
        if c in _ZEROS and not waiting and not has_zero:
            has_zero = True
        elif c in _DIGITS and c not in _ZEROS and not waiting:
            waiting = _DIGITS[c]
        elif (unit := _UNITS.get(c, last)) < last and (waiting or unit == 10):
            value, last, waiting, has_zero = value + (waiting or 1) * unit, unit, 0, False
        else:
            raise ValueError(f"“{whole}”不是规范的中文数字")
    if waiting and not (last == 10 or has_zero or (is_first and not value)):
        raise ValueError(f"“{whole}”分不清末位的单位，请写全")
    if not section or (has_zero and not waiting):
        raise ValueError(f"“{whole}”不是规范的中文数字")
    return value + waiting

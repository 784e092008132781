"""Regular expressions of what a JSON submission may hold as text, for each kind of field.

They admit only what the parsers of values.py read, in the ways people mostly write; the dialect is
that of JSON Schema (ECMA 262). Digits and signs may be full-width.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.form import FieldKind
from generator.people import NO_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.model.form import Field

_FULL_WIDTH = 0xFEE0


def _of(characters: str) -> str:
    """A class of ASCII characters, each also full-width."""
    both = (c for one in characters for c in (one, chr(ord(one) + _FULL_WIDTH)))
    return "[" + "".join(rf"\{c}" if c in "-." else c for c in both) + "]"


def _literal(digits: str) -> str:
    return "".join(map(_of, digits))


def _any(*alternatives: str) -> str:
    return f"(?:{'|'.join(alternatives)})"


_D = _of("0123456789")
_SIGN = _of("+-") + "?"

# Numbers that Chinese numerals say in one way only, below a hundred million.
_N = "[一二三四五六七八九两壹贰叁肆伍陆柒捌玖]"
_BELOW_100 = f"{_N}[十拾]{_N}?"
_BELOW_1000 = f"{_N}[百佰](?:零{_N}|{_BELOW_100})?"
_BELOW_10000 = f"{_N}[千仟](?:零{_N}|零{_BELOW_100}|{_BELOW_1000})?"
_SECTION = _any(_BELOW_10000, _BELOW_1000, _BELOW_100, f"[十拾]{_N}?", _N)
_MYRIADS = f"{_SECTION}[万萬](?:零{_any(_BELOW_1000, _BELOW_100, _N)}|{_BELOW_10000})?"
_NUMERALS = _any("零", _MYRIADS, _SECTION)

_PEOPLE_UNITS = ("个人", "人", "个", "名", "位")
_COUNT_UNITS = (*_PEOPLE_UNITS, "份", "件", "次")


def _whole(digits: int) -> str:
    """A whole number of so many digits at most, perhaps grouped by commas."""
    groups = f"{_D}{{1,3}}(?:{_of(',')}{_D}{{3}}){{1,{digits // 3 - 1}}}"
    return _any(groups, f"{_D}{{1,{digits}}}") if digits >= 6 else f"{_D}{{1,{digits}}}"


def _integer(unit: str) -> str:
    units = _COUNT_UNITS if not unit else _PEOPLE_UNITS if unit in _PEOPLE_UNITS else (unit,)
    return f"{_any(_SIGN + _whole(12), _NUMERALS)}{_any(*units)}?"


# Unit → digits before and behind the point that keep an amount in range and whole in 分.
_ROOM = {"元": (9, 2), "千元": (8, 4), "万元": (8, 4), "百万元": (6, 4), "千万元": (5, 4), "亿元": (4, 4)}
_AFTER_NUMBER = {"元": "[元圆块][整正]?", "千元": "千元"}
_MARK = "[¥￥]?"


def _amount(unit: str) -> str:
    whole, places = _ROOM[unit]
    return f"{_SIGN}{_whole(whole)}(?:{_of('.')}{_D}{{1,{places}}})?"


def _money(unit: str) -> str:
    """An amount with its unit; a bare number counts in the unit of the field."""
    with_unit = (f"{_MARK}{_amount(u)}{_AFTER_NUMBER.get(u, u + '?')}" for u in _ROOM)
    bare = f"{_MARK if unit == '元' else ''}{_amount(unit)}"
    in_words = f"{_NUMERALS}[元圆](?:{_N}角)?(?:{_N}分)?[整正]?"
    return _any(*with_unit, bare, in_words)


_YEAR = _any(_literal("199") + _D, _literal("20") + _D + _D, _literal("2100"))
_LEAP = _any(_of("02468") + _of("048"), _of("13579") + _of("26"))
_LEAP_YEAR = _any(_literal("199") + _of("26"), _literal("20") + _LEAP)
_ZERO, _HAN = "[零〇○]", "[零〇○一二三四五六七八九]"
_HAN_YEAR = f"二{_ZERO}{_HAN}{_HAN}"
_HAN_LEAP_YEAR = f"二{_ZERO}(?:[零〇○二四六八][零〇○四八]|[一三五七九][二六])"
_HAN_MONTHS = ("(?:[一三五七八十]|十二)", "(?:[四六九]|十一)", "二")
_HAN_DAYS = (
    "(?:二十[一二三四五六七八]?|十[一二三四五六七八九]?|[一二三四五六七八九])",
    "二十九",
    "三十",
    "三十一",
)


def _months(zero: str) -> tuple[str, str, str]:
    """The months of 31 days, those of 30, and February; `zero` is `?` where 3 may stand for 03."""
    first = _of("0") + zero
    long = _any(first + _of("13578"), _of("1") + _of("02"))
    return long, _any(first + _of("469"), _literal("11")), first + _of("2")


def _days(zero: str) -> tuple[str, str, str, str]:
    """The days up to the 28th, and each day after it."""
    to_28 = _any(_of("0") + zero + _of("123456789"), _of("1") + _D, _of("2") + _of("012345678"))
    return to_28, _literal("29"), _literal("30"), _literal("31")


def _calendar(template: str, years: tuple[str, str], months: tuple[str, ...], days: tuple[str, ...]) -> str:
    """Every day there is, each written as `template` says."""
    (every, leap), (long, short, february), (to_28, d29, d30, d31) = years, months, days
    return _any(
        template.format(every, long, _any(to_28, d29, d30, d31)),
        template.format(every, short, _any(to_28, d29, d30)),
        template.format(every, february, to_28),
        template.format(leap, february, d29),
    )


def _date() -> str:
    years, han_years = (_YEAR, _LEAP_YEAR), (_HAN_YEAR, _HAN_LEAP_YEAR)
    usual = [f"{{}}{mark}{{}}{mark}{{}}" for mark in map(_of, "-/.")]
    return _any(
        *(_calendar(t, years, _months("?"), _days("?")) for t in (*usual, "{}年{}月{}[日号]")),
        _calendar("{}{}{}", years, _months(""), _days("")),
        _calendar("{}年{}月{}[日号]", han_years, _HAN_MONTHS, _HAN_DAYS),
    )


def _time() -> str:
    hour = _any(_of("01") + "?" + _D, _of("2") + _of("0123"))
    morning = _any(_of("0") + "?" + _D, _of("1") + _of("012"))
    afternoon = _any(_of("0") + "?" + _of("123456789"), _of("1") + _of("012"))
    minute = _of("012345") + _D
    spoken = _any(_of("012345") + "?" + _D + "分?", "半", "整", "一刻", "三刻")
    hours = _any(hour, "上午" + morning, "下午" + afternoon)
    return hours + _any(_of(":") + minute, f"[时点]{spoken}?")


# Letters of Latin, Cyrillic, Kana, Hangul and Chinese names, and the signs within them.
_HAN_LETTERS = "㐀-鿿𠀀-𪛟𪜀-𫜸𫝀-𫠝𫠠-𬺡𬺰-𮯠𰀀-𱍊"
_OTHER_LETTERS = "A-Za-zÀ-ÖØ-öø-ɏЀ-ҁҊ-ӿぁ-ゖァ-ヺ가-힣Ａ-Ｚａ-ｚ"
_INSIDE = "·•‧‘’'.．－\\-"
_WORDS = f"[{_OTHER_LETTERS}][{_OTHER_LETTERS}{_INSIDE}]*(?: [{_OTHER_LETTERS}{_INSIDE}]+)+"
_ALL_LETTERS = _OTHER_LETTERS + _HAN_LETTERS
_NAMES = _any(_WORDS, f"[{_ALL_LETTERS}][{_ALL_LETTERS}{_INSIDE}]*")
_MARKS = "、,，;；/／"
# 等 does not say who came, and a long name joined by 和 may be two.
_NOT_OTHERS = f"(?![^{_MARKS}]*等(?:[^{_MARKS}]{{0,3}}[人名位])?(?:[{_MARKS}]|$))"
_NOT_JOINED = f"(?!(?=[^{_MARKS}]{{5}})[^{_MARKS}]*[一-鿿](?:和|及|与|以及)[一-鿿])"
_NOT_NOBODY = f"(?!{_any(*NO_NAMES)}(?:[{_MARKS}]|$))"
_PERSON = f"{_NOT_OTHERS}{_NOT_JOINED}{_NOT_NOBODY}{_NAMES}"
PERSON = f"^{_PERSON}$"

_OF_KIND: Mapping[FieldKind, Callable[[str], str]] = {
    FieldKind.INTEGER: _integer,
    FieldKind.MONEY: lambda unit: _money(unit or "元"),
    FieldKind.DATE: lambda _unit: _date(),
    FieldKind.TIME: lambda _unit: _time(),
    FieldKind.PEOPLE: lambda _unit: f"{_PERSON}(?:[{_MARKS}]{_PERSON})*",
}


def text_pattern(field: Field) -> str:
    """The pattern of a text in a field; '' where any text will do."""
    make = _OF_KIND.get(field.kind)
    return f"^{make(field.unit)}$" if make else ""

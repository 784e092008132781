"""Typed values → Chinese text for readers: numerals, amounts, dates, lists."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMERALS = "零一二三四五六七八九"
_FEN_PER_WAN = 1_000_000


def to_chinese_number(number: int) -> str:
    """A number from 0 to 99999999 in Chinese numerals, as articles are counted.

    Raises ValueError for any other number.

    >>> [to_chinese_number(n) for n in (8, 10, 18, 20, 105, 110, 1010)]
    ['八', '十', '十八', '二十', '一百零五', '一百一十', '一千零一十']
    """
    if not 0 <= number < 10**8:
        raise ValueError(f"{number} 不在 0 至 99999999 之间")
    high, low = divmod(number, 10_000)
    if not high:
        return _without_one(low)
    tail = ("零" if 0 < low < 1000 else "") + (_below_myriad(low) if low else "")
    return f"{_without_one(high)}万{tail}"


def _without_one(number: int) -> str:
    """十八, not 一十八, at the beginning of a number."""
    text = _below_myriad(number)
    return text.removeprefix("一") if 10 <= number < 20 else text


def _below_myriad(number: int) -> str:
    if number == 0:
        return _NUMERALS[0]
    text = ""
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, value)
        if digit:
            text += _NUMERALS[digit] + unit
        elif text and number and not text.endswith("零"):
            text += "零"
    return text


def part_label(number: int) -> str:
    """`第一编`."""
    return f"第{to_chinese_number(number)}编"


def section_label(number: int) -> str:
    """`第二节`."""
    return f"第{to_chinese_number(number)}节"


def article_label(number: int) -> str:
    """`第八条`."""
    return f"第{to_chinese_number(number)}条"


def chapter_label(number: int) -> str:
    """`第三章`."""
    return f"第{to_chinese_number(number)}章"


def item_label(number: int) -> str:
    """`（一）`, the number of a 项."""
    return f"（{to_chinese_number(number)}）"


def subitem_label(number: int) -> str:
    """`1.`, the number of a 目."""
    return f"{number}."


def format_money(fen: int) -> str:
    """An amount in the largest unit that keeps it short, without grouping.

    >>> format_money(600_000_000), format_money(3850), format_money(600_000_001)
    ('600万元', '38.5元', '6000000.01元')
    """
    yuan = Decimal(fen) / 100
    if abs(fen) >= _FEN_PER_WAN and fen % 10_000 == 0:
        return f"{_plain(yuan / 10_000)}万元"
    return f"{_plain(yuan)}元"


def format_amount(fen: int, unit: str) -> str:
    """An amount as the bare number that stands in a field with this unit.

    >>> format_amount(450_000_000, "万元"), format_amount(123450, "元")
    ('450', '1,234.50')
    """
    if unit == "元":
        return f"{Decimal(fen) / 100:,.2f}".removesuffix(".00")
    scale = {"千元": 100_000, "万元": 1_000_000, "百万元": 100_000_000, "亿元": 10**10}[unit]
    return _plain(Decimal(fen) / scale)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def format_date(day: date | str) -> str:
    """`2026年3月5日`, from a date or ISO text."""
    value = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{value.year}年{value.month}月{value.day}日"


def join_words(words: Iterable[str], last: str = "、") -> str:
    """`甲、乙、丙`, or with `last="或"` `甲、乙或丙`."""
    *head, tail = list(words) or [""]
    return f"{'、'.join(head)}{last}{tail}" if head else tail

"""Values as people write them → typed values; what is ambiguous is refused, never guessed.

Every `parse_` function takes cleaned text and raises `ValueError` with a Chinese sentence that
says why the text could not be understood. Money is integer 分 (fen), dates are `date`, times
are minutes written `HH:MM`, numbers are `int`; nothing is a float.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.numerals import DIGIT, NUMERAL, digit, is_numeral, parse_chinese_number, parse_positions
from generator.text import key, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

FEN_PER_YUAN = 100
FEN_PER_UNIT = {"元": 100, "千元": 100_000, "万元": 1_000_000, "百万元": 100_000_000, "亿元": 10**10}
MAX_NUMBER = 10**15
"""Larger numbers are mistakes, and sums of them must fit 64 bits in rules."""
_SCALES = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_MAX_DIGITS = 15
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
# ² would become 2 and ½ 1/2: a number that says something else.
_CHANGING = ("<super>", "<sub>", "<fraction>")
_APART = re.compile(rf"(?:[0-9]|{NUMERAL})\s+(?:[0-9]|{DIGIT})")


def _fold(text: str) -> str:
    """Text without blanks, full-width digits and marks as usual ones.

    Raises ValueError where a blank parts two digits: that may be one number or two.
    """
    wide = text
    if not text.isascii():
        wide = "".join(c if _changes(c) else unicodedata.normalize("NFKC", c) for c in text)
    parts = wide.split()
    if len(parts) > 1 and _APART.search(wide):
        raise ValueError("两个数字之间有空格，分不清是一个数还是两个")
    return "".join(parts)


def _changes(char: str) -> bool:
    return unicodedata.decomposition(char).startswith(_CHANGING)


def _parse_decimal(text: str) -> Decimal:
    """A plain or comma-grouped decimal number, or a Chinese one."""
    if is_numeral(text):
        return Decimal(parse_chinese_number(text))
    if "," in text and not re.fullmatch(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", text, re.ASCII):
        raise ValueError("千位分隔符的位置不对，分不清是小数点还是分隔符")
    plain = text.replace(",", "")
    if not re.fullmatch(r"[-+]?\d+(?:\.\d+)?", plain, re.ASCII):
        raise ValueError("不是数字")
    if len(plain) > _MAX_DIGITS:
        raise ValueError("数字太长")
    return Decimal(plain)


_PEOPLE_UNITS = ("个人", "人", "个", "名", "位")
_COUNT_UNITS = (*_PEOPLE_UNITS, "份", "件", "次")


def parse_integer(text: str, unit: str = "") -> int:
    """A whole number, with or without its unit; another unit than the field's is refused.

    >>> parse_integer("３人", "人"), parse_integer("十二")
    (3, 12)
    """
    folded, own = _fold(text), _fold(unit)
    units = _COUNT_UNITS if not own else _PEOPLE_UNITS if own in _PEOPLE_UNITS else (own,)
    bare = next((folded.removesuffix(u) for u in units if folded.endswith(u)), folded)
    try:
        number = _parse_decimal(bare)
    except ValueError as error:
        raise ValueError(f"不是整数：{error}") from error
    if "." in bare:
        raise ValueError("应当是整数")
    return int(number)


_MONEY = re.compile(r"(?P<number>.+?)(?P<scale>百万|千万|亿|万|千|百)?(?P<yuan>元|圆|块)?(?P<rest>[整正]?)")
_CHINESE_MONEY = re.compile(
    rf"(?P<yuan>{NUMERAL}+)[元圆](?:(?P<jiao>{DIGIT})角)?零?(?:(?P<fen>{DIGIT})分)?[整正]?"
)
_CURRENCY = re.compile(r"^(?:人民币|RMB|CNY)|(?:人民币|RMB|CNY)$", re.IGNORECASE)


def parse_money(text: str, unit: str = "元") -> int:
    """An amount in 分; a bare number counts in `unit` (元, 千元, 万元, 百万元 or 亿元).

    >>> parse_money("1.2万元"), parse_money("￥12,000.00"), parse_money("一万二千元整")
    (1200000, 1200000, 1200000)
    >>> parse_money("450", "万元")
    450000000
    """
    folded = _CURRENCY.sub("", _fold(text))
    has_sign = folded.startswith(("¥", "￥"))
    folded = re.sub("^[¥￥]", "", folded)
    if chinese := _CHINESE_MONEY.fullmatch(folded):
        small = digit(chinese["jiao"] or "零") * 10 + digit(chinese["fen"] or "零")
        return _in_range(Decimal(parse_chinese_number(chinese["yuan"]) * FEN_PER_YUAN + small))
    match = _MONEY.fullmatch(folded)
    if not match:
        raise ValueError("不是金额")
    scale, has_yuan = match["scale"] or "", bool(match["yuan"])
    number = _parse_decimal(match["number"])
    if not scale and not has_yuan and has_sign and unit != "元":
        raise ValueError(f"分不清单位是元还是{unit}，请写明单位")
    if scale in ("百", "千") and not has_yuan:
        raise ValueError("请写明单位，如“元”")
    says_unit = scale or has_yuan or has_sign
    return _in_range(number * (_SCALES[scale] * FEN_PER_YUAN if says_unit else FEN_PER_UNIT[unit]))


def _in_range(fen: Decimal) -> int:
    if fen != fen.to_integral_value():
        raise ValueError("金额小于一分")
    if abs(fen) >= MAX_NUMBER:
        raise ValueError("金额太大")
    return int(fen)


def parse_written_money(text: str) -> int:
    """An amount of the source, where only 0 may stand without its unit.

    >>> parse_written_money("600万")
    600000000
    """
    if re.fullmatch(r"[-+]?[\d,.]+", _fold(text), re.ASCII) and _fold(text) != "0":
        raise ValueError("金额要写单位，如 300元、600万元")
    return parse_money(text)


_DATE = re.compile(
    r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})[日号]?", re.ASCII
)
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_CHINESE_DATE = re.compile(rf"({DIGIT}{{4}})年({NUMERAL}{{1,3}})月({NUMERAL}{{1,3}})[日号]?")
_WEEKDAY = re.compile(r"\(?(?:星期|周|礼拜)([一二三四五六日天])\)?$")
_WEEKDAYS = "一二三四五六日"


def parse_date(text: str) -> date:
    """A calendar date with a four-digit year, in any usual Chinese way of writing.

    A weekday written behind it must be the right one.

    >>> parse_date("2026年3月5日（星期四）").isoformat(), parse_date("二〇二六年三月五日").isoformat()
    ('2026-03-05', '2026-03-05')
    """
    folded = _fold(text)
    weekday = _WEEKDAY.search(folded)
    year, month, day = _date_parts(folded[: weekday.start()] if weekday else folded)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(f"年份 {year} 不在 {_FIRST_YEAR} 至 {_LAST_YEAR} 之间")
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise ValueError("没有这一天") from error
    if weekday and _WEEKDAYS.index(weekday[1].replace("天", "日")) != found.weekday():
        raise ValueError(f"日期与星期不符，这一天是星期{_WEEKDAYS[found.weekday()]}")
    return found


def _date_parts(folded: str) -> tuple[int, int, int]:
    if match := _DATE.fullmatch(folded) or _COMPACT_DATE.fullmatch(folded):
        year, month, day = (int(g) for g in match.groups() if g)
        return year, month, day
    if match := _CHINESE_DATE.fullmatch(folded):
        return parse_positions(match[1]), parse_chinese_number(match[2]), parse_chinese_number(match[3])
    if re.fullmatch(r"\d{1,2}[-/.年]\d{1,2}[-/.月]\d{1,4}日?", folded, re.ASCII):
        raise ValueError("年份要写四位，按“年-月-日”的顺序")
    if re.fullmatch(r"\d{1,2}[-/.月]\d{1,2}[日号]?", folded, re.ASCII):
        raise ValueError("没有写年份")
    raise ValueError("不是日期")


_TIME = re.compile(
    rf"(?P<half>凌晨|早上|上午|中午|下午|晚上)?(?P<hour>\d{{1,2}}|{NUMERAL}{{1,3}})"
    rf"(?::(?P<minute>\d{{2}})(?::00)?"
    rf"|[时点](?:(?P<minutes>\d{{1,2}}|{NUMERAL}{{1,3}})分?|(?P<words>半|整|一刻|三刻))?)",
    re.ASCII,
)
_MINUTE_WORDS = {"半": 30, "整": 0, "一刻": 15, "三刻": 45}
# Which hours each half of the day may be written with; 晚上12点 may be today or tomorrow.
_HALVES = {
    "凌晨": range(6), "早上": range(4, 12), "上午": range(13), "中午": (11, 12, 13, 14, 1, 2),
    "下午": range(1, 20), "晚上": (*range(5, 12), *range(17, 24)),
}  # fmt: skip
_AFTER_NOON = {"中午": 3, "下午": 12, "晚上": 12}


def parse_time(text: str) -> str:
    """A time of day as `HH:MM`.

    >>> parse_time("９：３０"), parse_time("下午2点半"), parse_time("14时5分"), parse_time("九点")
    ('09:30', '14:30', '14:05', '09:00')
    """
    match = _TIME.fullmatch(_fold(text))
    if not match:
        raise ValueError("不是时刻")
    hour, half = _small(match["hour"]), match["half"] or ""
    if half and hour not in _HALVES[half]:
        raise ValueError(f"“{half}{match['hour']}点”分不清是几点，请写成 24 小时制")
    if hour < _AFTER_NOON.get(half, 0):
        hour += 12
    minute = _MINUTE_WORDS.get(match["words"] or "整", 0) or _small(
        match["minute"] or match["minutes"] or "0"
    )
    if hour > 23 or minute > 59:
        raise ValueError("没有这个时刻")
    return f"{hour:02}:{minute:02}"


def _small(text: str) -> int:
    return int(text) if text.isascii() else parse_chinese_number(text)


_SEPARATORS = re.compile(r"[、,，;；/／\n]+")
_OTHERS = re.compile(r"等(?:.{0,3}[人名位])?$")
_LONGEST_JOINED = 4


def parse_people(text: str) -> tuple[str, ...]:
    """A list of names; blanks separate names only where no other mark does.

    >>> parse_people("张伟、欧阳 娜；李四"), parse_people("张伟 李娜")
    (('张伟', '欧阳娜', '李四'), ('张伟', '李娜'))
    """
    if _SEPARATORS.search(text.strip()):
        names = [name for part in _SEPARATORS.split(text) if (name := _join_name(part.split()))]
    else:
        names = _split_names(text.split())
    for name in names:
        if _OTHERS.search(name):
            raise ValueError("“等”没有写出全部姓名，请逐一列出")
        if len(name) > _LONGEST_JOINED and re.search("[\u4e00-\u9fff](?:和|及|与|以及)[\u4e00-\u9fff]", name):
            raise ValueError(f"“{name}”分不清是几个人，请用顿号隔开")
    return tuple(names)


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in text)


def _split_names(words: list[str]) -> list[str]:
    """Names parted by blanks only."""
    chinese = [w for w in words if _is_chinese(w)]
    if len(words) > 1 and chinese and (len(chinese) < len(words) or any(len(w) == 1 for w in words)):
        raise ValueError("分不清是几个人，请用顿号隔开")
    return words if chinese else [" ".join(words)] if words else []


def _join_name(words: list[str]) -> str:
    """A name without the blanks that pad Chinese ones; Latin names keep theirs."""
    if not any(map(_is_chinese, words)):
        return " ".join(words)
    if len(words) > 1 and all(len(w) > 1 for w in words):
        raise ValueError(f"“{' '.join(words)}”分不清是几个人，请用顿号隔开")
    return "".join(words)


_YES = {"是", "有", "√", "✓", "✔", "☑", "☒", "■", "true", "yes", "y"}
_NO = {"否", "无", "×", "☐", "□", "false", "no", "n"}


def parse_yes_no(text: str) -> bool:
    """Yes or no, as a word or a tick."""
    folded = _fold(text).casefold()
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    raise ValueError("应当填“是”或“否”")


def parse_choice(text: str, options: Sequence[str]) -> str:
    """One of the options, compared without blanks and width."""
    wanted = key(text).casefold()
    found = [o for o in options if key(o).casefold() == wanted]
    if len(found) == 1:
        return found[0]
    close = nearest(text, options)
    hint = f"，是否为“{close}”" if close else ""
    raise ValueError(f"不在选项“{'、'.join(options)}”之内{hint}")

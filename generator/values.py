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

from generator.numerals import DIGIT, NUMERAL, digit, is_numeral, parse_chinese_number, parse_positions

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
# What Chinese input methods and Word put in the place of a hyphen, a minus or a colon.
_MARKS = str.maketrans({"‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "∶": ":"})
_FULL_STOPS = "。.;"


def fold(text: str) -> str:
    """Text without blanks and a full stop, full-width digits and marks as usual ones.

    Raises ValueError where a blank parts two digits: that may be one number or two.
    """
    wide = text
    if not text.isascii():
        wide = "".join(c if _changes(c) else unicodedata.normalize("NFKC", c) for c in text)
    parts = wide.split()
    if len(parts) > 1 and _APART.search(wide):
        raise ValueError("两个数字之间有空格，分不清是一个数还是两个")
    return "".join(parts).translate(_MARKS).rstrip(_FULL_STOPS)


def _changes(char: str) -> bool:
    return unicodedata.decomposition(char).startswith(_CHANGING)


def _parse_decimal(text: str) -> Decimal:
    """A plain or comma-grouped decimal number, or a Chinese one."""
    if is_numeral(text):
        return Decimal(parse_chinese_number(text))
    plain = text.replace(",", "")
    if not re.fullmatch(r"[-+]?\d+(?:\.\d+)?", plain, re.ASCII):
        raise ValueError(_why_no_number(text))
    if "," in text and not re.fullmatch(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", text, re.ASCII):
        raise ValueError("千位分隔符的位置不对，分不清是小数点还是分隔符")
    if len(plain) > _MAX_DIGITS:
        raise ValueError("数字太长")
    return Decimal(plain)


_ROUGHLY = re.compile(rf"约|左右|上下|以[内上下]|不超过|不少于|(?:[0-9]|{NUMERAL})[余多几来]")
_RANGE = re.compile(rf"(?:[0-9]|{NUMERAL})\D{{0,3}}[-~至到](?:[0-9]|{NUMERAL})")


def _why_no_number(text: str) -> str:
    if text.count(".") > 1 or "." in text.partition(",")[0]:
        return "千位分隔符的位置不对，分不清是小数点还是分隔符"
    if _RANGE.search(text):
        return "不是数字，是一个范围，请写确定的数"
    return "不是数字，是约数，请写确定的数" if _ROUGHLY.search(text) else "不是数字"


_PEOPLE_UNITS = ("个人", "人", "个", "名", "位")
_COUNT_UNITS = (*_PEOPLE_UNITS, "份", "件", "次")


def parse_integer(text: str, unit: str = "") -> int:
    """A whole number, with or without its unit; another unit than the field's is refused.

    >>> parse_integer("３人", "人"), parse_integer("十二")
    (3, 12)
    """
    folded, own = fold(text), fold(unit)
    units = _COUNT_UNITS if not own else _PEOPLE_UNITS if own in _PEOPLE_UNITS else (own,)
    bare = next((folded.removesuffix(u) for u in units if folded.endswith(u)), folded)
    try:
        number = _parse_decimal(bare)
    except ValueError as error:
        why = str(error).removeprefix("不是数字").removeprefix("，")
        raise ValueError(f"不是整数：{why}" if why else "不是整数") from error
    if "." in bare:
        raise ValueError("应当是整数")
    return int(number)


_MONEY = re.compile(
    r"(?P<number>.+?)(?P<scale>百万|千万|亿|万|千|百)?(?P<yuan>元|圆|块钱?)?(?P<rest>[整正]?)"
)
_CHINESE_MONEY = re.compile(
    rf"(?P<yuan>{NUMERAL}+)[元圆](?:(?P<jiao>{DIGIT})角)?零?(?:(?P<fen>{DIGIT})分)?[整正]?"
)
_CURRENCY = re.compile(r"^(?:人民币|RMB|CNY):?|(?:人民币|RMB|CNY)$", re.IGNORECASE)
_UNIT_IN_BRACKETS = re.compile(r"\(((?:百|千|百万|千万|[万亿])?[元圆])\)$")
# 1亿2000万元, 3万5千元, 2万500元, 12元5角, 5角: each part smaller than one of the part before.
_IN_PARTS = re.compile(
    r"(?:(?P<yi>\d{1,4})亿)?(?:(?P<wan>\d{1,4})万)?(?:(?P<qian>\d)千)?(?:(?P<bai>\d)百)?(?P<ones>\d{1,4}(?=[元圆块]))?"
    r"(?P<yuan>[元圆]|块钱?)?(?:(?P<jiao>\d)[角毛])?(?:(?P<fen>\d)分)?[整正]?",
    re.ASCII,
)
_PARTS = {"yi": 10**10, "wan": 10**6, "qian": 10**5, "bai": 10**4, "ones": 100, "jiao": 10, "fen": 1}


def parse_money(text: str, unit: str = "元") -> int:
    """An amount in 分; a bare number counts in `unit` (元, 千元, 万元, 百万元 or 亿元).

    >>> parse_money("1.2万元"), parse_money("￥12,000.00"), parse_money("一万二千元整")
    (1200000, 1200000, 1200000)
    >>> parse_money("450", "万元")
    450000000
    """
    folded = _UNIT_IN_BRACKETS.sub(r"\1", _CURRENCY.sub("", fold(text)))
    has_sign = folded.startswith(("¥", "￥"))
    folded = re.sub("^[¥￥]:?", "", folded)
    if (in_parts := _parse_parts(folded)) is not None:
        return in_parts
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


def _parse_parts(folded: str) -> int | None:
    """An amount in two parts or more, or of 角 and 分 alone; None for another way of writing."""
    match = _IN_PARTS.fullmatch(folded)
    if not match:
        return None
    parts = {name: int(match[name]) for name in _PARTS if match[name]}
    is_small = not match["yuan"] and not {"jiao", "fen"}.isdisjoint(parts)
    if (len(parts) < 2 and not is_small) or (is_small and not {"jiao", "fen"}.issuperset(parts)):
        return None
    if {"qian", "bai"} & parts.keys() and not match["yuan"] and "wan" not in parts:
        return None
    # 20万5000元 is meant, 2万50000元 is not: a part of four digits may not reach the one before.
    if "ones" in parts and parts["ones"] * 100 >= min(
        (_PARTS[n] for n in parts if _PARTS[n] > 100), default=10**6
    ):
        return None
    return _in_range(Decimal(sum(number * _PARTS[name] for name, number in parts.items())))


def _in_range(fen: Decimal) -> int:
    if fen != fen.to_integral_value():
        raise ValueError("金额只能精确到分，不能小于一分")
    if abs(fen) >= MAX_NUMBER:
        raise ValueError("金额太大")
    return int(fen)


def parse_written_money(text: str) -> int:
    """An amount of the source, where only 0 may stand without its unit.

    >>> parse_written_money("600万")
    600000000
    """
    if re.fullmatch(r"[-+]?[\d,.]+", fold(text), re.ASCII) and fold(text) != "0":
        raise ValueError("金额要写单位，如 300元、600万元")
    return parse_money(text)


_DATE = re.compile(
    r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})[日号]?", re.ASCII
)
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_WORDED_DATE = re.compile(
    rf"(\d{{4}}|{DIGIT}{{4}})年(\d{{1,2}}|{NUMERAL}{{1,4}}|元)月(\d{{1,2}}|{NUMERAL}{{1,4}})[日号]?", re.ASCII
)
# Spreadsheets and programs give a day as its midnight, which says nothing more.
_MIDNIGHT = re.compile(r"(?<=\d)[T\s]+00?:00(?::00(?:\.0+)?)?$", re.ASCII)
_WEEKDAY = re.compile(r"\(?(?:星期|周|礼拜)([一二三四五六日天])\)?$")
_WEEKDAYS = "一二三四五六日"


def parse_date(text: str) -> date:
    """A calendar date with a four-digit year, in any usual Chinese way of writing.

    A weekday written behind it must be the right one.

    >>> parse_date("2026年3月5日（星期四）").isoformat(), parse_date("二〇二六年三月五日").isoformat()
    ('2026-03-05', '2026-03-05')
    """
    folded = fold(_MIDNIGHT.sub("", text.strip()))
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
    if match := _WORDED_DATE.fullmatch(folded):
        written = match[1] if match[1].isascii() else str(parse_positions(match[1]))
        return int(written), 1 if match[2] == "元" else _small(match[2]), _small(match[3])
    if re.fullmatch(r"\d{1,2}[-/.年]\d{1,2}[-/.月]\d{1,4}日?", folded, re.ASCII):
        raise ValueError("年份要写四位，按“年-月-日”的顺序")
    if re.fullmatch(r"\d{1,2}[-/.月]\d{1,2}[日号]?", folded, re.ASCII):
        raise ValueError("没有写年份")
    if re.fullmatch(r"\d{4}[-/.年]\d{1,2}月?", folded, re.ASCII):
        raise ValueError("没有写是哪一日")
    raise ValueError("不是日期")


_TIME = re.compile(
    rf"(?P<half>凌晨|清晨|早上|早|上午|中午|下午|傍晚|晚上|晚)?(?P<hour>\d{{1,2}}|{NUMERAL}{{1,4}})"
    rf"(?::(?P<minute>\d{{2}})(?::00)?"
    rf"|[时点](?:(?P<minutes>\d{{1,2}}|{NUMERAL}{{1,4}})分?|(?P<words>半|整|一刻|三刻))?)",
    re.ASCII,
)
_MINUTE_WORDS = {"半": 30, "整": 0, "一刻": 15, "三刻": 45}
# Which hours each half of the day may be written with; 晚上12点 may be today or tomorrow.
_HALVES = {
    "凌晨": range(6), "早上": range(4, 12), "上午": range(13), "中午": (11, 12, 13, 14, 1, 2),
    "下午": range(1, 20), "晚上": (*range(5, 12), *range(17, 24)), "清晨": range(4, 9),
    "傍晚": (*range(4, 8), *range(16, 20)),
}  # fmt: skip
_AFTER_NOON = {"中午": 3, "下午": 12, "晚上": 12, "傍晚": 12}
_HALF_NAMES = {"早": "早上", "晚": "晚上"}
# 12:00 am is noon to some and midnight to others; the words for it go with any other hour.
_ENGLISH_HALF = re.compile(r"^(?P<before>[ap])\.?m\.?|(?P<after>[ap])\.?m\.?$", re.IGNORECASE)


def parse_time(text: str) -> str:
    """A time of day as `HH:MM`.

    >>> parse_time("９：３０"), parse_time("下午2点半"), parse_time("14时5分"), parse_time("九点")
    ('09:30', '14:30', '14:05', '09:00')
    """
    match = _TIME.fullmatch(_in_chinese(fold(text)))
    if not match:
        raise ValueError("不是时刻")
    hour, half = _small(match["hour"]), match["half"] or ""
    half = _HALF_NAMES.get(half, half)
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


def _in_chinese(folded: str) -> str:
    """`2:30pm` as 下午2:30; hour 12 with am or pm is left to be refused."""
    match = _ENGLISH_HALF.search(folded)
    if not match:
        return folded
    half = "上午" if (match["before"] or match["after"]).casefold() == "a" else "下午"
    rest = _ENGLISH_HALF.sub("", folded)
    return folded if rest.startswith("12") else half + rest


def _small(text: str) -> int:
    """A number of one or two digits; bills write 零叁月 for 三月, watches 零五分."""
    if text.isascii():
        return int(text)
    zero = text[0] in "零〇○" and len(text) > 1
    return parse_chinese_number(text[1:] if zero else text)

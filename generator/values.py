"""Values as people write them → typed values; what is ambiguous is refused, never guessed.

Every `parse_` function takes cleaned text and raises `ValueError` with a Chinese sentence that
says why the text could not be understood. Money is integer 分 (fen), dates are `date`, times
are minutes written `HH:MM`, numbers are `int`; nothing is a float.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from generator.text import key, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

FEN_PER_YUAN = 100
FEN_PER_UNIT = {"元": 100, "千元": 100_000, "万元": 1_000_000, "百万元": 100_000_000, "亿元": 10**10}
_SCALES = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_DIGITS = {
    c: i
    for i, group in enumerate(
        ("零〇", "一壹幺", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for c in group
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8}
_CHINESE_NUMBER = re.compile(r"[零〇一壹幺二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万萬亿]+")
_MAX_DIGITS = 15
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


def _fold(text: str) -> str:
    """NFKC without blanks, so that full-width digits and marks read as usual ones."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def parse_chinese_number(text: str) -> int:
    """A whole number in Chinese numerals, everyday or financial.

    >>> parse_chinese_number("一万二千"), parse_chinese_number("壹佰零伍"), parse_chinese_number("二〇二六")
    (12000, 105, 2026)
    """
    if not _CHINESE_NUMBER.fullmatch(text):
        raise ValueError(f"“{text}”不是中文数字")
    if all(c in _DIGITS for c in text):
        if len(text) > _MAX_DIGITS:
            raise ValueError("数字太长")
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _TENS:
            section += (digit or 1) * _TENS[c]
            digit = 0
        else:
            total = (total + section + digit) * _MYRIADS[c]
            section = digit = 0
    return total + section + digit


def _parse_decimal(text: str) -> Decimal:
    """A plain or comma-grouped decimal number, or a Chinese one."""
    if _CHINESE_NUMBER.fullmatch(text):
        return Decimal(parse_chinese_number(text))
    if "," in text and not re.fullmatch(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
        raise ValueError("千位分隔符的位置不对，分不清是小数点还是分隔符")
    plain = text.replace(",", "")
    if not re.fullmatch(r"[-+]?\d+(?:\.\d+)?", plain, re.ASCII):
        raise ValueError("不是数字")
    if len(plain) > _MAX_DIGITS:
        raise ValueError("数字太长")
    try:
        return Decimal(plain)
    except InvalidOperation as error:  # pragma: no cover - the pattern admits only numbers
        raise ValueError("不是数字") from error


def parse_integer(text: str, unit: str = "") -> int:
    """A whole number, with or without its unit.

    >>> parse_integer("３人", "人"), parse_integer("十二")
    (3, 12)
    """
    folded = _fold(text)
    for suffix in filter(None, (_fold(unit), "人", "个", "名", "位", "份", "件", "次")):
        folded = folded.removesuffix(suffix) or folded
    try:
        number = _parse_decimal(folded)
    except ValueError as error:
        raise ValueError(f"不是整数：{error}") from error
    if number != number.to_integral_value() or "." in folded:
        raise ValueError("应当是整数")
    return int(number)


_MONEY = re.compile(r"(?P<number>.+?)(?P<scale>百万|千万|亿|万|千|百)?(?P<yuan>元|圆|块)?(?P<rest>[整正]?)")
_CHINESE_MONEY = re.compile(
    rf"(?P<yuan>{_CHINESE_NUMBER.pattern})[元圆](?:(?P<jiao>[{''.join(_DIGITS)}])角)?"
    rf"零?(?:(?P<fen>[{''.join(_DIGITS)}])分)?[整正]?"
)


def parse_money(text: str, unit: str = "元") -> int:
    """An amount in 分; a bare number counts in `unit` (元, 千元, 万元, 百万元 or 亿元).

    >>> parse_money("1.2万元"), parse_money("￥12,000.00"), parse_money("一万二千元整")
    (1200000, 1200000, 1200000)
    >>> parse_money("450", "万元")
    450000000
    """
    folded = re.sub(r"^(?:人民币|RMB|CNY)|(?:人民币|RMB|CNY)$", "", _fold(text), flags=re.IGNORECASE)
    has_sign = folded.startswith(("¥", "￥"))
    folded = folded.lstrip("¥￥")
    if chinese := _CHINESE_MONEY.fullmatch(folded):
        yuan = parse_chinese_number(chinese["yuan"])
        return yuan * 100 + _DIGITS.get(chinese["jiao"], 0) * 10 + _DIGITS.get(chinese["fen"], 0)
    match = _MONEY.fullmatch(folded)
    if not match:
        raise ValueError("不是金额")
    scale, has_yuan = match["scale"] or "", bool(match["yuan"])
    number = _parse_decimal(match["number"])
    if not scale and not has_yuan and has_sign and unit != "元":
        raise ValueError(f"分不清单位是元还是{unit}，请写明单位")
    if scale in ("百", "千") and not has_yuan:
        raise ValueError("请写明单位，如“元”")
    factor = _SCALES[scale] * FEN_PER_YUAN if scale or has_yuan or has_sign else FEN_PER_UNIT[unit]
    fen = number * factor
    if fen != fen.to_integral_value():
        raise ValueError("金额小于一分")
    return int(fen)


_DATE = re.compile(
    r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})[日号]?", re.ASCII
)
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_CHINESE_DATE = re.compile(
    r"([零〇一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]?"
)
_WEEKDAY = re.compile(r"\(?(?:星期|周)[一二三四五六日天]\)?$")


def parse_date(text: str) -> date:
    """A calendar date with a four-digit year, in any usual Chinese way of writing.

    >>> parse_date("2026年3月5日").isoformat(), parse_date("二〇二六年三月五日").isoformat()
    ('2026-03-05', '2026-03-05')
    """
    folded = _WEEKDAY.sub("", _fold(text))
    if match := _DATE.fullmatch(folded) or _COMPACT_DATE.fullmatch(folded):
        year, month, day = (int(g) for g in match.groups() if g)
    elif match := _CHINESE_DATE.fullmatch(_WEEKDAY.sub("", "".join(text.split()))):
        year, month, day = (parse_chinese_number(g) for g in match.groups())
    elif re.fullmatch(r"\d{1,2}[-/.年]\d{1,2}[-/.月]\d{1,4}日?", folded, re.ASCII):
        raise ValueError("年份要写四位，按“年-月-日”的顺序")
    elif re.fullmatch(r"\d{1,2}[-/.月]\d{1,2}[日号]?", folded, re.ASCII):
        raise ValueError("没有写年份")
    else:
        raise ValueError("不是日期")
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(f"年份 {year} 不在 {_FIRST_YEAR} 至 {_LAST_YEAR} 之间")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueError("没有这一天") from error


_TIME = re.compile(
    r"(?P<half>上午|早上|中午|下午|晚上)?(?P<hour>\d{1,2})"
    r"(?::(?P<minute>\d{2})(?::00)?|[时点](?:(?P<minutes>\d{1,2})分?|(?P<words>半|整|一刻|三刻))?)",
    re.ASCII,
)
_MINUTE_WORDS = {"半": 30, "整": 0, "一刻": 15, "三刻": 45}


def parse_time(text: str) -> str:
    """A time of day as `HH:MM`.

    >>> parse_time("９：３０"), parse_time("下午2点半"), parse_time("14时5分")
    ('09:30', '14:30', '14:05')
    """
    match = _TIME.fullmatch(_fold(text))
    if not match:
        raise ValueError("不是时刻")
    hour, half = int(match["hour"]), match["half"]
    minute = int(match["minute"] or match["minutes"] or _MINUTE_WORDS.get(match["words"], 0))
    if (half in ("下午", "晚上") and hour < 12) or (half == "中午" and hour < 3):
        hour += 12
    elif half in ("上午", "早上") and hour > 12:
        raise ValueError(f"“{half}”与 {hour} 点不符")
    if hour > 23 or minute > 59:
        raise ValueError("没有这个时刻")
    return f"{hour:02}:{minute:02}"


_SEPARATORS = re.compile(r"[、,，;；/\n]+")


def parse_people(text: str) -> tuple[str, ...]:
    """A list of names; blanks separate names only where no other mark does.

    >>> parse_people("张伟、欧阳 娜；李四"), parse_people("张伟 李娜")
    (('张伟', '欧阳娜', '李四'), ('张伟', '李娜'))
    """
    if _SEPARATORS.search(text.strip()):
        parts = [_join_name(p) for p in _SEPARATORS.split(text)]
        return tuple(p for p in parts if p)
    words = text.split()
    if any("\u4e00" <= c <= "\u9fff" for c in text):
        if len(words) > 1 and any(len(w) == 1 for w in words):
            raise ValueError("分不清是几个人，请用顿号隔开")
        return tuple(words)
    return (" ".join(words),) if words else ()


def _join_name(part: str) -> str:
    """A name without the blanks that pad Chinese ones; Latin names keep theirs."""
    words = part.split()
    is_chinese = any("\u4e00" <= c <= "\u9fff" for c in part)
    return ("" if is_chinese else " ").join(words)


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

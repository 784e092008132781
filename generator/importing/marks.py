"""Numberings as they are printed: 第三条, 一、, （一）, 1., (1), 1), ①, a), 4.1.2, •, ## and 附件1.

A mark has a style (how it is written), numbers (its position in its list, several for decimal
headings, none for bullets) and a variant (the punctuation after it). Whether something that looks
like a mark is one is decided by `sequence`, from the marks around it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.numerals import parse_chinese_number

PART, CHAPTER, SECTION, ARTICLE, ANNEX = "part", "chapter", "section", "article", "annex"
CHINESE, CHINESE_BRACKETS, CHINESE_BRACKET = "一、", "（一）", "一）"
DIGIT, DIGIT_BRACKETS, DIGIT_BRACKET, DIGIT_BARE = "1.", "(1)", "1)", "1"
CIRCLE, LETTER, LETTER_BRACKETS, ROMAN, DECIMAL, BULLET = "①", "a.", "(a)", "Ⅰ", "1.1", "•"
HEADING = "#"
STRUCTURAL = (PART, CHAPTER, SECTION, ARTICLE)
_KINDS = {"编": PART, "篇": PART, "部分": PART, "章": CHAPTER, "节": SECTION, "条": ARTICLE}
MAX_NUMBER = 999


class Mark(NamedTuple):
    """One numbering as printed; `end` is where the text after it begins in the line."""

    style: str
    numbers: tuple[int, ...]
    variant: str
    end: int


_NUMERAL = "[零〇○一二三四五六七八九十百]"
# What makes a number an amount; followed by some characters they begin a word instead.
_UNIT = (
    "(?:[%‰元万亿千百倍岁米吨折秒号辆天周度套份~～%-](?!边|期|转|量)|年(?!度|终|审|会)|月(?!度|报)|日(?!常|程|期)|时(?!间|限|段|刻|机)"
    "|点(?!评|名)|分(?!类|级|工|管|组|析|公|配|享|别|支)|人(?!员|数|力|事|均|选|格)|名(?!称|单|片|额)|位(?!置)|个(?!人|别)"
    "|次(?!数|序|要)|张(?!贴)|级(?!别)|类(?!别|型)|层(?!级|次)|台(?!账)|间(?!隔|接)|家(?!属|具)|条(?!件|款|例)|款(?!待|项)"
    "|项(?!目)|成(?!员|本|立|果|效)|件(?!数))"
)
_CIRCLED = {
    **{chr(0x2460 + i): i + 1 for i in range(20)},
    **{chr(0x3251 + i): i + 21 for i in range(15)},
    **{chr(0x2474 + i): i + 1 for i in range(20)},
    **{chr(0x2488 + i): i + 1 for i in range(20)},
    **{chr(0x3220 + i): i + 1 for i in range(10)},
    **{chr(0x2776 + i): i + 1 for i in range(10)},
}
_ROMANS = {**{chr(0x2160 + i): i + 1 for i in range(12)}, **{chr(0x2170 + i): i + 1 for i in range(12)}}
BULLETS = "•●○■◆◇▪▫◦‧∙⚫➢➤►▶✓✔√★☆※·▲△\uf06c\uf06e\uf075\uf0b7\uf0a7\uf0d8\uf0fc\uf076"
_DASHES = "-*+–—"

STRUCTURE = rf"第\s?(?P<snum>{_NUMERAL}{{1,7}}|[0-9]{{1,3}}|{_NUMERAL}(?:\s{_NUMERAL}){{1,4}})\s{{0,2}}(?P<kind>编|篇|部分|章|节|条)"
_STRUCTURE = re.compile(rf"{STRUCTURE}(?P<delim>\s*[、.:,]|)\s*")
_ANNEX = re.compile(
    rf"附\s?(?:件|表|录)\s?(?P<num>{_NUMERAL}{{1,3}}|[0-9]{{1,2}}|[A-Z](?![A-Za-z])|)\s*(?P<delim>[:、.,]|)\s*|附\s?(?P<alone>:)\s*"
)
_DECIMAL = re.compile(
    rf"(?P<num>[0-9]{{1,2}}(?:\s?\.\s?[0-9]{{1,2}}){{1,4}})(?P<delim>\s?[.、:)]|)(?![0-9]|{_UNIT})\s*"
)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (DIGIT_BRACKETS, re.compile(r"\(\s?(?P<num>[0-9]{1,2})\s?\)(?P<delim>[、.:]|)\s*")),
    (CHINESE_BRACKETS, re.compile(rf"[(〈《]\s?(?P<num>{_NUMERAL}{{1,4}})\s?[)〉》](?P<delim>[、.:]|)\s*")),
    (LETTER_BRACKETS, re.compile(r"\(\s?(?P<num>[a-zA-Z])\s?\)(?P<delim>[、.:]|)\s*")),
    (DIGIT, re.compile(r"(?P<num>[0-9]{1,3})\s?(?P<delim>[、.,:。])(?![0-9])\s*")),
    (DIGIT_BRACKET, re.compile(r"(?P<num>[0-9]{1,2})\s?\)(?P<delim>[、.:]|)\s*")),
    (CHINESE, re.compile(rf"(?P<num>{_NUMERAL}{{1,4}})\s?(?P<delim>[、.,:。])\s*")),
    (CHINESE_BRACKET, re.compile(rf"(?P<num>{_NUMERAL}{{1,3}})\s?\)(?P<delim>[、.:]|)\s*")),
    (CIRCLE, re.compile(rf"(?P<num>[{''.join(_CIRCLED)}])(?P<delim>[、.:]|)\s*")),
    (ROMAN, re.compile(rf"(?P<num>[{''.join(_ROMANS)}])(?P<delim>[、.:)]|)\s*")),
    (LETTER, re.compile(r"(?P<num>[a-zA-Z])\s?(?P<delim>[、.)])\s*")),
)
_BARE = re.compile(rf"(?P<num>[0-9]{{1,2}})(?P<delim>\s+|)(?![0-9a-zA-Z\W]|(?<=[0-9]){_UNIT})")
_CHINESE_BARE = re.compile(rf"(?P<num>{_NUMERAL}{{1,3}})(?P<delim>\s+)(?=\S)")
_BULLET = re.compile(rf"[{re.escape(BULLETS)}]\s*|[{re.escape(_DASHES)}](?:\s+|(?=[\u4e00-\u9fff]))")


def mark_at_start(line: str) -> Mark | None:
    """The numbering at the start of a folded line (leading blanks skipped), or None."""
    start = len(line) - len(line.lstrip())
    if match := _STRUCTURE.match(line, start):
        return _structural(match)
    if match := _ANNEX.match(line, start):
        return _annex(match)
    return mark_at(line, start) or _bare(line, start)


def mark_at(line: str, start: int) -> Mark | None:
    """The list numbering that stands at a place of a folded line, or None."""
    if match := _DECIMAL.match(line, start):
        return _decimal(match)
    for style, pattern in _PATTERNS:
        if match := pattern.match(line, start):
            return _listed(style, match)
    match = _BULLET.match(line, start)
    return Mark(BULLET, (), match[0].strip(), match.end()) if match else None


def _structural(match: re.Match[str]) -> Mark | None:
    number = to_number("".join(match["snum"].split()))
    return Mark(_KINDS[match["kind"]], (number,), "", match.end()) if number else None


def _annex(match: re.Match[str]) -> Mark | None:
    raw = match["num"] or ""
    numbers = (ord(raw) - 64,) if "A" <= raw <= "Z" else (to_number(raw) or 0,)
    return Mark(ANNEX, numbers, match["delim"] or match["alone"] or "", match.end())


def _decimal(match: re.Match[str]) -> Mark | None:
    numbers = tuple(int(n) for n in re.split(r"\s?\.\s?", match["num"]))
    has_blanks = " " in match["num"]
    if not numbers[0] or (has_blanks and match["delim"]):
        return None
    return Mark(DECIMAL, numbers, "spaced" if has_blanks else "", match.end())


def _listed(style: str, match: re.Match[str]) -> Mark | None:
    raw = match["num"]
    number = (
        _CIRCLED.get(raw)
        or _ROMANS.get(raw)
        or (ord(raw.lower()) - 96 if raw.isascii() and raw.isalpha() else to_number(raw))
    )
    return Mark(style, (number,), match["delim"], match.end()) if number else None


def _bare(line: str, start: int) -> Mark | None:
    """A number with a blank or nothing before its text: `1 目的`, `1目的`, `一 目的`."""
    if match := _BARE.match(line, start):
        number = to_number(match["num"])
        return Mark(DIGIT_BARE, (number,), " " if match["delim"] else "", match.end()) if number else None
    if match := _CHINESE_BARE.match(line, start):
        number = to_number(match["num"])
        return Mark(CHINESE, (number,), " ", match.end()) if number else None
    return None


def to_number(raw: str) -> int:
    """A printed number from 1 to 999, or 0 where it says none.

    >>> to_number("十二"), to_number("7"), to_number("一〇")
    (12, 7, 10)
    """
    if raw.isascii():
        return int(raw) if raw.isdigit() and int(raw) <= MAX_NUMBER else 0
    try:
        number = parse_chinese_number(raw)
    except ValueError:
        return 0
    return number if number <= MAX_NUMBER else 0

"""Ranges of amounts and numbers in prose and tables: where they overlap or leave a gap.

`600万以上` beside `不超过600万` overlap, because 以上 includes the number; `5人以下` beside `5～10人` too.
Ranges are compared within one list, one table column or one sentence, and only in one unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from generator.errors import Level
from generator.importing.remarks import Remark
from generator.importing.repairs import Confidence, Repair
from generator.importing.widths import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.importing.outline import Outline, OutlineParagraph

_SCALES = {"亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 1000, "百": 100}
_NUMBER = r"(?P<{0}>(?<![\d.])\d{{1,12}}(?:,\d{{3}})*(?:\.\d{{1,6}})?)\s*(?P<{0}_scale>千万|百万|亿|万|千|百)?\s*(?P<{0}_unit>元|人民币|人次|人|名|位|天|个?工作日|日|小时|分钟|年|个月|月|次|桌|件|%|级|家|平方米|公里|辆)?"
_A, _B = _NUMBER.format("a"), _NUMBER.format("b")
_NOTE = r"(?:\((?P<{0}>不?含|不?包含|不?包括)(?:本数|本级|{1})?\)|(?P<{0}_bare>不含|含)(?=以上|以下))?"
_IN = _NOTE.format("in_a", r"\d+[^()]{{0,4}}")
_LOW_WORD = r"(?:≥|>=|>|大于等于|大于或等于|不低于|不少于|不小于|至少|超过|高于|大于|多于)"
_HIGH_WORD = r"(?:≤|<=|<|小于等于|小于或等于|不超过|不多于|不高于|不大于|最多|低于|小于|少于|不满|不足|未满|未超过|未达到?)"
_PATTERNS = tuple(
    re.compile(p)
    for p in (
        rf"{_A}\s*(?P<lo>≤|<=|<)\s*[^\d≤<>≥,;。、]{{0,12}}\s*(?P<hi>≤|<=|<)\s*{_B}",
        rf"{_B}\s*(?P<hi>≥|>=|>)\s*[^\d≤<>≥,;。、]{{0,12}}\s*(?P<lo>≥|>=|>)\s*{_A}",
        rf"{_A}\s*{_IN}\s*(?P<low_end>以上)?\s*(?:至|到|-|~|—|–|～)+\s*{_B}\s*{_NOTE.format('in_b', '')}(?P<high_end>以下|以内|之间)?",
        rf"{_A}\s*{_IN}\s*以上\s*[、,]?\s*{_B}\s*{_NOTE.format('in_b', '')}\s*(?P<both>以下|以内)",
        rf"(?P<hi>{_HIGH_WORD})\s*{_B}\s*[、,且并但]?\s*(?P<lo>{_LOW_WORD})\s*{_A}",
        rf"(?P<lo>{_LOW_WORD})\s*{_A}(?:\s*[、,且]?\s*(?P<hi>{_HIGH_WORD})\s*{_B})?",
        rf"(?P<hi>{_HIGH_WORD})\s*{_B}",
        rf"{_A}\s*{_IN}\s*(?P<up>及以上|以上|起)",
        rf"{_B}\s*{_NOTE.format('in_b', '')}\s*(?P<down>及以下|以下|以内|之内)",
    )
)
_BETWEEN = re.compile(r"[≤<≥>=]\s*([\u4e00-\u9fff]{1,12})\s*[≤<≥>]")
_MINUTES = {"分钟": 1, "小时": 60}
_INCLUDED = (
    "大于等于",
    "大于或等于",
    "小于等于",
    "小于或等于",
    "≥",
    ">=",
    "≤",
    "<=",
    "不低于",
    "不少于",
    "不小于",
    "至少",
    "不超过",
    "不多于",
    "不高于",
    "不大于",
    "最多",
    "未超过",
)
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A range as it is written; None means unbounded."""

    low: Decimal | None
    low_included: bool
    high: Decimal | None
    high_included: bool
    unit: str
    text: str
    label: str = ""
    line: int = 0


def find_range(text: str, *, line: int = 0) -> Range | None:
    """The first range of a text, or None.

    >>> find_range("合同金额600万元以上").low
    Decimal('6000000')
    """
    folded = fold(text).replace("～", "~")
    found = [(m.start(), -len(m[0]), i, m) for i, p in enumerate(_PATTERNS) if (m := p.search(folded))]
    if not found:
        return None
    _, _, index, match = min(found, key=lambda f: f[:3])
    made = _to_range(match, index)
    if made is None or (made.low is None and made.high is None):
        return None
    low, high, unit = made.low, made.high, made.unit
    if low is not None and high is not None and low > high:
        return None
    del low, high
    head = folded[: match.start()]
    return Range(
        low=made.low, low_included=made.low_included, high=made.high, high_included=made.high_included,
        unit=unit, text=text[match.start() : match.end()].strip(), label=_label(head, match[0]), line=line,
    )  # fmt: skip


def _label(head: str, match: str) -> str:
    """The quantity a range speaks of: the words between its signs, or right before it."""
    if inner := _BETWEEN.search(match):
        return inner[1].strip()
    if head.rstrip().endswith((":", ";", ",", "。")):
        return ""
    word = re.split(r"[,;:。、()\s]", head.rstrip(" (为在是"))[-1]
    return re.sub(r"^(?:其|的|当|凡|若|如|每次|每|对|按)|(?:为|在|是|的|达到|达|等于)$", "", word)


def _to_range(match: re.Match[str], index: int) -> Range | None:
    groups = match.groupdict()
    low, high, unit = _bounds(groups)
    low_included = high_included = True
    if groups.get("lo"):
        low_included = groups["lo"] in _INCLUDED
    if groups.get("hi"):
        high_included = groups["hi"] in _INCLUDED
    low_included = low_included and not _excludes(groups, "in_a")
    high_included = high_included and not _excludes(groups, "in_b")
    if index in (0, 1):  # `a < x ≤ b`: the signs stand between the number and the quantity
        low_included, high_included = groups["lo"] in _INCLUDED, groups["hi"] in _INCLUDED
    return Range(
        low=low, low_included=low_included, high=high, high_included=high_included, unit=unit, text=match[0]
    )


def _excludes(groups: dict[str, str | None], name: str) -> bool:
    noted = groups.get(name) or groups.get(f"{name}_bare") or ""
    return noted.startswith("不")


def _bounds(groups: dict[str, str | None]) -> tuple[Decimal | None, Decimal | None, str]:
    """Both bounds in the smallest unit; a scale or unit written once counts for both."""
    units = [groups.get("a_unit"), groups.get("b_unit")]
    scales = [groups.get("a_scale"), groups.get("b_scale")]
    has_both = groups.get("a") is not None and groups.get("b") is not None
    if has_both and scales[0] is None and units[0] is None:
        scales[0] = scales[1]
    if set(units) == set(_MINUTES):
        return _minutes(groups["a"], units[0]), _minutes(groups["b"], units[1]), "分钟"
    unit = next((u for u in reversed(units) if u), "")
    if not unit and any(scales):
        unit = "元"
    return (
        _number(groups.get("a"), scales[0]),
        _number(groups.get("b"), scales[1]),
        {"名": "人", "位": "人", "人次": "人", "个工作日": "工作日"}.get(unit, unit),
    )


def _minutes(raw: str | None, unit: str | None) -> Decimal | None:
    number = _number(raw, None)
    return None if number is None else number * _MINUTES.get(unit or "", 1)


def _number(raw: str | None, scale: str | None) -> Decimal | None:
    return None if raw is None else Decimal(raw.replace(",", "")) * _SCALES.get(scale or "", 1)


def check_ranges(outline: Outline) -> Iterator[Remark]:
    """Overlaps and gaps between the ranges of a list, a table column or a sentence."""
    seen: set[tuple[int, str]] = set()
    for ranges in _groups(outline):
        for remark in compare(ranges):
            key = (remark.line, remark.message)
            if key not in seen:
                seen.add(key)
                yield remark


def _groups(outline: Outline) -> Iterator[list[Range]]:
    for paragraphs in (*(a.paragraphs for a in outline.articles), *(a.paragraphs for a in outline.annexes)):
        for paragraph in paragraphs:
            yield from groups_of(paragraph)
        yield from _by_unit(
            [r for p in paragraphs if not p.items and not p.grid and (r := find_range(p.text, line=p.line))]
        )


def groups_of(paragraph: OutlineParagraph) -> Iterator[list[Range]]:
    """The sets of ranges of one paragraph that are meant to complete each other."""
    for column in zip(*_even(paragraph.grid), strict=True):
        yield from _by_unit([r for cell in column if (r := find_range(cell, line=paragraph.line))])
    yield from _by_unit([r for i in paragraph.items if (r := find_range(i.text, line=i.line))])
    for item in paragraph.items:
        yield from _by_unit([r for s in item.subitems if (r := find_range(s.text, line=s.line))])
        yield from _by_unit(list(_in_sentence(item.text, item.line)))
    yield from _by_unit(list(_in_sentence(paragraph.text, paragraph.line)))


def _even(grid: tuple[tuple[str, ...], ...]) -> list[tuple[str, ...]]:
    width = max((len(row) for row in grid), default=0)
    return [row + ("",) * (width - len(row)) for row in grid]


def _in_sentence(text: str, line: int) -> Iterator[Range]:
    """The first range of each part of a sentence that lists cases."""
    for part in re.split("[；;。]|[,，](?=[^,，；;。]{0,14}\\d)", text):
        found = find_range(part, line=line)
        if found:
            yield found


def _by_unit(ranges: Sequence[Range]) -> Iterator[list[Range]]:
    """Ranges of one quantity in one unit, two or more, that look like its cases."""
    for unit in dict.fromkeys(r.unit for r in ranges):
        same_unit = [r for r in ranges if r.unit == unit]
        labels = {r.label for r in same_unit} - {""}
        for label in labels or {""}:
            group = [r for r in same_unit if r.label == label or (len(labels) == 1 and not r.label)]
            if len(group) >= _FEWEST and _is_partition(group):
                yield group


def _is_partition(group: Iterable[Range]) -> bool:
    """True when the ranges look like cases of one quantity: some end where others begin."""
    listed = list(group)
    labels = {r.label for r in listed if r.label}
    lows = {r.low for r in listed} - {None}
    highs = {r.high for r in listed} - {None}
    touches = bool(lows & highs)
    sides = bool(lows) and bool(highs)
    return (sides and (touches or len(listed) > _FEWEST or len(labels) <= 1)) or any(
        _differ_in_the_bound_only(one, other) for one, other in combinations(listed, 2)
    )


def _differ_in_the_bound_only(one: Range, other: Range) -> bool:
    """True for `超过5人` beside `5人以上`, and for `不满5人` beside `5人以下`."""
    if one.high is None and other.high is None:
        return one.low == other.low and one.low_included != other.low_included
    if one.low is None and other.low is None:
        return one.high == other.high and one.high_included != other.high_included
    return False


def compare(group: list[Range]) -> Iterator[Remark]:
    """The overlaps and gaps of ranges that should complete each other."""
    ordered = sorted(group, key=lambda r: (r.low is not None, r.low or 0, not r.low_included))
    for one, other in pairwise(ordered):
        if _differ_in_the_bound_only(one, other):
            yield _overlap(one, other, "只差是否含本数")
        elif one.high is None or other.low is None:
            if one.high is None and other.high is not None:
                yield _overlap(one, other, "两个区间相互包含")
        elif one.high > other.low or (one.high == other.low and one.high_included and other.low_included):
            where = f"{_words(other.low, other.unit)}同时属于两档" if one.high == other.low else "两档相交"
            yield _overlap(one, other, where)
        elif one.high == other.low and not one.high_included and not other.low_included:
            yield _gap(one, other, f"恰好{_words(one.high, one.unit)}不属于任何一档")
        elif one.high < other.low and not _is_next(one, other):
            yield _gap(
                one, other, f"{_words(one.high, one.unit)}与{_words(other.low, other.unit)}之间没有规定"
            )


def _is_next(one: Range, other: Range) -> bool:
    """True for whole numbers that follow each other: 1～5 and 6～10."""
    counts = one.unit in ("人", "天", "日", "工作日", "次", "件", "家", "级", "桌", "辆", "")
    return (
        counts
        and one.high is not None
        and other.low is not None
        and other.low - one.high == 1
        and one.high_included
        and other.low_included
    )


def _overlap(one: Range, other: Range, where: str) -> Remark:
    return Remark(
        rule="interval-overlap", line=max(one.line, other.line), level=Level.ERROR,
        message=f"“{one.text}”与“{other.text}”重叠：{where}",
        hint="“以上”“以下”“以内”含本数，“超过”“不满”不含；改写其中一档",
    )  # fmt: skip


def _gap(one: Range, other: Range, where: str) -> Remark:
    return Remark(
        rule="interval-gap", line=max(one.line, other.line), level=Level.WARNING,
        message=f"“{one.text}”与“{other.text}”之间有空档：{where}", hint="补上一档，或改动相邻的一档",
    )  # fmt: skip


def _words(number: Decimal | None, unit: str) -> str:
    if number is None:
        return ""
    if unit == "元" and number >= 10_000:
        return f"{(number / 10_000).normalize():f}万元"
    return f"{number.normalize():f}{unit}"


def lost_bounds(outline: Outline) -> Iterator[Repair]:
    """A bare number at the edge of a list of ranges: 以下 or 以上 seems to be lost."""
    for article in outline.articles:
        for paragraph in article.paragraphs:
            rows = [(i.text, i.line) for i in paragraph.items]
            found = [find_range(text) for text, _ in rows]
            units = {r.unit for r in found if r}
            if len(rows) < 3 or len(units) != 1 or sum(r is None for r in found) != 1:
                continue
            index = found.index(None)
            if index in (0, len(rows) - 1):
                yield from _lost_bound(*rows[index], units.pop(), is_first=index == 0)


_BARE_AMOUNT = r"(?<![\d.])\d+(?:\.\d+)?\s*(?:万|亿|千)?\s*{}"


def _lost_bound(text: str, line: int, unit: str, *, is_first: bool) -> Iterator[Repair]:
    match = re.search(
        _BARE_AMOUNT.format(re.escape(unit) if unit != "元" else "(?:元|(?<=[万亿]))"), fold(text)
    )
    if match:
        word = "以下" if is_first else "以上"
        yield Repair(
            line=line, rule="lost-word", before=text[: match.end() + 8], after=f"{text[: match.end()]}〔{word}〕{text[match.end() : match.end() + 8]}",
            reason=f"同列其他各档是区间，这里像是漏了“{word}”", confidence=Confidence.DOUBTFUL,
        )  # fmt: skip

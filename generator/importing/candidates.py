"""Every place of a line where a numbering may begin: at its start, and glued inside it.

Each candidate carries what speaks for and against it, as two costs: of taking it for a mark and of
taking it for text. `sequence` weighs them against how well the marks count up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.errors import InputRefused
from generator.importing import marks
from generator.importing.furniture import TITLE_END
from generator.importing.marks import Mark
from generator.importing.shapes import Shape, is_heading, is_introduction, is_terminated, shape_of
from generator.importing.widths import fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.importing.lines import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A possible numbering: where it stands, what it would be, and how plausible it is."""

    line: int
    """Index of the line."""
    start: int
    mark: Mark
    is_inside: bool
    take_cost: float
    leave_cost: float
    shape: Shape
    indent: int = 0
    is_introduced: bool = False
    """The text before it announces a list."""
    follows_text: bool = False
    """A paragraph without a numbering stands between it and the numbering before."""
    is_forced: bool = False
    level: int = 0


_INSIDE = re.compile(
    rf"{marks.STRUCTURE}|\(\s?(?:[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}}|[a-z])\s?\)"
    r"|(?<![0-9.A-Za-z/~-])(?<![0-9]:)[0-9]{1,2}(?:(?:\s?\.\s?[0-9]{1,2}){1,3}(?![0-9])|\s?[、.](?![0-9]))"
    r"|(?<=[。;\s制度定法则范])[0-9]{1,2}\s{0,2}(?=[\u4e00-\u9fff])|(?<![0-9.(A-Za-z/~-])[0-9]{1,2}\)|(?<![一二三四五六七八九十第百])[一二三四五六七八九十]{1,3}\s?[、.:](?=\s?\S)"
    r"|(?:(?<=[;。:])\s?|(?<=[\u4e00-\u9fff])\s?)[-–—](?:\s(?=[\u4e00-\u9fff])|(?<=[;。:][-–—])(?=[\u4e00-\u9fff]))|[①-⑳⑴-⑽⒈-⒑㈠-㈩•●■◆➢]|(?<![A-Za-z0-9])[a-hA-H][、.)](?=\s?[\u4e00-\u9fff])"
    r"|附(?:件|表|录)[一二三四五六七八九十0-9]{1,2}\s?:"
)
_REFERRING = re.compile(
    r"(?:本(?:制度|办法|规定|细则|规范|章|节|条)|前述|上述|依照?|按照?|参照|根据|依据|违反|适用|符合|参?见|遵照|执行|与|和|及|、|至|到|或|》|法|条例|除|除了|在|由|如|的|了|即|同|据|对|以|比照)\s?$"
)
_REFERRED = re.compile(
    r"\s?(?:规定|所(?!有)|之(?!前|后)|至(?!少)|、|和(?!谐)|及(?!时)|与(?!会)|或|中(?!心|层|国|午|方)|第|款(?!待|项)|项(?!目)|目(?!的|标|录|前)"
    r"|执行|办理|要求|条款|以下|以上|以内|后(?!勤|续|期)|前(?!台|往|期|来)|列(?!席|入)|的|[)》,;。])"
)
_ITEM_REFERRED = re.compile(
    r"\s?(?:项(?!目)|款(?!待|项)|目(?!的|标|录|前)|条(?!件|款|例)|至(?!少)|和|及|或|[、,](?=\s?\())"
)
_ITEM_REFERRING = re.compile(r"(?:第|件|表|图|式|附|款|条|项|注|型号|版本)\s?$")
_MORE_NUMBERS = re.compile("[二三四五六七八九十]{1,3}[、级类等项章条节]|[和及与]")
_NO_CHINESE_NUMBER = re.compile(
    "(?:统|唯|之|其|同|单|周|期|第|万|专|划|逐|齐|不|进|任|每|某|这|那|首|归|合|分|同心|初|十|百|千|两|几|数|者|位|个)$"
)
_BOUNDARY = "。；;！!？?"
_WEAK_BOUNDARY = "，,、"
MAX_CANDIDATES = 30_000
_WRAPPED_FROM = 12
_CONTEXT = 12
_SEGMENT = 60


def find_candidates(lines: tuple[Line, ...]) -> tuple[Candidate, ...]:
    """All candidates in the order of the text. Raises InputRefused for absurdly many."""
    found: list[Candidate] = []
    previous: Line | None = None
    had_mark = True
    for index, line in enumerate(lines):
        if line.grid:
            previous, had_mark = line, False
            continue
        here = list(_in_line(index, line, previous, follows_text=not had_mark))
        found += here
        if len(found) > MAX_CANDIDATES:
            hint = "核对是否选错文件；多份制度请拆开导入"
            raise InputRefused("too-many-numbers", f"编号多于 {MAX_CANDIDATES} 个，不像一份制度", hint=hint)
        starts = [c for c in here if not c.is_inside]
        had_mark = bool(starts) or (not had_mark and bool(here))
        had_mark = had_mark or (previous is not None and _may_continue(previous, line) and not starts)
        previous = line
    return tuple(found)


def _may_continue(previous: Line, line: Line) -> bool:
    """True when a line may be the rest of the one before, cut by a hard wrap."""
    return (
        not line.is_paragraph
        and not previous.grid
        and len(previous.text.strip()) >= _WRAPPED_FROM
        and not is_terminated(previous.text)
    )


def _in_line(index: int, line: Line, previous: Line | None, *, follows_text: bool) -> Iterator[Candidate]:
    folded = fold(line.text)
    places = list(_places(folded, line))
    for order, (start, mark) in enumerate(places):
        end = places[order + 1][0] if order + 1 < len(places) else len(folded)
        text = line.text[mark.end : end]
        shape = shape_of(text)
        indent = len(folded) - len(folded.lstrip())
        is_first = start <= indent
        if is_first:
            take, leave = _costs_at_start(folded, mark, previous, line)
            intro = previous is not None and is_introduction(previous.text)
        else:
            above = places[order - 1][1] if order else None
            take, leave = _costs_inside(folded, start, mark, above)
            intro = is_introduction(folded[max(0, start - _CONTEXT) : start])
        yield Candidate(
            line=index, start=start, mark=mark, is_inside=not is_first, take_cost=take, leave_cost=leave,
            shape=shape, indent=indent, is_introduced=intro, follows_text=follows_text and is_first,
            is_forced=bool(is_first and line.list_key), level=line.level if is_first else 0,
        )  # fmt: skip


def _places(folded: str, line: Line) -> Iterator[tuple[int, Mark]]:
    """The places of a line where a mark may stand, and the mark of each."""
    at = len(folded) - len(folded.lstrip())
    mark = marks.mark_at_start(folded)
    if line.list_key and (mark is None or mark.end < line.derived):
        mark = Mark(f"auto:{line.list_key}", (line.list_number,), "", line.derived)
    elif line.level and mark is None:
        mark = Mark(f"{marks.HEADING}{line.level}", (), "", at)
    if mark:
        yield at, mark
        at = mark.end
        while (follow := _mark_here(folded, at)) is not None:
            yield at, follow
            at = follow.end
    while match := _INSIDE.search(folded, at):
        inner = _mark_here(folded, match.start())
        if inner:
            yield match.start(), inner
        at = max(match.end(), inner.end if inner else 0)


def _mark_here(folded: str, at: int) -> Mark | None:
    """A mark right at a place inside a line: no bare numbers, no dashes."""
    if not _INSIDE.match(folded, at):
        return None
    tail = folded[at : at + 40]
    mark = marks.mark_at_start(tail)
    if mark is None or (mark.style == marks.DIGIT_BARE and not folded[max(0, at - 40) : at].strip()):
        return None
    return mark._replace(end=at + mark.end)


def _costs_at_start(folded: str, mark: Mark, previous: Line | None, line: Line) -> tuple[float, float]:
    take, leave = 0.0, 3.0
    if line.list_key or mark.style.startswith(marks.HEADING):
        return 0.0, 6.0
    if mark.style in marks.STRUCTURAL:
        leave = 4.0
        if _REFERRED.match(folded, mark.end) and folded[mark.end - 1 : mark.end] != " ":
            take = 1.5
    elif mark.style == marks.DECIMAL:
        leave = 3.6
    elif mark.style == marks.DIGIT_BARE:
        take, leave = (0.3, 1.6) if mark.variant else (0.9, 1.0)
    elif mark.style in (marks.LETTER, marks.LETTER_BRACKETS):
        leave = 1.5
    elif mark.style == marks.CHINESE and mark.variant == " ":
        take, leave = 0.3, 1.2
    elif mark.style == marks.ANNEX:
        take, leave = _annex_costs(folded, mark)
    if previous is not None and _may_continue(previous, line) and not is_heading(previous.text):
        take += 0.6
        leave -= 1.0
    return take, leave


def _annex_costs(folded: str, mark: Mark) -> tuple[float, float]:
    """An annex begins with its name; a sentence about annexes does not."""
    rest = folded[mark.end :].strip()
    if len(rest) > 40 or re.search("[。;,]", rest) or re.match("所列|中|的|规定|要求|由|应|为|是", rest):
        return 4.0, 0.0
    return 0.0, 3.0


def _costs_inside(folded: str, start: int, mark: Mark, above: Mark | None) -> tuple[float, float]:
    segment_start, segment_style = (above.end, above.style) if above else (0, "")
    before = folded[max(segment_start, start - _CONTEXT) : start]
    segment = folded[max(segment_start, start - _SEGMENT) : start]
    if mark.style == marks.ANNEX:
        follows_annex = segment_style == marks.ANNEX and is_heading(segment)
        return (0.3, 1.5) if before.rstrip()[-1:] in _BOUNDARY or follows_annex else (4.0, 0.0)
    if mark.style in marks.STRUCTURAL:
        return _structural_costs(folded, mark, before, segment, after_heading=segment_style in _DIVISIONS)
    if mark.style == marks.DIGIT_BARE:
        return _bare_costs(mark, before, segment)
    if not segment.strip():
        return 0.1, 2.5
    if _is_mention(folded, mark, before):
        return 4.0, 0.0
    at_end = before.rstrip()[-1:] in _BOUNDARY + ":"
    if mark.style == marks.DECIMAL and not at_end and not is_heading(segment):
        return 2.5, 0.2
    take, leave = _list_costs(before, segment, easy=_EASE.get(mark.style, 0.0))
    goes_on = bool(mark.numbers) and mark.numbers[-1] > 1  # only a list that is open already can want it
    return (take - 0.5 if goes_on and take > _DOUBTFUL_COST else take), leave


_DOUBTFUL_COST = 1.5
_DIVISIONS = (marks.PART, marks.CHAPTER, marks.SECTION)
_BRACKETED = (marks.DIGIT_BRACKETS, marks.CHINESE_BRACKETS, marks.LETTER_BRACKETS)
# Signs that hardly stand in running text need less around them to be believed.
_EASE = {**dict.fromkeys(_BRACKETED, 0.3), marks.CIRCLE: 0.6, marks.BULLET: 0.6}


def _is_mention(folded: str, mark: Mark, before: str) -> bool:
    """True where words around a number say that it is no list number: 第（一）项, 附件1), 统一、."""
    if mark.style in _BRACKETED:
        return bool(_ITEM_REFERRING.search(before) or _ITEM_REFERRED.match(folded, mark.end))
    if mark.style == marks.CHINESE:
        return bool(_NO_CHINESE_NUMBER.search(before) or _MORE_NUMBERS.match(folded, mark.end))
    if mark.style == marks.DIGIT_BRACKET and before.rfind("(") > before.rfind(")"):
        return True
    return mark.style in (marks.DIGIT, marks.DIGIT_BRACKET) and bool(_ITEM_REFERRING.search(before))


def _list_costs(before: str, segment: str, *, easy: float) -> tuple[float, float]:
    """A list number inside a line: after a full stop, a colon, a heading, or in the middle of words."""
    last = before.rstrip()[-1:]
    if last and last in _BOUNDARY:
        return 0.4 - easy / 3, 1.2 + easy
    if last == ":":
        return 0.5 - easy / 3, 1.0 + easy
    if is_heading(segment):
        return 0.5 - easy, 1.0
    if before.endswith(" "):
        return 0.9 - easy, 0.7 + easy
    if last and last in _WEAK_BOUNDARY:
        return 1.3 - easy, 0.4 + easy
    return 2.0 - easy, 0.3 + easy / 2


def _bare_costs(mark: Mark, before: str, segment: str) -> tuple[float, float]:
    """`。2适用范围` and ` 2 职责 `: a number without any sign; only its sequence can prove it."""
    last = before.rstrip()[-1:]
    if last and last in _BOUNDARY:
        return (0.5, 0.9) if mark.variant else (0.6, 0.9)
    if mark.variant and before.endswith(" "):
        return 0.7, 0.7
    return (0.8, 0.7) if is_heading(segment) else (3.0, 0.0)


def _structural_costs(
    folded: str, mark: Mark, before: str, segment: str, *, after_heading: bool
) -> tuple[float, float]:
    """A chapter or an article glued into a line, or the mention of one."""
    last = before.rstrip()[-1:]
    at_boundary = bool(last) and last in _BOUNDARY
    if not segment.strip():
        return (0.0, 4.0) if after_heading else (5.0, 0.0)
    if mark.numbers == (1,) and TITLE_END.search(squeeze(segment)):
        return 0.2, 3.0
    if after_heading and mark.style != marks.CHAPTER and is_heading(segment):
        return 0.1, 3.6
    mentioned = bool(_REFERRED.match(folded, mark.end)) and not folded[mark.end - 1 : mark.end].isspace()
    if _REFERRING.search(before) or (mentioned and not at_boundary):
        return 5.0, 0.0
    if at_boundary:
        return (1.5, 1.0) if mentioned else (0.2, 3.0)
    if is_heading(segment):
        return 0.3, 2.0
    return (0.8, 1.5) if before.endswith(" ") else (2.2, 0.6)

"""Hard wraps: is a line the rest of the one before, or a paragraph of its own?

Evidence, the strongest first: the line before ends in a comma; the two characters that would meet
stand together elsewhere in the text (the wrap cut a word); the text is wrapped at a width and the
line before reaches it; the run of lines ends with a full stop.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.importing.repairs import Confidence, Repair
from generator.importing.shapes import is_heading, is_terminated, split_title
from generator.importing.widths import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.importing.lines import Line

_OPEN_END = re.compile(r"[,、(\[“《‘—~]$|.{9}(?:和|及|与|或|的|在|对|由|按|为|将|并|应|须)$")
_OPEN_START = re.compile(r"[,、。;:!?)\]”》’]")
_LABEL = re.compile(r"[^。;:,]{1,14}:")
_NUMERALS = "[零〇一二三四五六七八九十百0-9]"
_CUT_MARKS = (
    (re.compile(rf"第\s?{_NUMERALS}{{0,6}}$"), re.compile(rf"\s*{_NUMERALS}{{0,6}}\s?[章节条编]")),
    (re.compile(r"(?:^|(?<=[;。:\s]))[0-9一二三四五六七八九十]{1,2}$"), re.compile(r"\s*[.、](?![0-9])")),
    (re.compile(rf"[(]\s?{_NUMERALS}{{0,3}}$"), re.compile(rf"\s*{_NUMERALS}{{0,3}}\s?[)]")),
)
_MIN_WIDTH = 12
_CUT_LENGTH = 8
_CLUSTER = 3


@dataclass(frozen=True, slots=True)
class Wraps:
    """What is known of the wrapping of a text: its width (0: none), and which characters meet."""

    width: int
    pairs: frozenset[str]
    indented: bool

    def joins(self, before: Line, after: Line, *, begun: str, ends_terminated: bool) -> bool:
        """True when `after` goes on with the paragraph that `before` ends.

        `begun` is that paragraph as far as it goes, without its numbering; `ends_terminated` says whether the run of unnumbered lines ends with a full stop.
        """
        if before.is_paragraph or before.grid or after.grid:
            return False
        one, other = fold(before.text).rstrip(), fold(after.text).strip()
        if is_terminated(one):
            return self._fills(before) and self._is_flush(after) and not is_heading(one)
        if is_heading(begun) and not self._fills(before):
            is_cut = len(begun) >= _CUT_LENGTH and one[-1:] + other[:1] in self.pairs
            return is_cut or bool(_OPEN_START.match(other)) or _is_latin(one[-1:] + other[:1])
        if _OPEN_START.match(other) or _OPEN_END.search(one):
            return True
        if len(one.strip()) < _MIN_WIDTH and not self._fills(before):
            return False
        if _LABEL.match(other) and not self._fills(before):
            return False
        if self._fills(before):
            return True
        return one[-1:] + other[:1] in self.pairs or (ends_terminated and not is_heading(one))

    def _fills(self, line: Line) -> bool:
        return bool(self.width) and len(line.text.rstrip()) >= self.width - 2

    def _is_flush(self, line: Line) -> bool:
        """True where paragraphs are indented and this line is not."""
        return self.indented and line.text[:1] not in " \u3000\t"


def _is_latin(pair: str) -> bool:
    return len(pair) == 2 and pair.isascii() and pair.isalpha()


def mend_marks(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Repair, ...]]:
    """The lines with numberings that a wrap cut in two (第十⏎二条) made whole on the first line."""
    made = list(lines)
    repairs: list[Repair] = []
    for index in range(len(made) - 1):
        one, other = made[index], made[index + 1]
        if one.is_paragraph or one.grid or other.grid:
            continue
        for tail, head in _CUT_MARKS:
            start, end = tail.search(fold(one.text)), head.match(fold(other.text))
            if start and end:
                moved = other.text[: end.end()].strip()
                repairs.append(_mended(one, start[0], moved))
                made[index] = replace(one, text=one.text.rstrip() + moved)
                made[index + 1] = replace(other, text=other.text[end.end() :])
                break
    return tuple(line for line in made if line.text.strip() or line.grid), tuple(repairs)


def _mended(line: Line, one: str, other: str) -> Repair:
    return Repair(
        line=line.number, rule="hard-wrap", before=f"{one}⏎{other}", after=one + other,
        reason="编号被断成两行，接回", confidence=Confidence.CERTAIN,
    )  # fmt: skip


def measure(lines: Sequence[Line], starts: Iterable[int]) -> Wraps:
    """The wrapping of a text; `starts` are the indexes of lines that begin with a numbering."""
    numbered = set(starts)
    plain = [line for line in lines if not line.grid and not line.is_paragraph]
    widths = [len(line.text.rstrip()) for line in plain]
    width = _width(plain, widths)
    indented = sum(line.text[:1] in " \u3000\t" for line in plain) * 5 >= len(plain) if plain else False
    return Wraps(width, _pairs(lines), indented and len(numbered) < len(lines))


def _width(lines: list[Line], widths: list[int]) -> int:
    """The width at which many lines end without ending a sentence, or 0."""
    counted = Counter(widths)
    for width in sorted(counted, reverse=True):
        full = [line for line, w in zip(lines, widths, strict=True) if width - 2 <= w <= width]
        beyond = sum(w > width for w in widths)
        cut = sum(not is_terminated(line.text) for line in full)
        if width < _MIN_WIDTH or beyond > len(lines) // 10:
            break
        if len(full) >= max(_CLUSTER, len(lines) // 6) and cut * 2 >= len(full):
            return width
    return 0


def _pairs(lines: Sequence[Line]) -> frozenset[str]:
    """Pairs of Chinese characters that stand side by side within lines, twice or more."""
    counted: Counter[str] = Counter()
    for line in lines:
        counted.update(
            a + b
            for a, b in pairwise(line.text.strip())
            if "\u4e00" <= a <= "\u9fff" and "\u4e00" <= b <= "\u9fff"
        )
    return frozenset(pair for pair, count in counted.items() if count > 1)


def is_label(text: str) -> bool:
    """True for a paragraph `label：text`."""
    title, _ = split_title(text)
    return title.rstrip().endswith((":", "："))

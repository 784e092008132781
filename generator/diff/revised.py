"""Two policies → their documents as one, with what came and went marked.

Parts are matched by what they are, not by where they stand: a part that moved goes in one place
and comes in another. Within a part, paragraphs and rows are matched by what they say. Accepting
every mark gives the new text, rejecting every mark the old one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diff.align import aligned, is_similar, merged, moved
from generator.diff.inline import inline_diff
from generator.render.document.blocks import Grid, Style, Text
from generator.render.document.compose import compose
from generator.render.document.marked import (
    MarkedCell,
    MarkedGrid,
    MarkedPart,
    MarkedRow,
    MarkedText,
    marked,
    marked_block,
    pieces,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.policy import Policy
    from generator.render.document.blocks import Block, Part, Row
    from generator.render.document.marked import Edit, MarkedBlock, Pieces

_ONLY_ONES = (
    Style.TITLE, Style.DIVISION, Style.CHAPTER, Style.SECTION, Style.ARTICLE, Style.ANNEX, Style.FORM, Style.BASIS,
)  # fmt: skip
"""Paragraphs of which a part has one: the old one is matched with the new one whatever they say."""


def revised_parts(old: Policy, new: Policy) -> Iterator[MarkedPart]:
    """The parts of both documents in the order of the new one. Raises ProseError."""
    before, after = ({p.key: p for p in compose(policy)} for policy in (old, new))
    away = moved([k for k in before if k in after], [k for k in after if k in before])
    stayed = {f"{key}(moved)" if key in away else key: part for key, part in before.items()}
    for _, left, right in merged(stayed, after):
        if left is not None and right is not None:
            yield _part(left, right)
        elif right is not None:
            yield marked(right, "insert")
        elif left is not None:
            yield marked(left, "delete")


def _part(left: Part, right: Part) -> MarkedPart:
    return MarkedPart(right, tuple(_blocks(left.blocks, right.blocks)))


def _blocks(old: tuple[Block, ...], new: tuple[Block, ...]) -> Iterator[MarkedBlock]:
    for left, right in aligned(old, new, repr, _is_same_block):
        if left is None or right is None or not _is_same_block(left, right):
            yield from (marked_block(left, "delete"),) if left is not None else ()
            yield from (marked_block(right, "insert"),) if right is not None else ()
        elif isinstance(left, Text) and isinstance(right, Text):
            yield MarkedText(right.style, _pieces(left.text, right.text))
        elif isinstance(left, Grid) and isinstance(right, Grid):
            yield MarkedGrid(right, tuple(_rows(left, right)))


def _is_same_block(left: Block, right: Block) -> bool:
    if isinstance(left, Text) and isinstance(right, Text):
        is_only = left.style in _ONLY_ONES or _is_same_entry(left, right)
        return left.style is right.style and (is_only or is_similar(left.text, right.text))
    if isinstance(left, Grid) and isinstance(right, Grid):
        return left.caption == right.caption and len(left.widths) == len(right.widths)
    return False


def _is_same_entry(left: Text, right: Text) -> bool:
    """True for two lines of the cover that give the same item, such as 版本."""
    return left.style is Style.COVER and left.text.partition("：")[0] == right.text.partition("：")[0]


def _rows(left: Grid, right: Grid) -> Iterator[MarkedRow]:
    for old, new in aligned(left.rows, right.rows, repr, _is_same_row):
        if old is None or new is None or not _is_same_shape(old, new):
            yield from (_whole_row(old, "delete"),) if old is not None else ()
            yield from (_whole_row(new, "insert"),) if new is not None else ()
        else:
            cells = (
                MarkedCell(b, _pieces(a.text, b.text)) for a, b in zip(old.cells, new.cells, strict=True)
            )
            yield MarkedRow(tuple(cells), new.height)


def _is_same_row(old: Row, new: Row) -> bool:
    """Rows that say the same in at least half of their cells, or begin alike."""
    if not _is_same_shape(old, new):
        return False
    same = sum(a.text == b.text for a, b in zip(old.cells, new.cells, strict=True))
    return same * 2 >= len(new.cells) or is_similar(old.cells[0].text, new.cells[0].text)


def _is_same_shape(old: Row, new: Row) -> bool:
    return [c.span for c in old.cells] == [c.span for c in new.cells]


def _whole_row(row: Row, edit: Edit) -> MarkedRow:
    cells = tuple(MarkedCell(c, pieces(c.text, edit)) for c in row.cells)
    return MarkedRow(cells, row.height, edit)


def _pieces(old: str, new: str) -> Pieces:
    return tuple((stretch.edit, stretch.text) for stretch in inline_diff(old, new))

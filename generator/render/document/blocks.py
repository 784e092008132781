"""A document as blocks of text and grids, free of any file format."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence


_FEW_ROWS = 6


class Style(StrEnum):
    """What a paragraph is; the formats decide how it looks."""

    COMPANY = "company"
    TITLE = "title"
    COVER = "cover"
    HEADING = "heading"
    DIVISION = "division"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    SUBITEM = "subitem"
    NOTE = "note"
    ANNEX = "annex"
    FORM = "form"
    BASIS = "basis"
    CAPTION = "caption"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    style: Style
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over `span` columns; heads are shaded labels."""

    text: str = ""
    span: int = 1
    is_head: bool = False
    is_centred: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row at least `height` millimetres high."""

    cells: tuple[Cell, ...]
    height: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: relative widths of its columns, rows, how many of them are repeated on each page."""

    caption: str
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    heads: int = 1
    is_small: bool = False

    @property
    def is_kept(self) -> bool:
        """A table of a few rows stays on one page."""
        return len(self.rows) <= _FEW_ROWS


Block: TypeAlias = "Text | Grid"


class Kind(StrEnum):
    """What a part of the document is."""

    COVER = "cover"
    RECORD = "record"
    DIVISION = "division"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    APPENDIX = "appendix"
    ANNEX = "annex"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part that keeps its identity over editions; `entry` is its line in the contents, if any."""

    kind: Kind
    key: str
    blocks: tuple[Block, ...]
    entry: str = ""
    is_wide: bool = False


def grid(
    caption: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], widths: tuple[float, ...]
) -> Grid:
    """A plain table under one line of headings."""
    head = Row(tuple(Cell(h, is_head=True, is_centred=True) for h in heads))
    return Grid(caption=caption, widths=widths, rows=(head, *(Row(tuple(map(Cell, row))) for row in rows)))

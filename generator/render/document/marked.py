"""A document with revision marks: each stretch of text, paragraph and row stayed, came or went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from generator.render.document.blocks import Block, Cell, Grid, Part, Style, Text

Edit: TypeAlias = Literal["equal", "insert", "delete"]
Pieces: TypeAlias = "tuple[tuple[Edit, str], ...]"


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A paragraph; `edit` says what happened to it as a whole."""

    style: Style
    pieces: Pieces
    edit: Edit = "equal"


@dataclass(frozen=True, slots=True)
class MarkedCell:
    """A cell of a row that stayed, or of one that came or went."""

    cell: Cell
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A table row; `edit` says what happened to it as a whole."""

    cells: tuple[MarkedCell, ...]
    height: float
    edit: Edit = "equal"


@dataclass(frozen=True, slots=True)
class MarkedGrid:
    """A table with the measures of `grid`."""

    grid: Grid
    rows: tuple[MarkedRow, ...]


MarkedBlock: TypeAlias = "MarkedText | MarkedGrid"


@dataclass(frozen=True, slots=True)
class MarkedPart:
    """A part of the document with its marks."""

    part: Part
    blocks: tuple[MarkedBlock, ...]


def marked(part: Part, edit: Edit = "equal") -> MarkedPart:
    """A part that stayed, came or went as a whole."""
    return MarkedPart(part, tuple(marked_block(block, edit) for block in part.blocks))


def marked_block(block: Block, edit: Edit = "equal") -> MarkedBlock:
    """A block that stayed, came or went as a whole."""
    if isinstance(block, Text):
        return MarkedText(block.style, pieces(block.text, edit), edit)
    rows = (
        MarkedRow(tuple(MarkedCell(c, pieces(c.text, edit)) for c in row.cells), row.height, edit)
        for row in block.rows
    )
    return MarkedGrid(block, tuple(rows))


def pieces(text: str, edit: Edit = "equal") -> Pieces:
    """A whole text under one mark."""
    return ((edit, text),) if text else ()

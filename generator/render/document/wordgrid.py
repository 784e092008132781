"""A grid as a Word table, with revision marks on its rows and inside its cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.render.wordml import cell, paragraph, table, twips

if TYPE_CHECKING:
    from generator.render.document.marked import MarkedCell, MarkedGrid, MarkedRow
    from generator.render.document.wordmarks import Marks

_FILL = "F0F0F0"
_LINE = 340


@dataclass(frozen=True, slots=True)
class _Look:
    """How a row looks: its style, repeated on each page or not, on the page of the next or not."""

    prefix: str
    is_header: bool
    is_kept: bool


def grid_markup(grid: MarkedGrid, width: int, marks: Marks) -> str:
    """The table, as wide as the text, and a thin paragraph behind it that keeps tables apart."""
    widths = _widths(grid.grid.widths, width)
    prefix = "Small" if grid.grid.is_small else "Cell"
    last = len(grid.rows) - 1
    looks = (
        _Look(prefix, is_header=n < grid.grid.heads, is_kept=grid.grid.is_kept and n < last)
        for n in range(len(grid.rows))
    )
    rows = [_row(row, widths, look, marks) for row, look in zip(grid.rows, looks, strict=True)]
    return table(widths, rows, grid.grid.caption) + paragraph("", "Gap")


def _widths(shares: tuple[float, ...], width: int) -> list[int]:
    """Twips of each column; the last takes what rounding leaves."""
    total = sum(shares)
    widths = [int(width * share / total) for share in shares]
    return [*widths[:-1], width - sum(widths[:-1])]


def _row(row: MarkedRow, widths: list[int], look: _Look, marks: Marks) -> str:
    cells, at = [], 0
    for one in row.cells:
        span = one.cell.span
        cells.append(_cell(one, sum(widths[at : at + span]), look, marks))
        at += span
    height = max(_LINE, twips(row.height))
    properties = f'<w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>'
    properties += ("<w:tblHeader/>" if look.is_header else "") + marks.row_mark(row.edit)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(one: MarkedCell, width: int, look: _Look, marks: Marks) -> str:
    style = f"{look.prefix}Head" if one.cell.is_head else look.prefix
    kept = "<w:keepNext/>" if look.is_kept else ""
    centred = '<w:jc w:val="center"/>' if one.cell.is_centred else ""
    content = paragraph(marks.runs(one.pieces), style, kept + centred)
    return cell(content, width, span=one.cell.span, fill=_FILL if one.cell.is_head else "")

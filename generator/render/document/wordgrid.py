"""A grid as a Word table, with revision marks on its rows and inside its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.wordml import cell, paragraph, table, twips

if TYPE_CHECKING:
    from generator.render.document.marked import MarkedCell, MarkedGrid, MarkedRow
    from generator.render.document.wordmarks import Marks

_FILL = "F0F0F0"
_LINE = 340


def grid_markup(grid: MarkedGrid, width: int, marks: Marks) -> str:
    """The table, as wide as the text, and a thin paragraph behind it that keeps tables apart."""
    widths = _widths(grid.grid.widths, width)
    prefix = "Small" if grid.grid.is_small else "Cell"
    rows = [
        _row(row, widths, prefix, marks, is_header=number < grid.grid.heads)
        for number, row in enumerate(grid.rows)
    ]
    return table(widths, rows, grid.grid.caption) + paragraph("", "Gap")


def _widths(shares: tuple[float, ...], width: int) -> list[int]:
    """Twips of each column; the last takes what rounding leaves."""
    total = sum(shares)
    widths = [int(width * share / total) for share in shares]
    return [*widths[:-1], width - sum(widths[:-1])]


def _row(row: MarkedRow, widths: list[int], prefix: str, marks: Marks, *, is_header: bool) -> str:
    cells, at = [], 0
    for one in row.cells:
        span = one.cell.span
        cells.append(_cell(one, sum(widths[at : at + span]), prefix, marks))
        at += span
    height = max(_LINE, twips(row.height))
    properties = f'<w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>'
    properties += ("<w:tblHeader/>" if is_header else "") + marks.row_mark(row.edit)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(one: MarkedCell, width: int, prefix: str, marks: Marks) -> str:
    style = f"{prefix}Head" if one.cell.is_head else prefix
    centred = '<w:jc w:val="center"/>' if one.cell.is_centred else ""
    content = paragraph(marks.runs(one.pieces), style, centred)
    return cell(content, width, span=one.cell.span, fill=_FILL if one.cell.is_head else "")

"""Tables of a document as rows of cells with their text; merged cells repeat what they show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.intake.docx_parts import MC, W
from generator.intake.docx_text import DELETED, Seen, seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_TABLE, _ROW, _CELL = f"{W}tbl", f"{W}tr", f"{W}tc"
_GONE = frozenset((*DELETED, f"{MC}Fallback"))


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """One cell: where it begins in the grid, and what it shows.

    A cell merged with the one above shows that one's text; `element` is then the one above.
    """

    element: _Element
    start: int
    seen: Seen

    @property
    def text(self) -> str:
        """The text as seen."""
        return self.seen.text


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """One table; rows deleted under tracking are left out."""

    rows: tuple[Row, ...]


def read_grids(root: _Element, hidden_styles: frozenset[str]) -> tuple[Grid, ...]:
    """All tables in document order, those inside cells too."""
    return tuple(_read_grid(t, hidden_styles) for t in root.iter(_TABLE) if is_present(t))


def is_present(element: _Element) -> bool:
    """False for what was deleted or moved away, or is a stand-in for programs without a feature."""
    return not any(a.tag in _GONE for a in element.iterancestors())


def owner(element: _Element, tag: str) -> _Element | None:
    """The nearest element of a tag around another."""
    return next(element.iterancestors(tag), None)


def _read_grid(table: _Element, hidden_styles: frozenset[str]) -> Grid:
    rows: list[Row] = []
    for element in table.iter(_ROW):
        properties = element.find(f"{W}trPr")
        is_deleted = properties is not None and properties.find(f"{W}del") is not None
        if owner(element, _TABLE) is table and not is_deleted:
            above = {c.start: c for c in rows[-1]} if rows else {}
            rows.append(tuple(_read_row(element, above, hidden_styles)))
    return Grid(tuple(rows))


def _read_row(element: _Element, above: dict[int, Cell], hidden_styles: frozenset[str]) -> Iterator[Cell]:
    position = _number(element.find(f"{W}trPr/{W}gridBefore"), 0)
    for cell in element.iter(_CELL):
        if owner(cell, _ROW) is not element:
            continue
        if _continues(cell) and position in above:
            yield above[position]
        else:
            yield Cell(cell, position, seen(cell, hidden_styles))
        position += _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)


def _continues(cell: _Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def _number(element: _Element | None, default: int) -> int:
    text = "" if element is None else element.get(f"{W}val", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else default

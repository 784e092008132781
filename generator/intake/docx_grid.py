"""Tables of a document as rows of cells with their text; merged cells repeat what they show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.intake.docx_parts import MC, W
from generator.intake.docx_text import DELETED, Seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

_TABLE, _ROW, _CELL = f"{W}tbl", f"{W}tr", f"{W}tc"
_BEFORE, _CELL_PROPERTIES = f"{W}trPr/{W}gridBefore", f"{W}tcPr"
_SPAN, _MERGE = f"{W}gridSpan", f"{W}vMerge"
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


def read_grids(root: _Element, see: Callable[[_Element], Seen]) -> tuple[Grid, ...]:
    """All tables in document order, those inside cells too; `see` gives what a cell shows."""
    return tuple(_read_grid(t, see) for t in root.iter(_TABLE) if is_present(t))


def is_present(element: _Element) -> bool:
    """False for what was deleted or moved away, or is a stand-in for programs without a feature."""
    return not any(a.tag in _GONE for a in element.iterancestors())


def owner(element: _Element, tag: str) -> _Element | None:
    """The nearest element of a tag around another."""
    return next(element.iterancestors(tag), None)


def _read_grid(table: _Element, see: Callable[[_Element], Seen]) -> Grid:
    rows: list[Row] = []
    for element in table.iter(_ROW):
        properties = element.find(f"{W}trPr")
        is_deleted = properties is not None and properties.find(f"{W}del") is not None
        if owner(element, _TABLE) is table and not is_deleted:
            above = {c.start: c for c in rows[-1]} if rows else {}
            rows.append(tuple(_read_row(element, above, see)))
    return Grid(tuple(rows))


def _read_row(element: _Element, above: dict[int, Cell], see: Callable[[_Element], Seen]) -> Iterator[Cell]:
    position = _number(element.find(_BEFORE), 0)
    for cell in element.iter(_CELL):
        if owner(cell, _ROW) is not element:
            continue
        properties = cell.find(_CELL_PROPERTIES)
        if position in above and _continues(properties):
            yield above[position]
        else:
            yield Cell(cell, position, see(cell))
        position += 1 if properties is None else _number(properties.find(_SPAN), 1)


def _continues(properties: _Element | None) -> bool:
    merge = None if properties is None else properties.find(_MERGE)
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def _number(element: _Element | None, default: int) -> int:
    text = "" if element is None else element.get(f"{W}val", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else default

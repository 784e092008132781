"""Where a finding belongs in a document: found as the reader found its field, by tag, bookmark, label."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.intake.docx_page import Page
from generator.intake.docx_parts import W
from generator.intake.docx_rows import FoundRows
from generator.model.docx_marks import bookmark_name, cell_tag
from generator.text import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element

    from generator.intake.docx_grid import Cell
    from generator.intake.docx_page import Control
    from generator.intake.docx_parts import Parts
    from generator.model.shape import FormShape

PARAGRAPH = f"{W}p"
_IN_ROW = re.compile(r"(?P<table>.+?)\[(?P<row>\d{1,4})\](?:\.(?P<column>.+))?")


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """What a comment covers: siblings from `first` to `last` in their paragraphs.

    Where these are paragraphs themselves, all that stands in them is covered.
    """

    first: _Element
    last: _Element


class Places:
    """The places of a document for the fields of one form."""

    def __init__(self, parts: Parts, shape: FormShape | None) -> None:
        self._root = parts.document
        self._page = Page(parts)
        self._shape = shape

    def find(self, fields: Iterable[str]) -> Span | None:
        """The place of the first field that has one, else the first paragraph, if there is any."""
        found = next((span for name in fields if (span := self._find(name))), None)
        title = next(self._root.iter(PARAGRAPH), None)
        return found or (None if title is None else Span(title, title))

    def _find(self, name: str) -> Span | None:
        if in_row := _IN_ROW.fullmatch(name):
            return self._in_row(in_row["table"], int(in_row["row"]), in_row["column"] or "")
        if self._rows.get(name):
            return self._in_row(name, 1, "")
        if controls := self._page.controls.get(name):
            return _around_control(controls[0])
        cell = self._page.bookmarks.get(bookmark_name(name)) or next(
            iter(self._page.labels.get(key(name), ())), None
        )
        return _around_cell(cell) if cell else None

    def _in_row(self, table: str, row: int, column: str) -> Span | None:
        rows = self._rows.get(table, ())
        cells = rows[row - 1] if 0 < row <= len(rows) else {}
        cell = cells.get(column) or next(iter(cells.values()), None)
        if cell is None:
            return None
        named = next((n for n, c in cells.items() if c is cell), "")
        inside = [c for c in self._page.controls.get(cell_tag(table, named), ()) if c.cell is cell]
        return _around_control(inside[0]) if inside else _around_cell(cell)

    @cached_property
    def _rows(self) -> Mapping[str, tuple[Mapping[str, Cell], ...]]:
        """Table → the cells of its rows by column."""
        if self._shape is None:
            return {}
        names = frozenset(key(f.name) for f in self._shape.fields)
        return {t.name: tuple(FoundRows(self._page, t, names).places) for t in self._shape.tables}


def _around_control(control: Control) -> Span | None:
    """The control from outside: a locked one must not be changed."""
    element = control.element
    for around in element.iterancestors():
        if around.tag == PARAGRAPH:
            return Span(element, element)
        element = around
    return _paragraphs(control.element)


def _around_cell(cell: Cell) -> Span | None:
    return _paragraphs(cell.element)


def _paragraphs(element: _Element) -> Span | None:
    found = list(element.iter(PARAGRAPH))
    return Span(found[0], found[-1]) if found else None

"""Repeated rows: columns by tag, bookmark or heading, rows by their order on the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.errors import InputRefused
from generator.intake.docx_fields import read_cell
from generator.intake.docx_text import label_keys
from generator.model.docx_marks import bookmark_name, cell_tag, no_tag
from generator.model.submission import Note
from generator.text import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.intake.docx_grid import Cell, Grid, Row
    from generator.intake.docx_page import Page
    from generator.model.shape import FieldShape, TableShape

MAX_ROWS = 2_000
_HEADING_WITHIN = 6
_ROW_NUMBER = re.compile(r"_\d{1,4}$")


class FoundRows:
    """The rows of one table of the form, over all tables of the document that hold some.

    `places` has the cells of each row by column, `rows` what they say.
    """

    def __init__(self, page: Page, shape: TableShape, names: frozenset[str]) -> None:
        self._page = page
        self._shape = shape
        self._names = names
        self._columns = {c.name: c for c in shape.columns}
        self._by_key = {key(c.name): c.name for c in shape.columns}
        self._by_tag = {cell_tag(shape.name, c.name): c.name for c in shape.columns}
        self._by_tag |= {no_tag(tag): name for tag, name in tuple(self._by_tag.items())}
        self._by_bookmark = {bookmark_name(tag): name for tag, name in self._by_tag.items()}
        self.is_found = False
        self.notes: list[Note] = []
        self.places: list[Mapping[str, Cell]] = []
        self.rows = tuple(self._iter_rows())

    def _iter_rows(self) -> Iterator[Mapping[str, str]]:
        number = 0
        seen_columns: set[str] = set()
        for grid in self._page.grids:
            at, heading = self._find_heading(grid)
            for row in grid.rows[at + 1 :]:
                cells = self._cells_of(row, heading)
                if cells:
                    number += 1
                    seen_columns |= cells.keys()
                    self.places.append(cells)
                    yield self._read_row(cells, heading, number)
        if self.is_found:
            self.notes += self._missing_columns(seen_columns)

    def _find_heading(self, grid: Grid) -> tuple[int, Mapping[int, str]]:
        """The index of the row of column names and where each column begins; -1 where there is none."""
        best: tuple[int, Mapping[int, str]] = (-1, {})
        wanted = max(min(2, len(self._columns)), len(self._columns) - 1)
        for index, row in enumerate(grid.rows[:_HEADING_WITHIN]):
            heading = self._as_heading(row)
            is_alone = len(self._columns) > 1 or len(row) <= 2
            if len(heading) >= wanted and len(heading) > len(best[1]) and is_alone:
                best = (index, heading)
        self.is_found = self.is_found or best[0] >= 0
        return best

    def _as_heading(self, row: Row) -> dict[int, str]:
        found: dict[int, str] = {}
        for cell in row:
            name = next((self._by_key[k] for k in sorted(label_keys(cell.text)) if k in self._by_key), None)
            if name is not None and name not in found.values():
                found[cell.start] = name
        return found

    def _cells_of(self, row: Row, heading: Mapping[int, str]) -> Mapping[str, Cell]:
        """Column → cell; nothing for headings, sums, bands and rows of other parts of the form."""
        marked = {name: cell for cell in row if (name := self._marked_column(cell))}
        if marked:
            self.is_found = True
            return {heading[cell.start]: cell for cell in row if cell.start in heading} | marked
        is_other = not row or label_keys(row[0].text) & self._names or len(self._as_heading(row)) > 1
        headed = {} if is_other else {heading[c.start]: c for c in row if c.start in heading}
        return headed if 2 * len(headed) >= len(heading) else {}

    def _marked_column(self, cell: Cell) -> str:
        """The column that a tag or a bookmark in a cell names, or ''."""
        tags = self._page.tags_in.get(cell, frozenset())
        named = {self._by_tag[t] for t in tags if t in self._by_tag}
        if not named:
            marks = (_ROW_NUMBER.sub("", m) for m in self._page.bookmarks_in.get(cell, ()))
            named = {self._by_bookmark[m] for m in marks if m in self._by_bookmark}
        return named.pop() if len(named) == 1 else ""

    def _read_row(
        self, cells: Mapping[str, Cell], heading: Mapping[int, str], number: int
    ) -> Mapping[str, str]:
        if number > MAX_ROWS:
            raise InputRefused(
                "too-many-rows", f"“{self._shape.name}”超过 {MAX_ROWS} 行", hint="分成几张表单提交"
            )
        return {
            name: self._read(self._columns[name], cells[name], heading, number)
            for name in self._columns
            if name in cells
        }

    def _read(self, column: FieldShape, cell: Cell, heading: Mapping[int, str], number: int) -> str:
        called = f"{self._shape.name}[{number}].{column.name}"
        found = read_cell(self._page, column, cell, called)
        self.notes += found.notes
        if heading and heading.get(cell.start) != column.name:
            self._note_heading(column, heading.get(cell.start, ""))
        return found.text

    def _note_heading(self, column: FieldShape, printed: str) -> None:
        other = f"，而是“{printed}”" if printed else ""
        detail = f"“{self._shape.name}”中“{column.name}”一列的列名已不是原来的名称{other}"
        note = Note(code="label-changed", field=self._shape.name, detail=detail)
        if note not in self.notes:
            self.notes.append(note)

    def _missing_columns(self, found: set[str]) -> Iterator[Note]:
        for name in self._columns:
            if name not in found:
                detail = f"“{self._shape.name}”里找不到“{name}”这一列"
                yield Note(code="missing-field", field=self._shape.name, detail=detail)

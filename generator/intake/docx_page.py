"""A document indexed by all that may name a field: tags, bookmarks, labels, cells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.intake.docx_grid import Cell, Grid, is_present, owner, read_grids
from generator.intake.docx_parts import MC, W14, W
from generator.intake.docx_text import (
    DELETED,
    INSERTED,
    Seen,
    is_plain,
    label_keys,
    seen,
    seen_plainly,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from generator.intake.docx_parts import Parts

_CELL, _CONTROL = f"{W}tc", f"{W}sdt"


@dataclass(frozen=True, slots=True, eq=False)
class Control:
    """One content control: its properties by their tags, and what it shows."""

    element: _Element
    properties: Mapping[str, _Element]
    seen: Seen
    cell: Cell | None

    @property
    def tag(self) -> str:
        """The name of its field, or ''."""
        tag = self.properties.get(f"{W}tag")
        return "" if tag is None else tag.get(f"{W}val", "")

    @property
    def is_flagged_empty(self) -> bool:
        """True when the control says that it shows its placeholder."""
        return f"{W}showingPlcHdr" in self.properties

    @property
    def full_date(self) -> str:
        """The date a date control holds beside its text, as ISO text, or ''."""
        date = self.properties.get(f"{W}date")
        return "" if date is None else date.get(f"{W}fullDate", "")[:10]

    @property
    def is_checked(self) -> bool | None:
        """The state of a check box; None for other controls."""
        box = self.properties.get(f"{W14}checkbox")
        if box is None:
            return None
        state = box.find(f"{W14}checked")
        return state is not None and state.get(f"{W14}val", "1") in ("1", "true", "on")


class Page:
    """What a document holds, found once; nothing in it depends on a particular form."""

    def __init__(self, parts: Parts) -> None:
        self._root = parts.document
        is_simple = is_plain(parts.document, parts.hidden_styles)
        self._see = seen_plainly if is_simple else partial(seen, hidden_styles=parts.hidden_styles)
        self._known: dict[_Element, Control] = {}
        self.grids: tuple[Grid, ...] = read_grids(parts.document, self._see)
        self._cells = {c.element: c for g in self.grids for row in g.rows for c in row}
        self._has_shadows = next(parts.document.iter(*DELETED, f"{MC}Fallback"), None) is not None

    @cached_property
    def controls(self) -> Mapping[str, tuple[Control, ...]]:
        """Tag → the controls with it in document order; without those that only wrap another."""
        found: dict[str, list[Control]] = {}
        for element in self._root.iter(_CONTROL):
            control = self._control(element)
            around = (self._control(a).tag for a in element.iterancestors(_CONTROL))
            if control.tag and control.tag not in around and self._counts(element):
                found.setdefault(control.tag, []).append(control)
        return {tag: tuple(controls) for tag, controls in found.items()}

    @cached_property
    def bookmarks(self) -> Mapping[str, Cell]:
        """Name → the cell it stands in."""
        found: dict[str, Cell] = {}
        for element in self._root.iter(f"{W}bookmarkStart"):
            cell = self._cell_around(element)
            name = element.get(f"{W}name", "")
            if name and cell is not None and self._counts(element):
                found.setdefault(name, cell)
        return found

    @cached_property
    def labels(self) -> Mapping[str, tuple[Cell, ...]]:
        """What a cell says, as a label → the cells to the right of such cells."""
        found: dict[str, list[Cell]] = {}
        for grid in self.grids:
            for row in grid.rows:
                for left, right in pairwise(row):
                    for name in label_keys(left.text):
                        found.setdefault(name, []).append(right)
        return {name: tuple(dict.fromkeys(cells)) for name, cells in found.items()}

    @cached_property
    def last_labels(self) -> frozenset[str]:
        """What the last cells of rows say, as labels: names of last columns stand there."""
        return frozenset(k for g in self.grids for row in g.rows if row for k in label_keys(row[-1].text))

    @cached_property
    def left_of(self) -> Mapping[Cell, Cell]:
        """Cell → the cell to its left."""
        return {right: left for g in self.grids for row in g.rows for left, right in pairwise(row)}

    @cached_property
    def tags_in(self) -> Mapping[Cell, frozenset[str]]:
        """Cell → the tags of the controls in it."""
        found: dict[Cell, set[str]] = {}
        for tag, controls in self.controls.items():
            for control in controls:
                if control.cell is not None:
                    found.setdefault(control.cell, set()).add(tag)
        return {cell: frozenset(tags) for cell, tags in found.items()}

    @cached_property
    def bookmarks_in(self) -> Mapping[Cell, frozenset[str]]:
        """Cell → the names of the bookmarks that begin in it."""
        found: dict[Cell, set[str]] = {}
        for name, cell in self.bookmarks.items():
            found.setdefault(cell, set()).add(name)
        return {cell: frozenset(names) for cell, names in found.items()}

    @cached_property
    def has_changes(self) -> bool:
        """True when the document holds changes nobody accepted or rejected."""
        return next(self._root.iter(*INSERTED, *DELETED), None) is not None

    def controls_in(self, cell: Cell) -> tuple[Control, ...]:
        """The controls in a cell, tagged or not, without those that only wrap another."""
        elements = (e for e in cell.element.iter(_CONTROL) if self._counts(e))
        return tuple(self._control(e) for e in elements if next(e.iterdescendants(_CONTROL), None) is None)

    def has_picture(self, cell: Cell) -> bool:
        """True when a cell holds a picture, as of a signature."""
        return next(cell.element.iter(f"{W}drawing", f"{W}pict", f"{W}object"), None) is not None

    def _control(self, element: _Element) -> Control:
        if element not in self._known:
            properties, content = element.find(f"{W}sdtPr"), element.find(f"{W}sdtContent")
            self._known[element] = Control(
                element=element,
                properties={} if properties is None else {str(p.tag): p for p in properties},
                seen=Seen("") if content is None else self._see(content),
                cell=self._cell_around(element),
            )
        return self._known[element]

    def _cell_around(self, element: _Element) -> Cell | None:
        around = owner(element, _CELL)
        return None if around is None else self._cells.get(around)

    def _counts(self, element: _Element) -> bool:
        return not self._has_shadows or is_present(element)

"""A completed PDF form → a copy with a numbered note at the field of each finding.

The file is read with the reader's own functions and added to, never rewritten; see
pdf_increment.py. A note is text: nothing in it is a link, markup or an action.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from generator.errors import InputRefused, Level
from generator.intake.pdf_library import get, identity, items, opened
from generator.intake.pdf_tree import MAX_NODES, raw_fields
from generator.model.finding import Outcome
from generator.report.finding_words import AUTHOR, note_lines
from generator.report.pdf_increment import append_objects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.model.finding import Finding, Result
    from generator.model.policy import Policy

_SIDE = 13
_BEHIND_BUTTON = 26  # room for the word beside it
_PRINT = 4
_IN_ROW = re.compile(r"(.+?)\[(\d{1,4})\](?:\.(.+))?")
_COLOURS = {Level.ERROR: (0.64, 0.15, 0.17), Level.WARNING: (0.52, 0.33, 0.0), Level.NOTE: (0.29, 0.33, 0.41)}
_OPEN_COLOUR = (0.36, 0.29, 0.58)
_A4 = (0.0, 0.0, 595.0, 842.0)
# A circle as four Bézier curves around the middle of the badge.
_CIRCLE = "13 6.5 m 13 10.09 10.09 13 6.5 13 c 2.91 13 0 10.09 0 6.5 c 0 2.91 2.91 0 6.5 0 c 10.09 0 13 2.91 13 6.5 c f"


class _Spot(NamedTuple):
    """A page, the upper right corner of what a note belongs to, and where further notes go."""

    page: int
    right: float
    top: float
    step: int = -1


def annotate_pdf(data: bytes, result: Result, policy: Policy) -> bytes:  # noqa: ARG001 - as for DOCX
    """The copy: the original and, after it, the notes; the same in every run. `data` was accepted.

    Raises InputRefused where no copy can be made.
    """
    with opened(data) as pdf:
        writer = _Writer(pdf)
        for number, finding in enumerate(result.to_mend, 1):
            writer.add(number, finding)
        return append_objects(data, pdf, writer.changed)


class _Writer:
    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._spots = dict(_spots(pdf))
        self._used: dict[_Spot, int] = {}
        self._font = pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Helvetica-Bold"))
        )
        self.changed: list[Object] = [self._font]

    def add(self, number: int, finding: Finding) -> None:
        """Put a note at the first field of a finding that has a place, else in a corner of page one."""
        spot = next((s for f in finding.fields if (s := self._find(f))), None) or _corner(self._pdf)
        count = self._used[spot] = self._used.get(spot, 0) + 1
        colour = _OPEN_COLOUR if finding.outcome is Outcome.UNDECIDED else _COLOURS[finding.level]
        note = self._pdf.make_indirect(Dictionary(
            Type=Name.Annot, Subtype=Name.Text, Name=Name.Comment, F=_PRINT, T=String(AUTHOR),
            Rect=Array(_rect(spot, count)), C=Array(colour), NM=String(f"zhidu-{number}"),
            Contents=String("\n".join(filter(None, note_lines(number, finding)))),
            AP=Dictionary(N=self._badge(number, colour)),
        ))  # fmt: skip
        self.changed.append(note)
        self._hang(note, spot.page)

    def _find(self, field: str) -> _Spot | None:
        """The spot of a field, a cell, the first cell of a row, or the first cell of a table."""
        match = _IN_ROW.fullmatch(field)
        table, row, column = match.groups() if match else (field, "1", None)
        if match is None and field in self._spots:
            return self._spots[field]
        if column:
            return self._spots.get(f"{table}_{row}_{column}")
        return next((spot for name, spot in self._spots.items() if name.startswith(f"{table}_{row}_")), None)

    def _badge(self, number: int, colour: tuple[float, float, float]) -> Object:
        """A disc with the number of the finding in the list."""
        size = 8.5 if number < 10 else 7 if number < 100 else 5
        left = _SIDE / 2 - 0.278 * size * len(str(number))
        red, green, blue = colour
        content = (
            f"{red} {green} {blue} rg {_CIRCLE} "
            f"BT 1 g /F {size} Tf {left:.2f} {_SIDE / 2 - 0.36 * size:.2f} Td ({number}) Tj ET"
        )
        badge = Stream(
            self._pdf, content.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, _SIDE, _SIDE]),
            Resources=Dictionary(Font=Dictionary(F=self._font)),
        )  # fmt: skip
        self.changed.append(badge)
        return badge

    def _hang(self, note: Object, number: int) -> None:
        page = self._pdf.pages[number].obj
        page.Annots = Array([*items(page.get("/Annots"), MAX_NODES), note])
        if all(page.objgen != c.objgen for c in self.changed):
            self.changed.append(page)


def _spots(pdf: Pdf) -> Iterator[tuple[str, _Spot]]:
    """Name of each field → the corner of its widget, or a place behind the buttons of a group."""
    pages = _pages_of_annotations(pdf)
    for field in raw_fields(pdf):
        placed = [(pages[n], box) for w in field.widgets if (n := identity(w)) in pages and (box := _box(w))]
        if not placed:
            continue
        page, (_, _, right, top) = placed[0]
        if len(placed) == 1:
            yield field.name, _Spot(page, right, top)
        else:
            last = max(box[2] for on, box in placed if on == page)
            yield field.name, _Spot(page, last + _BEHIND_BUTTON, top, step=1)


def _pages_of_annotations(pdf: Pdf) -> Mapping[tuple[int, int] | None, int]:
    found: dict[tuple[int, int] | None, int] = {}
    for number, page in enumerate(pdf.pages):
        for annotation in items(page.obj.get("/Annots"), MAX_NODES):
            if identity(annotation):
                found.setdefault(identity(annotation), number)
    return found


def _box(widget: Object) -> tuple[float, ...]:
    """The rectangle of a widget as left, bottom, right, top; () where it has none."""
    found = _numbers(get(widget, "/Rect"))
    if not found:
        return ()
    x, y = sorted(found[::2]), sorted(found[1::2])
    return (x[0], y[0], x[1], y[1])


def _numbers(entry: Object | None) -> tuple[float, ...]:
    """The four numbers of a rectangle; () for anything else."""
    found = items(entry, 5)
    try:
        numbers = tuple(float(x) for x in found)
    except (TypeError, ValueError):
        return ()
    return numbers if len(numbers) == 4 and all(abs(n) < 1e5 for n in numbers) else ()


def _corner(pdf: Pdf) -> _Spot:
    if not len(pdf.pages):
        raise InputRefused("no-place", "PDF 没有页面，没有制作批注副本")
    left, _, _, top = _numbers(pdf.pages[0].obj.get("/MediaBox")) or _A4
    return _Spot(0, left + 30, top - 30, step=1)


def _rect(spot: _Spot, count: int) -> Iterable[float]:
    """The place of the n-th note at one spot: over the corner, further ones beside it."""
    left = round(max(spot.right - _SIDE * 0.7 + spot.step * (count - 1) * (_SIDE + 1), 2), 2)
    bottom = round(spot.top - _SIDE * 0.6, 2)
    return (left, bottom, left + _SIDE, bottom + _SIDE)

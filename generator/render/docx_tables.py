"""Sections and sign-off of a form as tables: bands, lines of label and blank, repeated rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.model import docx_marks as marks
from generator.model.form import Field, FieldKind
from generator.model.submission import BLANK, Answer
from generator.render.docx_control import control
from generator.render.docx_layout import (
    NUMBER_WIDTH,
    column_widths,
    label_break,
    place,
    place_step,
    row_slots,
)
from generator.render.wordml import cell, paragraph, row, run, table, twips

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.model.form import RowTable, SignStep
    from generator.render.docx_control import Slot
    from generator.render.docx_layout import Placed, Sheet

_BAND_FILL, _LABEL_FILL = "DCE3EC", "F5F7FA"
_FIELD_HEIGHT, _ROW_HEIGHT, _SIGN_HEIGHT = twips(7.5), twips(6.5), twips(9)
_KEEP = "<w:keepNext/>"
_HEIGHTS = {FieldKind.MULTILINE: twips(18), FieldKind.SIGNATURE: twips(14)}


def fields_table(sheet: Sheet, title: str, fields: Sequence[Field], notes: Iterable[str]) -> str:
    """A section of single fields."""
    columns = sheet.section_columns
    lines = (_line(sheet, placed, _FIELD_HEIGHT) for placed in place(sheet, fields, columns))
    return table(columns, (_band(sheet, title, len(columns), notes), *lines), title)


def sign_off_table(sheet: Sheet, title: str, steps: Sequence[SignStep]) -> str:
    """The sign-off, a step after the other, never parted by the end of a page."""
    columns = sheet.sign_off_columns
    placed = [(step, n, line) for step in steps for n, line in enumerate(place_step(sheet, step))]
    lines = (
        _line(sheet, line, _FIELD_HEIGHT if n else _SIGN_HEIGHT, len(step.step), kept=number < len(placed))
        for number, (step, n, line) in enumerate(placed, 1)
    )
    return table(columns, (_band(sheet, title, len(columns)), *lines), title)


def rows_table(sheet: Sheet, title: str, rows: RowTable, notes: Iterable[str]) -> str:
    """A section of repeated rows: column names, numbered rows, totals."""
    columns = (NUMBER_WIDTH, *column_widths(sheet, rows))
    lines = [_band(sheet, title, len(columns), notes), _heading(rows, columns)]
    known, slots = _known_rows(sheet, rows), row_slots(sheet, rows)
    for number in range(1, max(rows.row_count, len(known)) + 1):
        answers = known[number - 1] if number <= len(known) else {}
        lines.append(_numbered_row(slots, number, answers))
    lines += [_total_row(sheet, rows, columns, total) for total in rows.total_fields]
    return table(columns, lines, title)


def _band(sheet: Sheet, title: str, columns: int, notes: Iterable[str] = ()) -> str:
    """The row that opens a section, repeated on the next page."""
    small = "".join(run(f"\u3000{note}", "FormBandHelp") for note in notes if note)
    content = paragraph(run(title) + small, "FormBand")
    return row([cell(content, sheet.width, span=columns, fill=_BAND_FILL)], _FIELD_HEIGHT, is_header=True)


def _line(sheet: Sheet, line: Sequence[Placed], height: int, split: int = 0, *, kept: bool = False) -> str:
    """Label and blank side by side; labels too long for one line are parted after `split`, if given."""
    cells: list[str] = []
    for placed in line:
        field = placed.slot.field
        at = label_break(field, placed.label_width)
        at = split if at and split else at
        cells.append(cell(_label(field, "FormLabel", at, kept=kept), placed.label_width, fill=_LABEL_FILL))
        content = paragraph(control(placed.slot, sheet.answer(field)), "FormValue", _KEEP if kept else "")
        cells.append(cell(content, placed.slot.width, span=placed.span))
    return row(cells, max(height, *(_HEIGHTS.get(p.slot.field.kind, 0) for p in line)))


def _label(field: Field, style: str, split: int = 0, *, kept: bool = False) -> str:
    """The printed label: name, unit, mark of an answer that must be given, name in the other language."""
    mark = (marks.CONDITIONAL if field.when else marks.REQUIRED) if field.is_required else ""
    name = f"{field.name[:split]}\n{field.name[split:]}" if split else field.name
    unit = run(f"（{field.unit}）", "FormUnit") if field.unit else ""
    foreign = paragraph(run(field.foreign), "FormForeign") if field.foreign else ""
    return paragraph(run(name) + unit + run(mark, "FormRequired"), style, _KEEP if kept else "") + foreign


def _heading(rows: RowTable, columns: Sequence[int]) -> str:
    names = (paragraph(run("序号"), "FormColumn"), *(_label(c, "FormColumn") for c in rows.columns))
    cells = (cell(name, width, fill=_LABEL_FILL) for name, width in zip(names, columns, strict=True))
    return row(cells, _ROW_HEIGHT, is_header=True)


def _known_rows(sheet: Sheet, rows: RowTable) -> tuple[Mapping[str, Answer], ...]:
    value = sheet.answers.get(rows.name, BLANK).value
    return tuple(r for r in value if not isinstance(r, str)) if isinstance(value, tuple) else ()


def _numbered_row(slots: Sequence[Slot], number: int, answers: Mapping[str, Answer]) -> str:
    cells = [cell(paragraph(run(str(number)), "FormRowNumber"), NUMBER_WIDTH)]
    for first in slots:
        content = control(replace(first, row=number), answers.get(first.field.name, BLANK))
        cells.append(cell(paragraph(content, "FormRow"), first.width))
    return row(cells, max(_ROW_HEIGHT, *(_HEIGHTS.get(s.field.kind, 0) // 2 for s in slots)))


def _total_row(sheet: Sheet, rows: RowTable, columns: Sequence[int], total: Field) -> str:
    """The label of a sum reaches up to its column, the sum from there to the margin."""
    before = 1 + [c.name for c in rows.columns].index(rows.totals[total.name])
    before = min(max(2, before), len(columns) - 1)
    width = sum(columns[before:])
    value = paragraph(control(sheet.slot(total, width), sheet.answer(total)), "FormRow")
    named = cell(_label(total, "FormLabel"), sum(columns[:before]), span=before, fill=_LABEL_FILL)
    return row([named, cell(value, width, span=len(columns) - before)], _FIELD_HEIGHT)

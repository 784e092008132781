"""Where the blanks of a form stand: pairs of label and blank in lines, columns of repeated rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.model import docx_marks as marks
from generator.model.default_answer import answer_or_default
from generator.model.form import Field, FieldKind
from generator.render.docx_control import Slot
from generator.render.room import NUMBER_COLUMN, column_length, foreign_label_length, label_length
from generator.render.wordml import twips

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.model.form import Form, RowTable, SignStep
    from generator.model.policy import Policy
    from generator.model.submission import Answer

_WHOLE_LINE = (FieldKind.MULTILINE, FieldKind.SCALE)
_LABEL_CHARACTER = 200  # labels are set in 10 pt
_LABEL_MINIMUM, _LABEL_NARROW, _LABEL_MAXIMUM = 4.5, 6.5, 8.5
_PADDING = 180
_ROOMY_PAIR = twips(75)
NUMBER_WIDTH = twips(NUMBER_COLUMN)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The form on its paper: what is asked, what is known, and the width between the margins."""

    policy: Policy
    form: Form
    answers: Mapping[str, Answer]
    width: int

    @cached_property
    def section_columns(self) -> tuple[int, ...]:
        """The columns of sections: two pairs on upright paper, three on paper that lies."""
        return _pair_columns(self, 3 if self.form.orientation == "横向" else 2)

    @cached_property
    def sign_off_columns(self) -> tuple[int, ...]:
        """The columns of the sign-off: three pairs on any paper."""
        return _pair_columns(self, 3)

    def slot(self, field: Field, width: int) -> Slot:
        """The blank of a single field."""
        return Slot(field=field, options=self.policy.options(field.options), tag=field.name, width=width)

    def answer(self, field: Field) -> Answer:
        """What is already known for a single field, or its default."""
        return answer_or_default(field, self.answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A blank in its line: the width of the label before it and the columns it covers."""

    slot: Slot
    label_width: int
    span: int


def _pair_columns(sheet: Sheet, pairs: int) -> tuple[int, ...]:
    """Widths of `pairs` pairs of label and blank, labels as wide as most of them need."""
    pair = sheet.width // pairs
    longest = max((max(label_length(f), foreign_label_length(f)) for f in sheet.form.fields), default=0)
    room = min(max(longest, _LABEL_MINIMUM), _LABEL_MAXIMUM if pair > _ROOMY_PAIR else _LABEL_NARROW)
    named = round(room * _LABEL_CHARACTER) + _PADDING
    return (*(named, pair - named) * (pairs - 1), named, sheet.width - pair * (pairs - 1) - named)


def label_break(field: Field, width: int) -> int:
    """After how many characters a label is parted: before its unit, else about the middle.

    0 where it fits, and where it needs more than two lines, which break where they are full.
    """
    room = (width - _PADDING) / _LABEL_CHARACTER
    length = len(field.name)
    if label_length(field) <= room or length > 2 * int(room):
        return 0
    return length if field.unit and length <= room else 2 * round(length / 4)


def place(sheet: Sheet, fields: Sequence[Field], columns: Sequence[int]) -> Iterator[tuple[Placed, ...]]:
    """Fields in lines; the last blank of a line reaches to the margin."""
    for line in _lines(fields, len(columns) // 2):
        placed = []
        for n, field in enumerate(line):
            span = len(columns) - 2 * n - 1 if field is line[-1] else 1
            slot = sheet.slot(field, sum(columns[2 * n + 1 : 2 * n + 1 + span]))
            placed.append(Placed(slot=slot, label_width=columns[2 * n], span=span))
        yield tuple(placed)


def _lines(fields: Sequence[Field], pairs: int) -> Iterator[tuple[Field, ...]]:
    line: tuple[Field, ...] = ()
    for field in fields:
        is_whole = field.is_wide or field.kind in _WHOLE_LINE
        if line and (is_whole or len(line) == pairs):
            yield line
            line = ()
        line = (*line, field)
        if is_whole:
            yield line
            line = ()
    if line:
        yield line


def place_step(sheet: Sheet, step: SignStep) -> Iterator[tuple[Placed, ...]]:
    """One or two lines of the sign-off: name, post and date; then, where there is a choice, the way."""
    columns = sheet.sign_off_columns
    yield from place(sheet, step.fields[:3], columns)
    yield from place(sheet, step.fields[3:], columns)


def row_slots(sheet: Sheet, rows: RowTable) -> tuple[Slot, ...]:
    """The blanks of the first of the repeated rows."""
    return tuple(
        Slot(
            field=column, options=sheet.policy.options(column.options), width=width,
            tag=marks.cell_tag(rows.name, column.name), row=1,
        )
        for column, width in zip(rows.columns, column_widths(sheet, rows), strict=True)
    )  # fmt: skip


def all_slots(sheet: Sheet) -> Iterator[Slot]:
    """Every blank of the form in reading order, repeated rows once."""
    for section in sheet.form.sections:
        for line in place(sheet, section.fields, sheet.section_columns):
            yield from (placed.slot for placed in line)
        if section.rows:
            yield from row_slots(sheet, section.rows)
    for step in sheet.form.sign_off:
        for line in place_step(sheet, step):
            yield from (placed.slot for placed in line)


_SHARES = {FieldKind.TEXT: 2, FieldKind.PEOPLE: 2, FieldKind.MULTILINE: 4}
_ROW_CHARACTER = 180  # rows are set in 9 pt


def column_widths(sheet: Sheet, rows: RowTable) -> tuple[int, ...]:
    """Columns of a fixed kind get what they need, the others share the rest."""
    wanted = [column_length(sheet.policy, c) * _ROW_CHARACTER + _PADDING for c in rows.columns]
    shares = [_SHARES.get(c.kind, 0) for c in rows.columns]
    total = sheet.width - NUMBER_WIDTH
    rest = total - sum(wanted)
    if rest > 0 and any(shares):
        widths = [w + rest * share / sum(shares) for w, share in zip(wanted, shares, strict=True)]
    else:
        widths = [w * total / sum(wanted) for w in wanted]
    ends = [0, *(round(sum(widths[: n + 1])) for n in range(len(widths)))]
    return tuple(b - a for a, b in pairwise(ends))

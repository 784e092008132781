"""A form as the page shows it: rows of labelled blanks for Typst, and the list of the blanks.

Typst gets plain JSON and draws every blank as a link `field:NUMBER`; the number finds the
blank again when the links of the page become form fields (acroform.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from generator.model.default_answer import answer_or_default
from generator.model.form import FieldKind
from generator.model.prose import to_plain
from generator.render.field_font import field_font
from generator.render.pdf_blanks import (
    ROW_FIELD_SIZE,
    Blank,
    Control,
    control_of,
    options_of,
    text_of,
)
from generator.render.text_fit import LINE_SPACING, wrap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.model.form import Field, Form, RowTable, Section, SignStep
    from generator.model.policy import Policy
    from generator.model.submission import Answer

LABEL_WIDTH = 86
PAIRS = {"纵向": 2, "横向": 3}
CONTENT_WIDTH = {"纵向": 493, "横向": 740}
_MULTILINE_HEIGHT = 46
_SIGNATURE_HEIGHT = 34
_ROW_HEIGHT = 20
_LEGIBLE = 7
_CELL_MARGIN, _BLOCK_MARGIN = 8, 8
_NUMBER_WIDTH = 24
_STEP_WIDTH, _SIGN_ROW_HEIGHT = 58, 26
_MOST_FIXED = 0.7
_SIGN_HEADS = {"人": "姓名（签字）", "方式": "办理方式", "邮件": "邮件信息"}
_SIGN_WIDTHS = {"人": 100, "职务": 105, "日期": 72, "方式": 66, "邮件": 92}
_COLUMN_WIDTHS = {
    FieldKind.DATE: 60, FieldKind.TIME: 46, FieldKind.INTEGER: 44, FieldKind.MONEY: 72, FieldKind.YES_NO: 44,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """The data of a page for Typst, and its blanks in the order of their numbers."""

    sections: tuple[dict[str, Any], ...]
    sign_off: dict[str, Any]
    blanks: tuple[Blank, ...]


@dataclass(slots=True)
class _Drafter:
    policy: Policy
    answers: Mapping[str, Answer]
    width: int
    pairs: int
    blanks: list[Blank] = field(default_factory=list)

    def add(self, blank: Blank) -> dict[str, Any]:
        """Number a blank; what Typst must know of it."""
        self.blanks.append(blank)
        return {
            "key": len(self.blanks) - 1, "control": blank.control, "options": blank.options, "in_row": blank.in_row,
            "text": blank.shown_text, "is_right": blank.is_right,
        }  # fmt: skip

    def single(self, asked: Field, width: float = 0) -> dict[str, Any]:
        """A blank of a single field with its label; `width` where it does not stand beside it."""
        control = control_of(asked)
        text = text_of(asked, answer_or_default(asked, self.answers))
        options = options_of(self.policy, asked, control)
        blank = Blank(
            name=asked.name, label=asked.name, field=asked, control=control, options=options, text=text
        )
        value = width or (self.width if _is_wide(asked) else self.width / self.pairs) - LABEL_WIDTH
        blank = _grown(blank, value)
        return self.add(blank) | _label(asked) | {
            "wide": _is_wide(asked), "is_scale": asked.kind is FieldKind.SCALE, "height": _height(blank, value),
            "foreign_options": self.policy.options(asked.foreign_options),
        }  # fmt: skip


def _grown(blank: Blank, width: float) -> Blank:
    """The blank with several lines, if its answer could not be read in one."""
    is_legible = field_font().width(blank.text, _LEGIBLE) <= width - _CELL_MARGIN
    if blank.control is not Control.TEXT or blank.is_number or is_legible:
        return blank
    return replace(blank, control=Control.MULTILINE)


def _height(blank: Blank, width: float) -> float:
    """What several lines need for their answer, a signature for a hand; 0 for one line."""
    if blank.control is Control.SIGNATURE:
        return _SIGNATURE_HEIGHT
    if blank.control is not Control.MULTILINE:
        return 0
    lines = wrap(field_font(), blank.text, blank.text_size, width - _CELL_MARGIN)
    needed = round(len(lines) * blank.text_size * LINE_SPACING + _BLOCK_MARGIN, 2)
    return max(_MULTILINE_HEIGHT, needed) if blank.field.kind is FieldKind.MULTILINE else needed


def sheet_of(policy: Policy, form: Form, answers: Mapping[str, Answer]) -> Sheet:
    """Lay a form out as rows. Raises KeyError for a dangling reference to options."""
    drafter = _Drafter(policy, answers, CONTENT_WIDTH[form.orientation], PAIRS[form.orientation])
    sections = tuple(_section(drafter, s) for s in form.sections)
    sign_off = _sign_off(drafter, form)
    return Sheet(sections, sign_off, tuple(drafter.blanks))


def _section(drafter: _Drafter, section: Section) -> dict[str, Any]:
    rows = _lines([drafter.single(f) for f in section.fields], drafter.pairs)
    table = _row_table(drafter, section.rows) if section.rows else None
    parts = [
        {"matrix": is_scale, "rows": list(lines)}
        for is_scale, lines in groupby(rows, key=lambda line: line[0]["is_scale"])
    ]
    only = section.rows if not section.fields else None
    foreign = section.foreign or (only.foreign if only else "")
    helps = (section.help, only.help if only else "")
    help_ = "；".join(to_plain(drafter.policy, h).rstrip("。；") for h in helps if h)
    return {"title": section.title, "foreign": foreign, "help": help_, "parts": parts, "table": table}


def _lines(cells: list[dict[str, Any]], pairs: int) -> list[list[dict[str, Any]]]:
    """Labelled blanks in lines of `pairs`; a wide one has a line to itself."""
    lines: list[list[dict[str, Any]]] = []
    for cell in cells:
        last = lines[-1] if lines else []
        if last and len(last) < pairs and not cell["wide"] and not last[-1]["wide"]:
            last.append(cell)
        else:
            lines.append([cell])
    return lines


def _is_wide(asked: Field) -> bool:
    return asked.is_wide or asked.kind in (FieldKind.MULTILINE, FieldKind.SCALE)


def _label(asked: Field) -> dict[str, Any]:
    """The label with its unit; `mark` says whether it must be filled, always or on a condition."""
    mark = "" if not asked.is_required else "when" if asked.when else "must"
    unit = f"（{asked.unit}）" if asked.unit else ""
    return {"label": asked.name, "unit": unit, "foreign": asked.foreign, "mark": mark}


def _row_table(drafter: _Drafter, table: RowTable) -> dict[str, Any]:
    """The rows of a table, as many as are pre-printed or answered, and its totals."""
    answer = drafter.answers.get(table.name)
    given = answer.value if answer and isinstance(answer.value, tuple) else ()
    answered = [row for row in given if not isinstance(row, str)]
    count = max(table.row_count, len(answered))
    widths = _column_widths(drafter, table)
    rows = [
        _row(drafter, table, n, answered[n - 1] if n <= len(answered) else {}, widths)
        for n in range(1, count + 1)
    ]
    totals = [_total(drafter, table, total, column, count) for total, column in _totals(table)]
    return {
        "name": table.name, "foreign": table.foreign, "help": to_plain(drafter.policy, table.help),
        "columns": [_label(c) | {"width": w} for c, w in zip(table.columns, widths, strict=True)],
        "rows": rows, "totals": totals,
    }  # fmt: skip


def _row(
    drafter: _Drafter, table: RowTable, number: int, given: Mapping[str, Answer], widths: Sequence[float]
) -> dict[str, Any]:
    cells, height = [], float(_ROW_HEIGHT)
    for column, width in zip(table.columns, widths, strict=True):
        control = control_of(column, in_row=True)
        blank = Blank(
            name=f"{table.name}_{number}_{column.name}", label=f"{table.name}第{number}行{column.name}",
            field=column, control=control, options=options_of(drafter.policy, column, control),
            text=text_of(column, given.get(column.name)), in_row=True,
        )  # fmt: skip
        blank = _grown(blank, width)
        height = max(height, _height(blank, width))
        cells.append(drafter.add(blank))
    return {"cells": cells, "height": height}


def _totals(table: RowTable) -> list[tuple[Field, str]]:
    named = {f.name: f for f in table.total_fields}
    return [(named[name], column) for name, column in table.totals.items() if name in named]


def _total(drafter: _Drafter, table: RowTable, total: Field, column: str, count: int) -> dict[str, Any]:
    sums = tuple(f"{table.name}_{n}_{column}" for n in range(1, count + 1))
    text = text_of(total, drafter.answers.get(total.name))
    blank = Blank(
        name=total.name,
        label=total.name,
        field=total,
        control=Control.TEXT,
        text=text,
        sums=sums,
        in_row=True,
    )
    place = next(i for i, c in enumerate(table.columns) if c.name == column)
    return drafter.add(blank) | _label(total) | {"column": place}


def _column_widths(drafter: _Drafter, table: RowTable) -> list[float]:
    """Columns of a fixed wish keep it, the others share the rest by their wish; in points."""
    wishes = [_wished_width(drafter, column) for column in table.columns]
    left = drafter.width - _NUMBER_WIDTH
    fixed = sum(width for width, is_stretched in wishes if not is_stretched)
    stretched = sum(width for width, is_stretched in wishes if is_stretched)
    if not stretched or fixed > left * _MOST_FIXED:
        return [round(width * left / (fixed + stretched), 2) for width, _ in wishes]
    share = (left - fixed) / stretched
    return [round(width * share, 2) if is_stretched else width for width, is_stretched in wishes]


def _wished_width(drafter: _Drafter, column: Field) -> tuple[float, bool]:
    """The width a column wants in points, and whether it takes a share of what is left."""
    kind = column.kind
    if kind in (FieldKind.CHOICE, FieldKind.SCALE):
        longest = max((len(o) for o in options_of(drafter.policy, column, Control.CHOICE)), default=3)
        return min(max(46, longest * ROW_FIELD_SIZE + 20), 130), False
    if kind in _COLUMN_WIDTHS:
        return _COLUMN_WIDTHS[kind], False
    return max(60, len(column.example) * ROW_FIELD_SIZE + 12), True


def _sign_off(drafter: _Drafter, form: Form) -> dict[str, Any]:
    """The sign-off as a table: one row a step, one column for each kind of blank in any step."""
    steps = form.sign_off
    heads = tuple(dict.fromkeys(f.name.removeprefix(s.step) for s in steps for f in s.fields))
    wishes = [_SIGN_WIDTHS.get(h, 80) for h in heads]
    widths = [round((drafter.width - _STEP_WIDTH) * wish / sum(wishes), 2) for wish in wishes]
    return {
        "heads": [_SIGN_HEADS.get(h, h) for h in heads], "widths": widths,
        "rows": [_sign_row(drafter, step, dict(zip(heads, widths, strict=True))) for step in steps],
    }  # fmt: skip


def _sign_row(drafter: _Drafter, step: SignStep, columns: Mapping[str, float]) -> dict[str, Any]:
    fields = {f.name.removeprefix(step.step): f for f in step.fields}
    cells = [drafter.single(fields[h], width) if h in fields else None for h, width in columns.items()]
    mark = "" if not step.is_required else "when" if step.when else "must"
    height = max(_SIGN_ROW_HEIGHT, *(cell["height"] for cell in cells if cell))
    return {"step": step.step, "mark": mark, "cells": cells, "height": height}

"""A DOCX form filled with python-docx, in the three ways people and programs go about it.

`controls`: into the content controls, as programs do that know them. `beside`: behind the
placeholder, which stays. `over`: in place of all that the cell holds, controls and bookmarks too.
"""

from __future__ import annotations

import io
from collections import defaultdict
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import nsmap, qn
from docx.table import _Cell
from docx.text.run import Run

from generator.model.docx_marks import CHECKED, NO, UNCHECKED, YES, cell_tag, no_tag
from generator.model.form import FieldKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement

    from generator.model.form import Field
    from tests.programs.completed import Completed

WAYS = ("controls", "beside", "over")
nsmap.setdefault("w14", "http://schemas.microsoft.com/office/word/2010/wordml")


def type_with_python_docx(data: bytes, filled: Completed, way: str) -> bytes:
    """The form with every text of `filled` typed in one of the `WAYS`."""
    document = docx.Document(io.BytesIO(data))
    controls: dict[str, list[BaseOxmlElement]] = defaultdict(list)
    for control in document.element.body.iter(qn("w:sdt")):
        controls[control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val"))].append(control)
    for field, text, tag, row in _blanks(filled):
        _type(field, text, controls[tag][row], controls[no_tag(tag)][row:], way)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _blanks(filled: Completed) -> Iterator[tuple[Field, str, str, int]]:
    """Field, text, tag and index of the row of every blank."""
    for name, text in filled.texts.items():
        yield filled.form.field(name), text, name, 0
    for name, rows in filled.rows.items():
        for number, row in enumerate(rows):
            for column, text in row.items():
                yield filled.form.table(name).column(column), text, cell_tag(name, column), number


def _type(field: Field, text: str, control: BaseOxmlElement, others: list[BaseOxmlElement], way: str) -> None:
    is_yes_no = field.kind is FieldKind.YES_NO
    if way == "over":
        shown = f"{_box(text == YES)}{YES}  {_box(text == NO)}{NO}" if is_yes_no else text
        _Cell(next(control.iterancestors(qn("w:tc"))), None).text = shown  # type: ignore[arg-type]
    elif is_yes_no:
        _tick(control if text == YES else others[0])
    elif way == "beside":
        run = next(control.iterancestors(qn("w:p"))).add_r()
        Run(run, None).text = text  # type: ignore[arg-type]
    else:
        _write(control, text)


def _box(is_ticked: bool) -> str:  # noqa: FBT001
    return CHECKED if is_ticked else UNCHECKED


def _tick(control: BaseOxmlElement) -> None:
    control.find(f".//{qn('w14:checked')}").set(qn("w14:val"), "1")
    next(control.iter(qn("w:t"))).text = CHECKED


def _write(control: BaseOxmlElement, text: str) -> None:
    """Text in place of the placeholder, whose flag and style go with it."""
    properties = control.find(qn("w:sdtPr"))
    for flag in properties.findall(qn("w:showingPlcHdr")):
        properties.remove(flag)
    first, *more = control.find(qn("w:sdtContent")).findall(qn("w:r"))
    for run in more:
        run.getparent().remove(run)
    for style in first.findall(f"{qn('w:rPr')}/{qn('w:rStyle')}"):
        style.getparent().remove(style)
    Run(first, None).text = text  # type: ignore[arg-type]

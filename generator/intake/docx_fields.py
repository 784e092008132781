"""One field or cell of a form: found by tag, bookmark or label, read as seen, with what is odd about it.

A value is what a person sees in the cell. What a control holds beside its text (a state, a date,
a flag) never replaces it; where the two differ, that is noted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.errors import InputRefused
from generator.intake.docx_text import Seen, answer_text, label_keys
from generator.model.docx_marks import NO, YES, bookmark_name, no_tag
from generator.model.submission import Note
from generator.text import key, shorten
from generator.values import parse_date
from generator.wording import format_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.intake.docx_grid import Cell
    from generator.intake.docx_page import Control, Page
    from generator.model.shape import FieldShape

MAX_PLACES = 100
_YES_NO, _SIGNATURE = "是否", "签名"  # values of FieldKind; its module would load pydantic into the reader
PICTURE_SIGNATURE = "（图形签名）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The text of a field and the notes on it."""

    text: str
    notes: tuple[Note, ...] = ()


def find_field(page: Page, field: FieldShape, names: frozenset[str]) -> Found | None:
    """A single field, or None where the document has no place for it. Raises InputRefused.

    `names` holds the keys of all labels of the form, so that a label is not taken for a value.
    """
    controls = page.controls.get(field.name, ())
    if controls:
        return _from_controls(page, field, controls)
    cell = page.bookmarks.get(bookmark_name(field.name))
    if cell is not None:
        return read_cell(page, field, cell)
    return _from_label(page, field, names)


def read_cell(page: Page, field: FieldShape, cell: Cell, name: str = "") -> Found:
    """What a cell holds; `name` is what its notes call it, by default the name of the field."""
    called = name or field.name
    controls = page.controls_in(cell)
    notes = [*_general_notes(called, cell.seen), *_control_notes(called, controls)]
    if field.kind == _YES_NO:
        text = read_boxes(cell.text)
        notes += _box_notes(called, text)
    else:
        text = answer_text(cell.text)
    if not text and field.kind == _SIGNATURE and page.has_picture(cell):
        text = PICTURE_SIGNATURE
    return Found(text=text, notes=tuple(notes))


def _from_controls(page: Page, field: FieldShape, controls: tuple[Control, ...]) -> Found:
    if len(controls) > MAX_PLACES:
        raise _too_many(field.name, len(controls))
    return _agreed(field, [_from_control(page, field, control) for control in controls])


def _agreed(field: FieldShape, found: list[Found]) -> Found:
    """One answer from several places, which must say the same."""
    texts = list(dict.fromkeys(f.text for f in found))
    notes = tuple(dict.fromkeys(n for f in found for n in f.notes))
    if len(texts) > 1:
        shown = "、".join(f"“{shorten(t, 30)}”" if t else "空白" for t in texts)
        notes = (*notes, Note(code="ambiguous-field", field=field.name, detail=f"{len(found)}处：{shown}"))
    return Found(text=next(filter(None, texts), ""), notes=notes)


def _from_control(page: Page, field: FieldShape, control: Control) -> Found:
    cell = control.cell
    ours = {field.name, no_tag(field.name)}
    if cell is None or page.tags_in[cell] - ours:
        return _from_control_alone(page, field, control)
    found = read_cell(page, field, cell)
    inside = answer_text(control.seen.text)
    beside = inside and field.kind != _YES_NO and found.text != inside
    label = key(field.name)
    notes = [*found.notes, *_label_notes(page, field, cell)]
    if beside and key(found.text.removesuffix(inside)) == label:  # the label was put into the cell
        return Found(text=inside, notes=tuple(notes))
    if beside:
        detail = f"控件内为“{shorten(inside, 30)}”，同一格显示“{shorten(found.text, 40)}”"
        notes.append(Note(code="ambiguous-field", field=field.name, detail=detail))
    return Found(text=inside if beside else found.text, notes=tuple(notes))


def _from_control_alone(page: Page, field: FieldShape, control: Control) -> Found:
    """A control outside tables, or one that shares its cell with other fields."""
    notes = [*_general_notes(field.name, control.seen), *_control_notes(field.name, (control,))]
    text = answer_text(control.seen.text)
    if field.kind == _YES_NO:
        twins = page.controls.get(no_tag(field.name), ())
        shown = f"{control.seen.text}{YES}" + "".join(f"{t.seen.text}{NO}" for t in twins[:1])
        text = read_boxes(shown)
        notes += [*_control_notes(field.name, twins), *_box_notes(field.name, text)]
    return Found(text=text, notes=tuple(notes))


def _from_label(page: Page, field: FieldShape, names: frozenset[str]) -> Found | None:
    cells = page.labels.get(key(field.name), ())
    if len(cells) > MAX_PLACES:
        raise _too_many(field.name, len(cells))
    values = [c for c in cells if not label_keys(c.text) & names] or list(cells)
    return _agreed(field, [read_cell(page, field, c) for c in values]) if values else None


def _too_many(name: str, count: int) -> InputRefused:
    hint = "用下载的空白表单重新填写"
    return InputRefused("too-many-fields", f"“{name}”在文件里出现了 {count} 次", hint=hint)


def _general_notes(name: str, shown: Seen) -> Iterator[Note]:
    if shown.is_changed:
        yield Note(code="unaccepted-changes", field=name)
    if shown.is_hidden:
        yield Note(code="hidden-text", field=name, detail="隐藏的文字没有计入")


def _label_notes(page: Page, field: FieldShape, cell: Cell) -> Iterator[Note]:
    """The label left of a control should still be the one the form was issued with."""
    label = page.left_of.get(cell)
    if label is not None and label.text and key(field.name) not in label_keys(label.text):
        detail = f"“{field.name}”左侧的栏目印成“{shorten(label.text, 30)}”"
        yield Note(code="label-changed", field=field.name, detail=detail)


def _control_notes(name: str, controls: tuple[Control, ...]) -> Iterator[Note]:
    for control in controls:
        detail = _difference(control)
        if detail:
            yield Note(code="value-differs-from-appearance", field=name, detail=detail)


def _difference(control: Control) -> str:
    """What a control holds, where that is not what it shows; '' where they agree."""
    shown = control.seen.text
    if control.is_checked is not None:
        ticked = shown.strip() in _TICKED
        if ticked or shown.strip() in _EMPTY:
            return (
                ""
                if ticked == control.is_checked
                else f"方框显示“{shown}”，控件记录为{_STATES[control.is_checked]}"
            )
        return ""
    text = answer_text(shown)
    if text and control.is_flagged_empty:
        return f"显示“{shorten(text, 30)}”，控件记录为未填写"
    return _date_difference(control.full_date, text)


def _date_difference(full_date: str, text: str) -> str:
    if not full_date:
        return ""
    try:
        held, shown = parse_date(full_date), parse_date(text)
    except ValueError:  # a text that the field's own parser will report
        return ""
    return "" if held == shown else f"显示“{shorten(text, 30)}”，控件记录为{format_date(held)}"


_STATES = {True: "勾选", False: "未勾选"}
_TICKED, _EMPTY = "☑☒√✓✔■", "☐□"
_BOX = f"[{_TICKED}{_EMPTY}]"
_BOX_BEFORE = re.compile(rf"(?:({_BOX})([{YES}{NO}]))+")
_BOX_AFTER = re.compile(rf"(?:([{YES}{NO}])({_BOX}))+")


def read_boxes(shown: str) -> str:
    """Ticked boxes as 是, 否 or ''; what is not clearly one of them is returned as it stands.

    >>> read_boxes("☑是　☐否"), read_boxes("□是 √否"), read_boxes("☐是 ☐否"), read_boxes("☑是☑否"), read_boxes("有")
    ('是', '否', '', '☑是☑否', '有')
    """
    text = answer_text(shown)
    compact = "".join(text.split())
    if compact in _EMPTY or compact in _TICKED:
        return {True: YES, False: NO if compact else ""}[bool(compact) and compact in _TICKED]
    if _BOX_BEFORE.fullmatch(compact):
        pairs = list(zip(compact[::2], compact[1::2], strict=True))
    elif _BOX_AFTER.fullmatch(compact):
        pairs = list(zip(compact[1::2], compact[::2], strict=True))
    else:
        return text
    ticked = {word for box, word in pairs if box in _TICKED}
    return text if len(ticked) > 1 else next(iter(ticked), "")


def _box_notes(name: str, text: str) -> Iterator[Note]:
    if sum(c in _TICKED for c in text) > 1:
        yield Note(code="ambiguous-field", field=name, detail=f"“{YES}”和“{NO}”都勾选了")

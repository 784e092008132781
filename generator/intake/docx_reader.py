"""A completed DOCX form → what it says, as seen.

Threat: a file can show one thing and hold another (states, dates, hidden or deleted text, two
controls for one field), lose what ties its blanks to fields, or be no form at all.

Rule: a field is looked for by tag, then bookmark, then label, columns by heading too; what a
person sees is the value, what differs from it is noted, what is not there is absent, and nothing
is guessed. The package passes the gate first; nothing here inflates, resolves or recurses.

Accepted risk: text that is there but cannot be seen because of its colour, its size or a
picture over it is read as seen. Headers and footers are not read.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.errors import InputRefused
from generator.intake.docx_fields import find_field
from generator.intake.docx_page import Page
from generator.intake.docx_parts import read_parts
from generator.intake.docx_rows import FoundRows
from generator.model.docx_marks import bookmark_name, cell_tag
from generator.model.shape import STAMP_DIGEST, STAMP_EDITION, STAMP_FORM, find_shape
from generator.model.submission import Note, RawValue, Reading
from generator.text import key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.shape import FormShape

MAX_VALUE_CHARACTERS = 65_536
_ENOUGH = 0.5
_MERGED_SHARE = 0.5


def read_docx(data: bytes, shapes: tuple[FormShape, ...]) -> Reading:
    """What a completed form says; the form is known by its stamp, else by its labels.

    Raises InputRefused for a file that is unsafe, damaged or none of the forms.
    """
    parts = read_parts(data)
    page = Page(parts)
    stamp = parts.properties
    named = find_shape(shapes, stamp.get(STAMP_FORM, ""), stamp.get(STAMP_EDITION, ""))
    shape, is_stamped = _find_shape(page, named, shapes)
    _refuse_several(page, shape, shapes)
    names = _label_names(shape)
    notes = [*parts.notes] if is_stamped else [*parts.notes, _no_stamp(shape)]
    values, field_notes = _read_fields(page, shape, names)
    rows, row_notes = _read_tables(page, shape, names)
    notes += [*field_notes, *row_notes]
    if page.has_changes and not any(n.code == "unaccepted-changes" for n in notes):
        notes.append(Note(code="unaccepted-changes"))
    return Reading(
        form=shape.id,
        edition=stamp.get(STAMP_EDITION, "") if is_stamped else "",
        digest=stamp.get(STAMP_DIGEST, "") if is_stamped else "",
        values=values,
        rows=rows,
        notes=tuple(notes),
    )


def _find_shape(
    page: Page, stamped: FormShape | None, shapes: tuple[FormShape, ...]
) -> tuple[FormShape, bool]:
    """The form a document is, and whether its stamp says so. Raises InputRefused."""
    if stamped is not None and (_has_mark(page, stamped) or _likeness(page, stamped) > 0):
        return stamped, True
    scores = [(_likeness(page, s), s) for s in shapes]
    best = max(scores, key=lambda pair: pair[0], default=None)
    if best is None or best[0] < _ENOUGH:
        titles = "、".join(dict.fromkeys(f"《{s.title}》" for s in shapes))
        hint = "从制度手册下载空白表单，填写后提交"
        raise InputRefused("not-a-form", f"文件不是{titles}中的任何一张", hint=hint)
    return best[1], False


def _refuse_several(page: Page, shape: FormShape, shapes: tuple[FormShape, ...]) -> None:
    """Refuse a document into which another form was copied: that one would go unread."""
    own = {f.name for f in shape.fields}
    for other in shapes:
        names = [f.name for f in other.fields if f.name not in own]
        if other.id != shape.id and sum(_is_named(page, n) for n in names) > _MERGED_SHARE * len(names):
            message = f"文件里合并了《{shape.title}》和《{other.title}》，分不清各栏属于哪一张"
            raise InputRefused("several-forms", message, hint="一个文件只放一张表单，分别提交")


def _has_mark(page: Page, shape: FormShape) -> bool:
    """True where a field is there by its tag or its bookmark; labels need not be looked at then."""
    return any(_is_named(page, field.name) for field in shape.fields)


def _likeness(page: Page, shape: FormShape) -> float:
    """The share of a form's fields and columns that a document names, from 0 to 1."""
    singles = [f.name for f in shape.fields]
    columns = [(t.name, c.name) for t in shape.tables for c in t.columns]
    printed = page.labels.keys() | page.last_labels
    found = sum(_is_named(page, name) or key(name) in printed for name in singles)
    found += sum(_is_named(page, cell_tag(*c), row=1) or key(c[1]) in printed for c in columns)
    return found / (len(singles) + len(columns) or 1)


def _is_named(page: Page, tag: str, row: int = 0) -> bool:
    return tag in page.controls or bookmark_name(tag, row) in page.bookmarks


def _label_names(shape: FormShape) -> frozenset[str]:
    return frozenset(key(f.name) for f in shape.fields)


def _no_stamp(shape: FormShape) -> Note:
    return Note(code="no-stamp", detail=f"文件里没有表单标识和版本，按栏目名称认作《{shape.title}》")


def _read_fields(
    page: Page, shape: FormShape, names: frozenset[str]
) -> tuple[Mapping[str, RawValue], tuple[Note, ...]]:
    values: dict[str, RawValue] = {}
    notes: list[Note] = []
    for field in shape.fields:
        found = find_field(page, field, names)
        if found is None:
            detail = f"文件里找不到“{field.name}”这一栏"
            notes.append(Note(code="missing-field", field=field.name, detail=detail))
        else:
            values[field.name] = _bounded(field.name, found.text)
            notes += found.notes
    return MappingProxyType(values), tuple(notes)


def _read_tables(
    page: Page, shape: FormShape, names: frozenset[str]
) -> tuple[Mapping[str, tuple[Mapping[str, RawValue], ...]], tuple[Note, ...]]:
    rows: dict[str, tuple[Mapping[str, RawValue], ...]] = {}
    notes: list[Note] = []
    for table in shape.tables:
        found = FoundRows(page, table, names)
        notes += found.notes
        if found.is_found:
            rows[table.name] = tuple(
                MappingProxyType({c: _bounded(f"{table.name}.{c}", text) for c, text in row.items()})
                for row in found.rows
            )
        else:
            detail = f"文件里找不到“{table.name}”这张明细表"
            notes.append(Note(code="missing-field", field=table.name, detail=detail))
    return MappingProxyType(rows), tuple(notes)


def _bounded(name: str, text: str) -> str:
    if len(text) > MAX_VALUE_CHARACTERS:
        raise InputRefused("value-too-long", f"“{name}”的内容过长", hint="缩短内容，详情另附文件")
    return text

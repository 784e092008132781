"""A returned PDF form → what it says. Runs in the limited process.

Threat: see pdf_library.py, pdf_tree.py and pdf_shown.py. Besides, a file can look like a form and hold no
fields (printed, scanned, flattened), be another form, or show what it does not hold.

Rule: the value of a field is its entry /V and nothing else; what the page shows is compared
with it and the difference noted. No script is run and no sum believed. What cannot be read is
refused with the way out, never taken for blank.

Accepted risk: signatures are reported, not verified.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.errors import InputRefused
from generator.intake.button_state import options_in_order
from generator.intake.pdf_actions import active_content, is_changed_after_signature
from generator.intake.pdf_fields import PlainField, option_of, plain_field
from generator.intake.pdf_library import get, opened
from generator.intake.pdf_pages import STRAY, annotations_of, unread_notes
from generator.intake.pdf_shown import Appearances
from generator.intake.pdf_stamps import FoundStamp, find_stamp
from generator.intake.pdf_tree import raw_fields
from generator.model.shape import find_shape
from generator.model.submission import Note, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pikepdf

    from generator.model.shape import FormShape, TableShape
    from generator.model.submission import RawValue

_STAMP = "zhidu."
_PADDING = b"\0\r\n\t "  # behind the end, by mail gates and backup programs; the library gets lost in it
_END_WITHIN = 512
_MAX_ROWS = 2_000
_MERGED_SHARE = 0.5
_MAX_LISTED = 5
_FILL_AGAIN = "下载空白表单，用 WPS、Acrobat 或浏览器填写后直接保存；不要打印成 PDF，也不要扫描"


@dataclass(frozen=True, slots=True)
class _Content:
    """Everything taken from a file, free of the library's objects."""

    stamp: FoundStamp
    fields: tuple[PlainField, ...]
    actions: tuple[str, ...]
    unread: tuple[Note, ...]
    has_xfa: bool
    is_changed: bool


def read_pdf(data: bytes, shapes: tuple[FormShape, ...]) -> Reading:
    """What a PDF says of one of the forms. Raises InputRefused.

    A file without a stamp is taken for the form whose fields it holds, without an edition.
    """
    # The end is found behind a short padding, too, and a copy of the whole file costs time.
    whole = data if data[-_END_WITHIN:].rstrip(_PADDING) else data.rstrip(_PADDING)
    end = whole[-_END_WITHIN:]
    with opened(whole) as pdf:
        content = _content(pdf, len(whole) - len(end) + len(end.rstrip(_PADDING)))
    if not content.fields:
        raise _no_fields(content, shapes)
    by_name = _by_name(content.fields)
    shape = _shape_of(content, shapes)
    _refuse_several(by_name.keys(), shape, shapes)
    options = _options(shape, content.stamp)
    values = {f.name: _value(by_name[f.name][0], options) for f in shape.fields if f.name in by_name}
    rows = {t.name: found for t in shape.tables if (found := _rows(by_name, t, options))}
    return Reading(
        form=shape.id,
        edition=content.stamp.edition,
        digest=content.stamp.digest,
        values=MappingProxyType(values),
        rows=MappingProxyType(rows),
        notes=tuple(_notes(content, shape, by_name, options)),
    )


def _content(pdf: pikepdf.Pdf, size: int) -> _Content:
    raw = raw_fields(pdf)
    form = get(pdf.Root, "/AcroForm")
    # Where appearances are drawn anew, nobody sees the stored ones.
    appearances = None if get(form, "/NeedAppearances") is True else Appearances(pdf)
    annotations = annotations_of(pdf)
    plain = (plain_field(field, appearances) for field in raw if not field.name.startswith(_STAMP))
    return _Content(
        stamp=find_stamp(pdf, raw),
        fields=tuple(field for field in plain if field),
        actions=active_content(pdf, raw, annotations),
        unread=tuple(unread_notes(annotations, raw)),
        has_xfa=get(form, "/XFA") is not None,
        is_changed=is_changed_after_signature(raw, size),
    )


def _no_fields(content: _Content, shapes: Sequence[FormShape]) -> InputRefused:
    """Why a file without fields cannot be read."""
    if content.has_xfa:
        return InputRefused("xfa-only", "PDF 是 XFA 动态表单，没有可读取的填写项", hint=_FILL_AGAIN)
    if any(note.code == STRAY for note in content.unread):
        message = "PDF 页面上的填写项已经失效，读不出填写的内容，文件可能经过合并或拆分"
        return InputRefused("torn", message, hint="提交填写后直接保存的表单，不要与其他文件合并，也不要拆分")
    if content.stamp.form:
        titles = [s.title for s in shapes if s.id == content.stamp.form]
        title = f"《{titles[0]}》" if titles else "表单"
        message = f"{title}的填写项已被压平成普通文字，读不出填写的内容"
        return InputRefused("flattened", message, hint="提交填写后直接保存、没有压平的文件")
    message = "PDF 里没有填写项，可能是打印、扫描或者导出的文件"
    return InputRefused(
        "printed", message, hint=f"由 Word 表单导出的，改交 .docx 原件；其他的，{_FILL_AGAIN}"
    )


def _shape_of(content: _Content, shapes: Sequence[FormShape]) -> FormShape:
    """The form of the stamp, or else the only one that has most of the fields found."""
    if content.stamp.form:
        if stamped := find_shape(shapes, content.stamp.form, content.stamp.edition):
            return stamped
        hint = f"本制度的表单有：{'、'.join(dict.fromkeys(s.title for s in shapes))}"
        raise InputRefused("unknown-form", f"本制度没有标识为“{content.stamp.form[:64]}”的表单", hint=hint)
    given = {f.name.partition("_")[0] for f in content.fields}
    scores = [len(given & _names(s)) / len(given | _names(s)) for s in shapes]
    best = max(scores, default=0.0)
    found = [s for s, score in zip(shapes, scores, strict=True) if score == best]
    if best < 0.5 or len({s.id for s in found}) != 1:
        raise InputRefused("not-a-form", "这份 PDF 不是本制度的表单", hint=_FILL_AGAIN)
    return found[0]


def _refuse_several(found: Iterable[str], shape: FormShape, shapes: Sequence[FormShape]) -> None:
    """Refuse a file into which another form was merged: that one would go unread."""
    others = {f.partition("_")[0] for f in found} - _names(shape)
    for other in shapes:
        own = _names(other) - _names(shape)
        if other.id != shape.id and len(own & others) > _MERGED_SHARE * len(own):
            message = f"PDF 里合并了《{shape.title}》和《{other.title}》，分不清各项属于哪一张"
            raise InputRefused("several-forms", message, hint="一个文件只放一张表单，分别提交")


def _names(shape: FormShape) -> set[str]:
    return {f.name for f in shape.fields} | {t.name for t in shape.tables}


def _by_name(fields: Sequence[PlainField]) -> Mapping[str, list[PlainField]]:
    grouped: dict[str, list[PlainField]] = defaultdict(list)
    for field in fields:
        grouped[field.name].append(field)
    return grouped


def _options(shape: FormShape, stamp: FoundStamp) -> dict[str, tuple[str, ...]]:
    """What the buttons of a group mean: as the file itself says, else as the form has it now."""
    known = {f.name: options_in_order(f) for f in shape.fields}
    return {**known, **(stamp.options or {})}


def _value(field: PlainField, options: Mapping[str, tuple[str, ...]]) -> RawValue:
    return option_of(field, options) if field.is_group else field.value


def _rows(
    by_name: Mapping[str, list[PlainField]], table: TableShape, options: Mapping[str, tuple[str, ...]]
) -> tuple[Mapping[str, RawValue], ...]:
    """The rows of a table from 1 to the last that the file has a cell of."""
    columns = {c.name for c in table.columns}
    rows: dict[int, dict[str, RawValue]] = defaultdict(dict)
    for name, fields in by_name.items():
        match name.split("_"):
            case [table.name, number, column] if column in columns and _is_row(number):
                rows[int(number)][column] = _value(fields[0], options)
    return tuple(MappingProxyType(rows[n]) for n in range(1, max(rows, default=0) + 1))


def _is_row(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) <= 4 and 0 < int(number) <= _MAX_ROWS


def _notes(
    content: _Content,
    shape: FormShape,
    by_name: Mapping[str, list[PlainField]],
    options: Mapping[str, tuple[str, ...]],
) -> Iterator[Note]:
    for name, fields in by_name.items():
        yield from _field_notes(_place(name), fields, options)
        if not _belongs(name, shape) and any(map(_says_something, fields)):
            yield Note(code="unknown-field", detail=name[:100])
    yield from _missing_notes(shape, by_name)
    yield from content.unread
    if content.stamp.disagreements:
        detail = f"文件里记载的表单版本不一致：{'；'.join(content.stamp.disagreements)}"
        yield Note(code="stamp-conflict", detail=detail)
    if content.actions:
        yield Note(code="active-content", detail="、".join(content.actions))
    if content.has_xfa:
        yield Note(code="xfa-present")
    if content.is_changed:
        yield Note(code="changed-after-signature")


def _says_something(field: PlainField) -> bool:
    return not field.is_signature and (field.value not in (None, "", False) or field.state not in ("", "Off"))


def _missing_notes(shape: FormShape, by_name: Mapping[str, list[PlainField]]) -> Iterator[Note]:
    """A field, a table or a cell that is not in the file is not the same as a blank one."""
    for field in shape.fields:
        if field.name not in by_name:
            detail = f"文件里找不到“{field.name}”这一栏"
            yield Note(code="missing-field", field=field.name, detail=detail)
    for table in shape.tables:
        if missing := _missing_of(table, by_name):
            yield Note(code="missing-field", field=table.name, detail=f"文件里找不到{missing}")


def _missing_of(table: TableShape, by_name: Mapping[str, list[PlainField]]) -> str:
    """What is missing of a table up to its last row found, in words; '' where nothing is."""
    columns = [c.name for c in table.columns]
    found = {n.split("_")[1] for n in by_name if n.startswith(f"{table.name}_") and _belongs_to(n, table)}
    if not found:
        return f"“{table.name}”这张明细表"
    numbers = range(1, max(map(int, found)) + 1)
    cells = [f"{table.name}_{n}_{c}" for n in numbers for c in columns]
    missing = [_place(cell) for cell in cells if cell not in by_name]
    named = "、".join(f"“{m}”" for m in missing[:_MAX_LISTED])
    return named if len(missing) <= _MAX_LISTED else f"{named}等 {len(missing)} 格"


def _field_notes(
    place: str, fields: Sequence[PlainField], options: Mapping[str, tuple[str, ...]]
) -> Iterator[Note]:
    """Two values under one name, and a value that is not what the page shows."""
    values = list(dict.fromkeys(_value(f, options) for f in fields))
    if len(values) > 1:
        detail = "；".join("空白" if v is None else str(v) for v in values)
        yield Note(code="ambiguous-field", field=place, detail=detail)
    for mismatch in dict.fromkeys(f.mismatch for f in fields if f.mismatch):
        yield Note(code="value-differs-from-appearance", field=place, detail=mismatch)


def _place(name: str) -> str:
    """A cell as findings name it: `费用明细[2].金额`."""
    match name.split("_"):
        case [table, number, column] if _is_row(number):
            return f"{table}[{number}].{column}"
    return name


def _belongs(name: str, shape: FormShape) -> bool:
    return any(f.name == name for f in shape.fields) or any(_belongs_to(name, t) for t in shape.tables)


def _belongs_to(name: str, table: TableShape) -> bool:
    match name.split("_"):
        case [table.name, number, column] if _is_row(number):
            return any(c.name == column for c in table.columns)
    return False

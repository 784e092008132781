"""What the worker and its parent say to each other: shapes in, one reading or refusal out, as JSON.

Threat: a document that has taken over the worker writes the answer.

Rule: an answer is data of one fixed shape; its types, lengths and numbers are checked again by
the parent, and nothing in it is code, a path or a format. What does not fit is no answer.

Accepted risk: a worker that has been taken over can answer with false values; it cannot do more.
"""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from generator.errors import InputRefused
from generator.model.shape import FieldShape, FormShape, TableShape
from generator.model.submission import Note, Reading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.model.submission import RawValue

MAX_ANSWERS = 2_000
MAX_VALUE_CHARACTERS = 64 << 10
MAX_NAME_CHARACTERS = 200
MAX_NOTES = 200
MAX_DETAIL_CHARACTERS = 1_000

_LARGEST = 10**30


class NotAnAnswerError(Exception):
    """Bytes that no reader of ours can have written."""


def shapes_to_wire(shapes: Sequence[FormShape]) -> list[Any]:
    """Form shapes as plain data."""
    return [
        [form.id, form.title, _fields_to_wire(form.fields),
         [[table.name, _fields_to_wire(table.columns)] for table in form.tables], form.editions]
        for form in shapes
    ]  # fmt: skip


def _fields_to_wire(fields: Sequence[FieldShape]) -> list[Any]:
    return [[field.name, field.kind, field.options] for field in fields]


def shapes_from_wire(data: list[Any]) -> tuple[FormShape, ...]:
    """Form shapes from what `shapes_to_wire` made; it comes from the parent and is trusted."""
    return tuple(
        FormShape(
            id=form, title=title, fields=_fields_from_wire(fields),
            tables=tuple(TableShape(name=name, columns=_fields_from_wire(columns)) for name, columns in tables),
            editions=tuple(editions),
        )
        for form, title, fields, tables, editions in data
    )  # fmt: skip


def _fields_from_wire(data: list[Any]) -> tuple[FieldShape, ...]:
    return tuple(FieldShape(name=name, kind=kind, options=tuple(options)) for name, kind, options in data)


def reading_to_wire(reading: Reading) -> bytes:
    """A reading as an answer; notes beyond `MAX_NOTES` are counted, not kept."""
    notes = [[note.code, _cut(note.field), _cut(note.detail)] for note in reading.notes[:MAX_NOTES]]
    if rest := len(reading.notes) - len(notes):
        notes.append(["more-notes", "", f"另有 {rest} 处同类情况未列出"])
    stamp = [_cut(reading.form), _cut(reading.edition), _cut(reading.digest)]
    rows = {name: [dict(row) for row in rows] for name, rows in reading.rows.items()}
    return _dump({"stamp": stamp, "values": dict(reading.values), "rows": rows, "notes": notes})


def refusal_to_wire(refusal: InputRefused) -> bytes:
    """A refusal as an answer."""
    return _dump({"refused": [refusal.code, _cut(refusal.message), _cut(refusal.hint)]})


def _cut(text: str) -> str:
    """Free text of a foreign document, no longer than an answer may carry."""
    return text[:MAX_DETAIL_CHARACTERS]


def _dump(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer, separators=(",", ":")).encode("ascii")


def answer_from_wire(data: bytes) -> Reading:
    """The reading in an answer. Raises InputRefused where the answer is one, NotAnAnswerError for garbage."""
    try:
        answer = json.loads(data, parse_constant=_refuse_constant, parse_float=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise NotAnAnswerError from error
    match answer:
        case {"refused": [str(code), str(message), str(hint)]}:
            raise InputRefused(_text(code, 64), _text(message), hint=_text(hint))
        case {"stamp": [form, edition, digest], "values": values, "rows": dict(rows), "notes": list(notes)}:
            reading = Reading(
                form=_text(form), edition=_text(edition), digest=_text(digest), values=_values(values),
                rows=MappingProxyType({_text(name): _rows(found) for name, found in rows.items()}),
                notes=_notes(notes),
            )  # fmt: skip
            _refuse_flood(reading)
            return reading
    raise NotAnAnswerError


def _refuse_constant(literal: str) -> None:
    raise NotAnAnswerError(literal)


def _refuse_flood(reading: Reading) -> None:
    rows = (row for table in reading.rows.values() for row in table)
    if (
        sum(1 for record in (reading.values, *rows) for v in record.values() if v not in (None, ""))
        > MAX_ANSWERS
    ):
        hint = "用下载的空白表单重新填写"
        raise InputRefused("too-many-fields", f"文件的填写项多于 {MAX_ANSWERS} 个", hint=hint)


def _text(value: Any, limit: int = MAX_DETAIL_CHARACTERS) -> str:
    """A text of bounded length that any encoding can carry."""
    if not isinstance(value, str) or len(value) > limit:
        raise NotAnAnswerError
    return (
        value
        if _can_be_encoded(value)
        else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    )


def _can_be_encoded(value: str) -> bool:
    """False for a text with half of a surrogate pair in it."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _rows(found: Any) -> tuple[Mapping[str, RawValue], ...]:
    if not isinstance(found, list) or len(found) > MAX_ANSWERS:
        raise NotAnAnswerError
    return tuple(_values(row) for row in found)


def _values(found: Any) -> Mapping[str, RawValue]:
    if not isinstance(found, dict):
        raise NotAnAnswerError
    return MappingProxyType({_text(name, MAX_NAME_CHARACTERS): _value(v) for name, v in found.items()})


def _value(value: Any) -> RawValue:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and abs(value) < _LARGEST:
        return value
    if isinstance(value, list) and len(value) <= MAX_ANSWERS:
        return tuple(_text(v, MAX_NAME_CHARACTERS) for v in value)
    if isinstance(value, str) and len(value) > MAX_VALUE_CHARACTERS:
        hint = "缩短过长的内容后重新提交"
        raise InputRefused("value-too-long", f"有一项内容超过 {MAX_VALUE_CHARACTERS >> 10} Ki 字", hint=hint)
    return _text(value, MAX_VALUE_CHARACTERS)


def _notes(found: list[Any]) -> tuple[Note, ...]:
    if len(found) > MAX_NOTES + 1:
        raise NotAnAnswerError
    return tuple(_note(note) for note in found)


def _note(found: Any) -> Note:
    match found:
        case [code, field, detail]:
            return Note(code=_text(code, 64), field=_text(field), detail=_text(detail))
    raise NotAnAnswerError

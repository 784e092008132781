"""Plain data of a submission (from JSON or YAML) → a reading of one form, its shape checked."""

from __future__ import annotations

import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from generator.errors import InputRefused
from generator.model.shape import find_shape
from generator.model.submission import Note, Reading
from generator.text import nearest, shorten, suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.model.shape import FieldShape, FormShape, TableShape
    from generator.model.submission import RawValue

MAX_UNKNOWN = 20
MAX_ROWS = 2_000


class Fraction(str):
    """A number that is not whole, as it was written; as money it could be 元, 万元 or 分."""

    __slots__ = ()


_KEYS = ("form", "edition", "digest", "values", "$schema")
_PEOPLE = "人员"
_HINT = "照 zhidu schema 列出的格式改正后重新提交"


def reading_of(data: Any, shapes: Sequence[FormShape]) -> Reading:
    """A reading of the form that the data name. Raises InputRefused where the shape is wrong.

    The form may go unnamed where there is only one. Names that the form does not have are noted.
    """
    top = _mapping(data, "整个文件")
    shape = _shape_of(top.get("form"), _stamp(top, "edition"), shapes)
    values = _mapping(top.get("values"), "values")
    fields = {f.name: f for f in shape.fields}
    tables = {t.name: t for t in shape.tables}
    unknown = [name for name in top if name not in _KEYS]
    unknown += [name for name in values if name not in fields and name not in tables]
    rows = {name: _rows(values[name], table) for name, table in tables.items() if name in values}
    unknown += _unknown_columns(values, tables)
    return Reading(
        form=shape.id,
        edition=_stamp(top, "edition"),
        digest=_stamp(top, "digest"),
        values=MappingProxyType({n: _value(values[n], f, n) for n, f in fields.items() if n in values}),
        rows=MappingProxyType(rows),
        notes=_notes(unknown, (*fields, *tables, *(c.name for t in shape.tables for c in t.columns))),
    )


def _mapping(data: Any, where: str) -> dict[str, Any]:
    """Data that must be a mapping, its names in NFC."""
    if not isinstance(data, dict):
        raise _wrong_shape(where, "一组“名称: 值”", data)
    named = {unicodedata.normalize("NFC", name): value for name, value in data.items()}
    if len(named) != len(data):
        raise InputRefused("duplicate-key", f"{where}里有看起来相同的两个名称", hint="删除其中一个")
    return named


def _wrong_shape(where: str, wanted: str, found: Any) -> InputRefused:
    return InputRefused("wrong-shape", f"{where}应当是{wanted}，现在是{_kind_of(found)}", hint=_HINT)


def _kind_of(found: Any) -> str:
    match found:
        case None:
            return "空"
        case bool():
            return "真假值"
        case dict():
            return "一组“名称: 值”"
        case list():
            return "一个列表"
        case _:
            return f"“{shorten(str(found), 20)}”"


def _shape_of(form: Any, edition: str, shapes: Sequence[FormShape]) -> FormShape:
    titles = {s.id: s.title for s in reversed(shapes)}
    if form is None and len(titles) == 1:
        form = shapes[0].id
    listed = "、".join(f"{id_}（{title}）" for id_, title in titles.items())
    if form is None:
        raise InputRefused("unknown-form", "没有写明是哪一张表单", hint=f"加上 form，可以写：{listed}")
    if not isinstance(form, str):
        raise _wrong_shape("form", "表单的标识", form)
    named = {s.id for s in shapes if form in (s.id, s.title)}
    found = find_shape(shapes, named.pop(), edition) if len(named) == 1 else None
    if found is None:
        hint = suggestion(form, titles)
        raise InputRefused("unknown-form", f"没有标识为“{shorten(form)}”的表单", hint=hint)
    return found


def _stamp(top: Mapping[str, Any], name: str) -> str:
    value = top.get(name)
    if value is None:
        return ""
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise _wrong_shape(name, "一个词", value)
    return str(value)


def _value(value: Any, field: FieldShape, where: str) -> RawValue:
    if isinstance(value, Fraction):
        hint = "写成文字；金额写明单位，如 “450.5万元”"
        raise InputRefused("wrong-shape", f"“{where}”写成了带小数的数字 {shorten(value, 20)}", hint=hint)
    if isinstance(value, dict):
        raise _wrong_shape(f"“{where}”", "一个值", value)
    if not isinstance(value, list):
        return value  # type: ignore[no-any-return] # a reader of plain data knows no other types
    if field.kind != _PEOPLE:
        raise _wrong_shape(f"“{where}”", "一个值", value)
    if not all(isinstance(name, str) for name in value):
        raise InputRefused("wrong-shape", f"“{where}”里应当只有姓名", hint=_HINT)
    return tuple(value)


def _rows(data: Any, table: TableShape) -> tuple[Mapping[str, RawValue], ...]:
    if data is None:
        return ()
    if not isinstance(data, list):
        raise _wrong_shape(f"“{table.name}”", "一个列表，每行一组“名称: 值”", data)
    if len(data) > MAX_ROWS:
        raise InputRefused("too-many-fields", f"“{table.name}”多于 {MAX_ROWS} 行", hint=_HINT)
    return tuple(_row(row, table, number) for number, row in enumerate(data, 1))


def _row(data: Any, table: TableShape, number: int) -> Mapping[str, RawValue]:
    row = _mapping(data, f"“{table.name}”第 {number} 行")
    return MappingProxyType({
        c.name: _value(row[c.name], c, f"{table.name}[{number}].{c.name}") for c in table.columns if c.name in row
    })  # fmt: skip


def _unknown_columns(values: Mapping[str, Any], tables: Mapping[str, TableShape]) -> list[str]:
    """Names in rows, checked to be mappings, that are no columns; each once, with its table."""
    found: dict[str, None] = {}
    for name, table in tables.items():
        known = {c.name for c in table.columns}
        for row in values.get(name) or ():
            found |= {
                f"{name}.{column}": None
                for column in row
                if unicodedata.normalize("NFC", column) not in known
            }
    return list(found)


def _notes(unknown: Sequence[str], known: Sequence[str]) -> tuple[Note, ...]:
    notes = [Note(code="unknown-field", detail=_describe(name, known)) for name in unknown[:MAX_UNKNOWN]]
    if rest := unknown[MAX_UNKNOWN:]:
        notes.append(Note(code="unknown-field", detail=f"另有 {len(rest)} 个"))
    return tuple(notes)


def _describe(name: str, known: Sequence[str]) -> str:
    shown = shorten(name)
    close = nearest(shown.rpartition(".")[2], known)
    return f"“{shown}”，是否为“{close}”？" if close else f"“{shown}”"

"""JSON Schema (2020-12) of the source files and of what a JSON submission of a form may hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from generator.model.calendar import CalendarYear
from generator.model.case import CaseFile
from generator.model.form import OPTION_KINDS, Field, FieldKind, Form, RowTable
from generator.model.node import Named
from generator.model.policy import Chapter, Cover, Term
from generator.model.prose import to_plain
from generator.render.form_notes import origin_in_words
from generator.render.value_patterns import PERSON, text_pattern

if TYPE_CHECKING:
    from generator.model.policy import Policy

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SOURCES: dict[str, Any] = {
    "policy": Cover, "chapter": Chapter, "form": Form, "calendar": CalendarYear, "cases": CaseFile,
    "glossary": Named[Term],
}  # fmt: skip
MAX_TEXT, MAX_PEOPLE, MAX_ROWS = 65_536, 200, 200
_LARGEST = 10**15 - 1
_BLANK: dict[str, Any] = {"enum": ["", None]}
_WHOLE: dict[str, Any] = {"type": "integer", "minimum": -_LARGEST, "maximum": _LARGEST}
_PEOPLE: dict[str, Any] = {
    "type": "array", "maxItems": MAX_PEOPLE, "items": {"type": "string", "pattern": PERSON, "maxLength": 100},
}  # fmt: skip
_ALSO: dict[FieldKind, dict[str, Any]] = {
    FieldKind.INTEGER: _WHOLE, FieldKind.MONEY: _WHOLE, FieldKind.PEOPLE: _PEOPLE,
}  # fmt: skip
_WRITTEN = {
    FieldKind.INTEGER: "整数，或者文字，如 3、“3人”",
    FieldKind.MONEY: "整数按分计；文字写明单位，如 “450万元”“1,200.50元”，不写单位的按“{unit}”计",
    FieldKind.DATE: "如 “2026-03-05”，也可写“2026年3月5日”",
    FieldKind.TIME: "24小时制，如 “09:30”",
    FieldKind.YES_NO: "true 或 false，也可写“是”或“否”",
    FieldKind.PEOPLE: "姓名的列表，或者用顿号隔开的文字；逐一列出，不写“等”",
}
_ABOUT = "空白项可以不写，或者写 null、空文字。数字、标点写成全角的同样有效。"


def render_source_schema(kind: str) -> str:
    """The schema of one kind of source file, for completion in editors. Raises KeyError."""
    schema = TypeAdapter(SOURCES[kind]).json_schema(by_alias=True)
    return _dump({"$schema": DIALECT, **schema})


def render_form_schema(policy: Policy, form: Form) -> str:
    """The schema of a JSON submission of a form: what it admits is read, whatever the rules then say.

    The reader knows more ways of writing (other Chinese numerals, weekdays behind dates, blanks
    between characters); everything else that the schema refuses is refused or unreadable.
    """
    maker = _Maker(policy, form)
    values = {field.name: maker.field(field) for field in form.fields}
    values |= {table.name: maker.table(table) for table in form.tables}
    stamp = {"type": "string", "maxLength": 1_000}
    schema = {
        "$schema": DIALECT,
        "title": form.title,
        "description": _ABOUT,
        "type": "object",
        "required": ["form", "values"],
        "additionalProperties": False,
        "properties": {
            "$schema": {"type": "string", "description": "这个文件所依的模式，不作为填写内容"},
            "form": {"const": form.id},
            "edition": {
                **stamp,
                "examples": [policy.cover.edition],
                "description": "表单的版本，缺省为现行版本",
            },
            "digest": {**stamp, "examples": [form.digest], "description": "表单的校验码，可以不写"},
            "values": {"type": "object", "properties": values, "additionalProperties": False},
        },
        "$defs": maker.definitions,
    }
    return _dump(schema)


class _Maker:
    """Schemas of fields; what several fields may hold alike is defined once."""

    def __init__(self, policy: Policy, form: Form) -> None:
        self._policy = policy
        self._form = form
        self.definitions: dict[str, dict[str, Any]] = {}

    def table(self, table: RowTable) -> dict[str, Any]:
        columns = {c.name: self.field(c) for c in table.columns}
        row = {"type": "object", "properties": columns, "additionalProperties": False}
        help_ = to_plain(self._policy, table.help) or f"每行一组“列名: 值”；表单上印有{table.row_count}行"
        return {"description": help_, "type": ["array", "null"], "maxItems": MAX_ROWS, "items": row}

    def field(self, field: Field) -> dict[str, Any]:
        written = _WRITTEN.get(field.kind, "").format(unit=field.unit or "元")
        about = (to_plain(self._policy, field.help).rstrip("。"), self._left_out(field), written)
        described = "；".join(filter(None, about))
        return {
            "title": field.name + (f"（{field.unit}）" if field.unit else ""),
            **({"description": described} if described else {}),
            **({"examples": [field.example]} if field.example else {}),
            **self._admitted(field),
        }

    def _left_out(self, field: Field) -> str:
        """What is said of a field that may be left out where a form is to be filled in from data."""
        if not field.formula:
            return ""
        origin = origin_in_words(self._policy, self._form, field)
        return "，".join(filter(None, (origin, "预填表单时可以不写")))

    def _admitted(self, field: Field) -> dict[str, Any]:
        """What the value of a field may be."""
        if field.kind in OPTION_KINDS:
            return {"enum": [*self._policy.options(field.options), "", None]}
        if field.kind is FieldKind.YES_NO:
            return {"enum": [True, False, "是", "否", "有", "无", "", None]}
        pattern = text_pattern(field)
        if not pattern:
            return {"type": ["string", "null"], "maxLength": MAX_TEXT}
        also = [_ALSO[field.kind]] if field.kind in _ALSO else []
        text = {"type": "string", "pattern": pattern, "maxLength": MAX_TEXT}
        return {"$ref": f"#/$defs/{self._name_of(field.kind, {'anyOf': [*also, text, _BLANK]})}"}

    def _name_of(self, kind: FieldKind, definition: dict[str, Any]) -> str:
        known = [name for name, other in self.definitions.items() if other == definition]
        name = known[0] if known else f"{kind.name.lower()}-{len(self.definitions) + 1}"
        self.definitions[name] = definition
        return name


def _dump(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"

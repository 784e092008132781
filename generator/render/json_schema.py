"""JSON Schema (2020-12) of the source files and of what a JSON submission of a form may hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from generator.model.calendar import CalendarYear
from generator.model.case import CaseFile
from generator.model.form import OPTION_KINDS, Field, FieldKind, Form
from generator.model.node import Named
from generator.model.policy import Chapter, Cover, Term
from generator.model.prose import to_plain

if TYPE_CHECKING:
    from generator.model.policy import Policy

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SOURCES: dict[str, Any] = {
    "policy": Cover, "chapter": Chapter, "form": Form, "calendar": CalendarYear, "cases": CaseFile,
    "glossary": Named[Term],
}  # fmt: skip
_TEXT: dict[str, Any] = {"type": "string"}
_KINDS: dict[FieldKind, dict[str, Any]] = {
    FieldKind.INTEGER: {"type": ["integer", "string"]},
    FieldKind.MONEY: {"type": ["integer", "string"]},
    FieldKind.DATE: {"type": "string"},
    FieldKind.TIME: {"type": "string"},
    FieldKind.YES_NO: {"type": ["boolean", "string"]},
    FieldKind.PEOPLE: {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
}
_NOTES = {
    FieldKind.MONEY: "整数为分；文字按填写习惯，如 450万元、1,200.50",
    FieldKind.DATE: "如 2026-03-05",
    FieldKind.TIME: "如 09:30",
}


def render_source_schema(kind: str) -> str:
    """The schema of one kind of source file, for completion in editors. Raises KeyError."""
    schema = TypeAdapter(SOURCES[kind]).json_schema(by_alias=True)
    return _dump({"$schema": DIALECT, **schema})


def render_form_schema(policy: Policy, form: Form) -> str:
    """The schema of a JSON submission of a form."""
    values = {field.name: _field(policy, field) for field in form.fields}
    for table in form.tables:
        columns = {c.name: _field(policy, c) for c in table.columns}
        row = {"type": "object", "properties": columns, "additionalProperties": False}
        values[table.name] = {
            "type": ["array", "null"],
            "items": row,
            "description": to_plain(policy, table.help),
        }
    schema = {
        "$schema": DIALECT,
        "title": form.title,
        "type": "object",
        "required": ["form", "values"],
        "additionalProperties": False,
        "properties": {
            "form": {"const": form.id},
            "edition": {"type": "string", "examples": [policy.cover.edition]},
            "values": {"type": "object", "properties": values, "additionalProperties": False},
        },
    }
    return _dump(schema)


def _field(policy: Policy, field: Field) -> dict[str, Any]:
    parts = (
        to_plain(policy, field.help),
        _NOTES.get(field.kind, ""),
        f"单位：{field.unit}" if field.unit else "",
    )
    described = {"title": field.name, "description": "；".join(filter(None, parts))}
    if field.kind in OPTION_KINDS:
        return {**described, "enum": [*policy.options(field.options), "", None]}
    kind = _KINDS.get(field.kind, _TEXT)
    return {**described, "anyOf": [*kind.get("anyOf", [kind]), {"type": "null"}]}


def _dump(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"

"""Typed answers → the text that stands in a field; the readers' parsers read it back equal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.form import FieldKind
from generator.wording import format_amount

if TYPE_CHECKING:
    from generator.model.form import Field
    from generator.model.submission import AnswerValue


def field_text(field: Field, value: AnswerValue) -> str:
    """The text of an answer in its field, without the unit that the label prints.

    Dates are ISO text, amounts count in the field's unit, people are joined by 、.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if field.kind is FieldKind.MONEY and isinstance(value, int):
        return format_amount(value, field.unit or "元")
    if isinstance(value, tuple):
        return "、".join(str(v) for v in value)
    return str(value)

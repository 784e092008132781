"""What a blank of a form is prefilled with until somebody answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.form import FieldKind
from generator.model.submission import BLANK, Answer, State
from generator.values import parse_date, parse_integer, parse_money, parse_time

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.form import Field
    from generator.model.submission import AnswerValue


def answer_or_default(field: Field, answers: Mapping[str, Answer]) -> Answer:
    """What is known of a field, else its default. Raises ValueError for a default it cannot hold."""
    answer = answers.get(field.name, BLANK)
    if answer.state is not State.BLANK or not field.default:
        return answer
    return Answer(state=State.ANSWERED, value=_value(field), raw=field.default)


def _value(field: Field) -> AnswerValue:
    match field.kind:
        case FieldKind.INTEGER:
            return parse_integer(field.default, field.unit)
        case FieldKind.MONEY:
            return parse_money(field.default, field.unit or "元")
        case FieldKind.DATE:
            return parse_date(field.default).isoformat()
        case FieldKind.TIME:
            return parse_time(field.default)
        case FieldKind.YES_NO:
            if field.default not in ("是", "否"):
                raise ValueError("应当填“是”或“否”")
            return field.default == "是"
        case FieldKind.PEOPLE | FieldKind.SIGNATURE:
            raise ValueError(f"{field.kind}没有默认")
        case _:
            return field.default

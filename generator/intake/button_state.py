"""The states of the button groups of our PDF forms: numbers from 1, in the order of the options."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.model.shape import FieldShape

# Kinds as `FieldKind` writes them; importing it would load pydantic into the limited process.
YES_NO_KIND, SCALE_KIND = "是否", "量表"
_YES_NO = ("是", "否")
_MOST_DIGITS = 4


def options_in_order(field: FieldShape) -> tuple[str, ...]:
    """What the buttons of a field mean; () for a field that is no group of buttons."""
    if field.kind == YES_NO_KIND:
        return _YES_NO
    return field.options if field.kind == SCALE_KIND else ()


def meaning_of(state: str, options: tuple[str, ...]) -> str:
    """The option a state stands for; a state that is no such number stands for itself.

    >>> meaning_of("2", ("是", "否")), meaning_of("Yes", ("是", "否"))
    ('否', 'Yes')
    """
    is_number = state.isascii() and state.isdigit() and len(state) <= _MOST_DIGITS
    return options[int(state) - 1] if is_number and 0 < int(state) <= len(options) else state

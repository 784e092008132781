"""The blanks of a form: what each asks for, as which control, and what it is prefilled with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from generator.model.answer_text import field_text
from generator.model.form import FieldKind
from generator.model.submission import State

if TYPE_CHECKING:
    from generator.model.form import Field
    from generator.model.policy import Policy
    from generator.model.submission import Answer

FIELD_SIZE = 10
ROW_FIELD_SIZE = 9
_YES_NO = ("是", "否")


class Control(StrEnum):
    """What a blank becomes on the page."""

    TEXT = "text"
    MULTILINE = "multiline"
    CHOICE = "choice"
    RADIO = "radio"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """One fillable field of the PDF.

    `name` is its name in the file (`字段`, or `表_行_列` in a row table), `label` what a screen
    reader says, `text` the answer it is prefilled with, `sums` the blanks it adds up.
    """

    name: str
    label: str
    field: Field
    control: Control
    options: tuple[str, ...] = ()
    text: str = ""
    sums: tuple[str, ...] = ()
    in_row: bool = False

    @property
    def text_size(self) -> int:
        """The largest size of its text in points."""
        return ROW_FIELD_SIZE if self.in_row else FIELD_SIZE

    @property
    def is_number(self) -> bool:
        """True for whole numbers and amounts."""
        return self.field.kind in (FieldKind.INTEGER, FieldKind.MONEY)

    @property
    def is_right(self) -> bool:
        """True for numbers in rows, which stand below each other."""
        return self.in_row and self.is_number

    @property
    def is_in_yuan(self) -> bool:
        """True for amounts in 元, which are shown with two decimals and grouped."""
        return self.field.kind is FieldKind.MONEY and self.field.unit in ("", "元")

    @property
    def shown_text(self) -> str:
        """The text as a format script of a viewer would show it."""
        if not self.text or not self.is_in_yuan:
            return self.text
        whole, _, fraction = self.text.partition(".")
        return f"{int(whole):,}.{fraction:0<2}"


def control_of(asked: Field, *, in_row: bool = False) -> Control:
    """The control of a field; in a row there is no room for buttons or several lines."""
    match asked.kind:
        case FieldKind.MULTILINE if not in_row:
            return Control.MULTILINE
        case FieldKind.SCALE | FieldKind.YES_NO if not in_row:
            return Control.RADIO
        case FieldKind.CHOICE | FieldKind.SCALE | FieldKind.YES_NO:
            return Control.CHOICE
        case FieldKind.SIGNATURE:
            return Control.SIGNATURE
        case _:
            return Control.TEXT


def options_of(policy: Policy, asked: Field, control: Control) -> tuple[str, ...]:
    """The options of a drop-down list or of a group of buttons. Raises KeyError."""
    if asked.kind is FieldKind.YES_NO:
        return _YES_NO
    return policy.options(asked.options) if control in (Control.CHOICE, Control.RADIO) else ()


def text_of(asked: Field, answer: Answer | None) -> str:
    """The text an answer stands in the file as; amounts without grouping, as scripts read them."""
    if answer is None or answer.state is not State.ANSWERED:
        return ""
    text = field_text(asked, answer.value)
    return text.replace(",", "") if asked.kind is FieldKind.MONEY else text

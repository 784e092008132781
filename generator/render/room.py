"""How much room labels and answers need on paper, and how much there is.

Lengths of text are in characters of its own size, lengths on paper in millimetres.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.form import FieldKind

if TYPE_CHECKING:
    from generator.model.form import Field, Form, RowTable
    from generator.model.policy import Policy

_FOREIGN_CHARACTER = 0.42  # of one character of a label
_CHARACTERS = {
    FieldKind.DATE: 6.2, FieldKind.TIME: 3.2, FieldKind.INTEGER: 3.2, FieldKind.MONEY: 6.2,
    FieldKind.YES_NO: 5.0, FieldKind.SIGNATURE: 6.0,
}  # fmt: skip
_LONGEST_OPTION, _LONGEST_LINE, _FEWEST = 8, 6, 3.0
_PAPER_WIDTH = {"纵向": 210, "横向": 297}  # A4
SIDE_MARGIN = 20
NUMBER_COLUMN = 11
_ROW_CHARACTER = _CELL_PADDING = 3.175  # 9 pt
_QUESTION_SHARE, _SCALE_OPTION = 0.4, 8


def label_length(field: Field) -> float:
    """The length of a printed label in characters; units and * are smaller than others."""
    mark = (1.0 if field.when else 0.6) * field.is_required
    return len(field.name) + (len(field.unit) + 2) * 0.8 * bool(field.unit) + mark


def foreign_length(field: Field) -> float:
    """What the label in the other language needs, set in 7.5 pt: its longest word."""
    return max((len(word) for word in field.foreign.split()), default=0) * _FOREIGN_CHARACTER


def foreign_label_length(field: Field) -> float:
    """The same for a label, which should have no more than two lines in the other language."""
    return max(foreign_length(field), len(field.foreign) / 2 * _FOREIGN_CHARACTER)


def column_length(policy: Policy, column: Field) -> float:
    """What a column needs for its content, and for its heading, in two lines if it is long.

    Raises KeyError for a dangling reference to options.
    """
    options = max((len(o) for o in policy.options(column.options)), default=0)
    content = _CHARACTERS.get(column.kind, min(options, _LONGEST_OPTION) + 0.5)
    named = label_length(column)
    heading = named if named < _LONGEST_LINE else named / 2
    return max(content, heading, foreign_length(column) * 1.1, _FEWEST)


def text_width(form: Form) -> int:
    """The width between the margins."""
    return _PAPER_WIDTH[form.orientation] - 2 * SIDE_MARGIN


def rows_width(policy: Policy, table: RowTable) -> float:
    """The width below which a table of repeated rows is not to be filled. Raises KeyError."""
    lengths = (column_length(policy, column) for column in table.columns)
    return NUMBER_COLUMN + sum(length * _ROW_CHARACTER + _CELL_PADDING for length in lengths)


def scale_room(form: Form) -> int:
    """How many options of a scale stand side by side behind their question."""
    return int(text_width(form) * (1 - _QUESTION_SHARE) / _SCALE_OPTION)

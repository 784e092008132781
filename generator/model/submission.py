"""What came back: the text a reader saw, and the typed answers made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias


class State(StrEnum):
    """Whether a field was filled, left empty, or filled with something not understood."""

    ANSWERED = "answered"
    BLANK = "blank"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something a reader noticed about a document that its reader should know.

    `code` is a stable kebab-case word (`ambiguous-field`, `value-differs-from-appearance`,
    `unaccepted-changes` …), `field` the field concerned or '', `detail` plain text.
    """

    code: str
    field: str = ""
    detail: str = ""


RawValue: TypeAlias = "str | bool | int | tuple[str, ...] | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader saw in a document, before any field type is applied.

    `values` maps field names to text as shown (JSON may hold typed values); a field that the
    document does not contain at all is absent. `rows` maps table names to their rows, blank
    rows included, in order. `form`, `edition` and `digest` are '' where no stamp was found.
    """

    form: str = ""
    edition: str = ""
    digest: str = ""
    values: Mapping[str, RawValue] = field(default_factory=lambda: MappingProxyType({}))
    rows: Mapping[str, tuple[Mapping[str, RawValue], ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    notes: tuple[Note, ...] = ()


AnswerValue: TypeAlias = "int | bool | str | tuple[str, ...] | tuple[Mapping[str, Answer], ...] | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One typed answer. Money is 分, dates are ISO text, times `HH:MM`, people tuples of names.

    `value` is None unless the state is ANSWERED; `reason` says why an answer is UNREADABLE; a
    blank one may carry the 无 or the stroke that was written. The value of a table is a tuple of
    rows, each a mapping from column to `Answer`; blank rows between filled ones are kept, so that
    rows are numbered as they are printed (see `filled_rows`).
    """

    state: State
    value: AnswerValue = None
    raw: str = ""
    reason: str = ""


BLANK = Answer(state=State.BLANK)


def filled_rows(answer: Answer) -> tuple[tuple[int, Mapping[str, Answer]], ...]:
    """The rows of a table that hold anything, with their printed numbers from 1.

    An unticked box alone does not make a row.
    """
    rows = answer.value if isinstance(answer.value, tuple) else ()
    return tuple(
        (number, row)
        for number, row in enumerate(rows, 1)
        if isinstance(row, Mapping) and any(map(_says_something, row.values()))
    )


def _says_something(cell: Answer) -> bool:
    return cell.state is not State.BLANK and cell.value is not False


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A form as it was handed in: typed answers for every field of the form."""

    form: str
    edition: str
    answers: Mapping[str, Answer]
    notes: tuple[Note, ...] = ()
    digest: str = ""

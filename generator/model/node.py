"""The base of every class of the source: frozen, closed, strict, and it knows its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PlainSerializer,
    PlainValidator,
    PrivateAttr,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from generator.source.reader import PLACE_KEY, Place
from generator.values import parse_date

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
_NOWHERE = Place()


class Node(BaseModel):
    """A mapping of the source. Keys are Chinese aliases; `place` finds the line of any key.

    Where `is_whole` is set, a mistake anywhere inside makes the mapping as a whole unusable: half
    a decision table or half a calendar would answer wrongly.
    """

    is_whole: ClassVar[bool] = False

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, ignored_types=(property,))

    _place: Place = PrivateAttr(default=_NOWHERE)

    @model_validator(mode="wrap")
    @classmethod
    def _keep_place(cls, data: Any, handler: ModelWrapValidatorHandler[Any]) -> Any:
        if not isinstance(data, dict) or PLACE_KEY not in data:
            return handler(data)
        node = handler({k: v for k, v in data.items() if k != PLACE_KEY})
        node._place = data[PLACE_KEY]  # noqa: SLF001 - the class's own private attribute
        return node

    @property
    def place(self) -> Place:
        """The place of this mapping in the source; empty for nodes made by programs."""
        return self._place


def _without_place(data: Any) -> Any:
    if isinstance(data, dict):
        return {k: v for k, v in data.items() if k != PLACE_KEY}
    return data


def _to_tuple(data: Any) -> Any:
    """YAML and JSON know lists only; strict pydantic wants the tuple it is told."""
    return tuple(data) if isinstance(data, list) else data


Named = Annotated[dict[str, T], BeforeValidator(_without_place)]
"""A mapping from names the author chooses to values."""

Listed = Annotated[tuple[T, ...], BeforeValidator(_to_tuple)]
"""A list of the source, kept as a tuple."""

Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""A text that must not be empty."""

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=64)]
"""A stable kebab-case ASCII name, part of addresses and file names; never reused."""


def _to_iso(data: Any) -> Any:
    return parse_date(data).isoformat() if isinstance(data, str) else data


IsoDate = Annotated[str, BeforeValidator(_to_iso), Field(json_schema_extra={"format": "date"})]
"""A date of the source, kept as ISO text."""


_SCALAR_SCHEMA: dict[str, Any] = {"type": ["string", "integer", "boolean"]}
_TEXTS_SCHEMA: dict[str, Any] = {"type": "array", "items": {"type": "string"}}


def _is_word(data: Any) -> bool:
    return isinstance(data, str | int) and not isinstance(data, bool)


def _to_raw(data: Any) -> Any:
    if isinstance(data, bool | int | str):
        return data
    if isinstance(data, list | tuple) and data and all(map(_is_word, data)):
        return tuple(map(str, data))
    raise ValueError("应当是一个数、一个词，或词的列表")


def _to_options(data: Any) -> Any:
    if isinstance(data, str) and data:
        return data
    if isinstance(data, list | tuple) and all(map(_is_word, data)):
        return tuple(map(str, data))
    raise ValueError("应当是选项的列表，或 参数.名、表.名.列")


# Written as one validator each, not as unions: a union reports one error per member. The
# serializer is needed with it: pydantic would check what it wrote against the union and warn.
_AS_IT_IS = PlainSerializer(lambda value: value)

Raw = Annotated[
    bool | int | str | tuple[str, ...],
    PlainValidator(_to_raw),
    _AS_IT_IS,
    WithJsonSchema({"anyOf": [_SCALAR_SCHEMA, _TEXTS_SCHEMA]}),
]
"""A value as written: a number, a word, yes or no, or a list of words."""

Options = Annotated[
    tuple[str, ...] | str,
    PlainValidator(_to_options),
    _AS_IT_IS,
    WithJsonSchema({"anyOf": [{"type": "string"}, _TEXTS_SCHEMA]}),
]
"""A list of options, or a reference to a parameter or a table column that holds them."""


def strip_places(data: Any) -> Any:
    """Plain data without the places of its mappings."""
    if isinstance(data, dict):
        return {k: strip_places(v) for k, v in data.items() if k != PLACE_KEY}
    return [strip_places(d) for d in data] if isinstance(data, list) else data


Plain = Annotated[Any, BeforeValidator(strip_places)]
"""Data of any shape, as JSON would hold it."""


def wrapped(key: str) -> Callable[[Any], Any]:
    """A validator that lets authors write a bare text where a mapping with `key` is meant."""

    def wrap(data: Any) -> Any:
        return data if isinstance(data, dict | BaseModel) else {key: data}

    return wrap

"""Plain data → YAML as HR edits it: block style, one line a text, comments where they help.

What is written reads back as the same data by the strict reader; a text is quoted only where it
must be.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from generator.source.writer import to_scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Plain: TypeAlias = "str | int | bool | Sequence[Plain] | Mapping[str, Plain] | Flow | Commented"
# Chinese text without the few signs that YAML reads as its own; anything else is asked of the reader.
_SAFE = re.compile(r"[\u4e00-\u9fff（《“][^\x00-\x1f\x7f-\x9f:#\ufeff\ufffe\uffff]*(?<![\s\u3000])")
_NEVER_PLAIN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Flow:
    """Data to write between brackets on one line."""

    value: Sequence[Plain] | Mapping[str, Plain]


@dataclass(frozen=True, slots=True)
class Commented:
    """Data with a comment on the line above."""

    comment: str
    value: Plain


def to_yaml(data: Mapping[str, Plain], comment: str = "") -> str:
    """A document of block mappings and lists.

    >>> print(to_yaml({"章": "总则", "条": [{"标识": "scope", "款": ["适用于全公司。"]}]}), end="")
    章: 总则
    条:
      - 标识: scope
        款:
          - 适用于全公司。
    """
    lead = [f"# {line}" for line in comment.splitlines()]
    return "\n".join([*lead, *_mapping(data, 0)]) + "\n"


def _mapping(data: Mapping[str, Plain], indent: int) -> Iterator[str]:
    pad = " " * indent
    for key, held in data.items():
        value = held
        if isinstance(held, Commented):
            yield from (f"{pad}# {line}" for line in held.comment.splitlines())
            value = held.value
        name = f"{pad}{_block(key)}:"
        if isinstance(value, Flow):
            yield f"{name} {_flow(value.value)}"
        elif isinstance(value, Mapping):
            yield name if value else f"{name} {{}}"
            yield from _mapping(value, indent + 2)
        elif isinstance(value, str | int):
            yield f"{name} {_block(value)}"
        else:
            yield name if value else f"{name} []"
            yield from _list(value, indent + 2)  # type: ignore[arg-type]


def _list(data: Sequence[Plain], indent: int) -> Iterator[str]:
    pad = " " * indent
    for index, held in enumerate(data):
        value = held
        if isinstance(held, Commented):
            if index:
                yield ""
            yield from (f"{pad}# {line}" for line in held.comment.splitlines())
            value = held.value
        if isinstance(value, Flow):
            yield f"{pad}- {_flow(value.value)}"
        elif not isinstance(value, str | int) and not value:
            yield f"{pad}- {_flow(value)}"
        elif isinstance(value, Mapping):
            lines = list(_mapping(value, indent + 2))
            yield f"{pad}- {lines[0][indent + 2 :]}"
            yield from lines[1:]
        elif isinstance(value, str | int):
            yield f"{pad}- {_block(value)}"
        else:
            yield f"{pad}-"
            yield from _list(value, indent + 2)  # type: ignore[arg-type]


def _block(value: str | int) -> str:
    """A scalar behind a key or a dash, where commas and brackets inside need no quotes."""
    if isinstance(value, str):
        if _NEVER_PLAIN.search(value):
            return _quoted(value)
        if _SAFE.fullmatch(value):
            return value
    return to_scalar(value)


def _inline(value: str | int) -> str:
    """A scalar between brackets."""
    if isinstance(value, str) and _NEVER_PLAIN.search(value):
        return _quoted(value)
    return to_scalar(value)


def _quoted(text: str) -> str:
    """A text with characters that YAML does not take as they are, written out (YAML 1.2, 5.7)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _NEVER_PLAIN.sub(lambda m: f"\\u{ord(m[0]):04x}", escaped) + '"'


def _flow(value: Plain) -> str:
    if isinstance(value, Commented | Flow):
        return _flow(value.value)
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_inline(k)}: {_flow(v)}' for k, v in value.items())}}}"
    if isinstance(value, str | int):
        return _inline(value)
    return f"[{', '.join(map(_flow, value))}]"

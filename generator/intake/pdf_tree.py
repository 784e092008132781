"""The fields of a PDF form, found by our own walk of the field tree.

Threat: a field tree can contain itself, be ten thousand levels deep, hold 200,000 fields, or
hold two fields of one name, of which libraries give the last (measured with pypdf).

Rule: no recursion; no node twice, at most `MAX_DEPTH` levels, `MAX_NODES` nodes and
`MAX_ANSWERS` answers; every field is handed on, also those of the same name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.errors import InputRefused
from generator.intake.pdf_library import (
    Entry,
    get,
    identity,
    is_dictionary,
    items,
    name,
    names_in,
    text,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

MAX_DEPTH = 32
MAX_NODES = 10_000
MAX_ANSWERS = 2_000
_OF_FIELDS = ("/T", "/Kids")
_INHERITED = ("/FT", "/Ff", "/V", "/Opt")
_AGAIN = "下载空白表单重新填写"


@dataclass(frozen=True, slots=True)
class RawField:
    """A field with its inherited entries and its widgets, still in terms of the file."""

    name: str
    kind: str
    flags: int
    value: Entry
    options: Entry
    widgets: tuple[Entry, ...]


class _Node(NamedTuple):
    entry: Entry
    prefix: str
    inherited: dict[str, Entry]
    depth: int


def raw_fields(pdf: pikepdf.Pdf) -> tuple[RawField, ...]:
    """Every field that can hold a value, in the order of the file. Raises InputRefused."""
    found: list[RawField] = []
    for field in _walk(get(pdf.Root, "/AcroForm")):
        found.append(field)
        if len(found) > MAX_ANSWERS:
            raise _too_many(MAX_ANSWERS)
    return tuple(found)


def _walk(form: Entry) -> Iterator[RawField]:
    seen: set[tuple[int, int]] = set()
    roots = _without_repetition(items(get(form, "/Fields"), MAX_NODES + 1))
    waiting = [_Node(entry, "", {}, 1) for entry in reversed(roots)]
    visited = 0
    while waiting:
        visited += 1
        if visited > MAX_NODES or len(waiting) > MAX_NODES:
            raise _too_many(MAX_NODES)
        node = waiting.pop()
        _mark(node, seen)
        children, field = _open(node)
        waiting += reversed(children)
        if field:
            yield field


def _without_repetition(entries: list[Entry]) -> list[Entry]:
    """Some programs list a field twice at the root; that alone harms nobody."""
    seen: set[tuple[int, int]] = set()
    kept = []
    for entry in entries:
        number = identity(entry)
        if number is None or number not in seen:
            kept.append(entry)
        if number is not None:
            seen.add(number)
    return kept


def _mark(node: _Node, seen: set[tuple[int, int]]) -> None:
    number = identity(node.entry)
    if node.depth > MAX_DEPTH or number in seen:
        raise InputRefused("form-tree-cycle", "PDF 的填写项层层嵌套或循环引用，读不出内容", hint=_AGAIN)
    if number is not None:
        seen.add(number)


def _open(node: _Node) -> tuple[list[_Node], RawField | None]:
    """The child fields of a node, and the field it is itself: with widgets, or with no child."""
    entry = node.entry
    if not is_dictionary(entry):  # programs that flatten forms leave nulls behind
        return [], None
    held = names_in(entry)
    partial = text(entry["/T"]) if "/T" in held else ""
    full = f"{node.prefix}.{partial}" if node.prefix and partial else partial or node.prefix
    inherited = node.inherited | {key: entry[key] for key in _INHERITED if key in held}
    kids = items(entry["/Kids"], MAX_NODES + 1) if "/Kids" in held else []
    fields = [k for k in kids if not names_in(k).isdisjoint(_OF_FIELDS)]
    widgets = tuple(k for k in kids if is_dictionary(k) and names_in(k).isdisjoint(_OF_FIELDS))
    children = [_Node(kid, full, inherited, node.depth + 1) for kid in fields]
    if fields and not widgets:
        return children, None
    kind = name(inherited.get("/FT"))
    if not kind or not full:
        return children, None
    field = RawField(
        name=full, kind=kind, flags=whole(inherited.get("/Ff")), value=inherited.get("/V"),
        options=inherited.get("/Opt"), widgets=widgets or (entry,),
    )  # fmt: skip
    return children, field


def _too_many(limit: int) -> InputRefused:
    return InputRefused("too-many-fields", f"PDF 的填写项多于 {limit} 个", hint=_AGAIN)

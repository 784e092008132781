"""XFDF (field values exported from a PDF form, ISO 19444-1) → a reading.

Threat: XML (markup.py); besides, XFDF names no form, so that values could be taken for another
form's; and it can give one field twice.

Rule: the form is the one whose fields the file holds, and it must be the only one; a field with
two different values is noted. Nothing the file refers to (its PDF, actions, links) is opened.

Accepted risk: of forms that share all of their fields the right one cannot be told.
"""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING

import lxml.etree  # noqa: F401 - loaded before the process gives up files

from generator.errors import InputRefused
from generator.intake.button_state import meaning_of, options_in_order
from generator.intake.markup import check_markup, count_nodes, parse_markup
from generator.model.shape import STAMP_DIGEST, STAMP_EDITION, STAMP_FORM, find_shape
from generator.model.submission import Note, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.etree import _Element

    from generator.model.shape import FormShape, TableShape

MAX_FIELDS = 10_000
MAX_ROWS = 2_000
MAX_NODES = 500_000

_NAMESPACE = "{http://ns.adobe.com/xfdf/}"
_OFF = "Off"  # ISO 32000-1 12.7.4.2.3: the state of a box that is not ticked
_HINT = "在 PDF 阅读器里打开填好的表单，重新导出数据，或直接提交 PDF 文件"


def read_xfdf(data: bytes, shapes: tuple[FormShape, ...]) -> Reading:
    """What an XFDF export says of one of the forms. Raises InputRefused."""
    if count_nodes(data) > MAX_NODES:
        raise _too_many()
    check_markup(data)
    found = _collect(parse_markup(data))
    shape = _shape_of(found, shapes)
    values = {
        f.name: meaning_of(found[f.name][0], options_in_order(f)) for f in shape.fields if f.name in found
    }
    rows = {t.name: tuple(_rows(found, t)) for t in shape.tables}
    return Reading(
        form=shape.id,
        edition=_first(found, STAMP_EDITION),
        digest=_first(found, STAMP_DIGEST),
        values=MappingProxyType(values),
        rows=MappingProxyType({name: kept for name, kept in rows.items() if kept}),
        notes=tuple(_ambiguities(found)),
    )


def _collect(root: _Element) -> dict[str, list[str]]:
    """Full name → its different values, in order; the names of nested fields joined by periods."""
    found: dict[str, list[str]] = defaultdict(list)
    fields = root.find(f"{_NAMESPACE}fields")
    waiting = [("", fields)] if fields is not None else []
    while waiting:
        prefix, element = waiting.pop()
        for field in element.iterchildren(f"{_NAMESPACE}field"):
            name = f"{prefix}.{field.get('name', '')}".strip(".")
            waiting.append((name, field))
            for value in field.iterchildren(f"{_NAMESPACE}value", f"{_NAMESPACE}value-richtext"):
                text = _text(value)
                if text not in found[name]:
                    found[name].append(text)
        if len(found) + len(waiting) > MAX_FIELDS:
            raise _too_many()
    return found


def _too_many() -> InputRefused:
    return InputRefused("too-many-fields", f"文件的填写项多于 {MAX_FIELDS} 个", hint=_HINT)


def _text(value: _Element) -> str:
    text = "".join(map(str, value.itertext()))
    return "" if text == _OFF else text


def _first(found: Mapping[str, Sequence[str]], name: str) -> str:
    return found[name][0] if found.get(name) else ""


def _shape_of(found: Mapping[str, Sequence[str]], shapes: Sequence[FormShape]) -> FormShape:
    """The form that is named, or else the only one that has the most of the fields found."""
    if named := find_shape(shapes, _first(found, STAMP_FORM), _first(found, STAMP_EDITION)):
        return named
    scores = [_agreement(found, s) for s in shapes]
    best = max(scores, default=0)
    candidates = [s for s, score in zip(shapes, scores, strict=True) if score == best > 0]
    if len({s.id for s in candidates}) != 1:
        raise InputRefused("unknown-form", "认不出这些数据属于哪一张表单", hint=_HINT)
    return candidates[0]


def _agreement(found: Mapping[str, Sequence[str]], shape: FormShape) -> float:
    """The share of fields that file and form have in common; 0 when most of the file's are strange."""
    own = {f.name for f in shape.fields} | {t.name for t in shape.tables}
    given = {name.partition("_")[0] for name in found}
    common = len(own & given)
    return common / len(own | given) if 2 * common > len(given) else 0.0


def _rows(found: Mapping[str, Sequence[str]], table: TableShape) -> Iterator[Mapping[str, str]]:
    """The rows of a table, from 1 to the last that the file has a cell of."""
    columns = {c.name for c in table.columns}
    rows: dict[int, dict[str, str]] = defaultdict(dict)
    for name, values in found.items():
        match name.split("_"):
            case [table.name, number, column] if column in columns and _is_row(number):
                rows[int(number)][column] = values[0]
    return (MappingProxyType(rows[number]) for number in range(1, max(rows, default=0) + 1))


def _is_row(number: str) -> bool:
    return number.isascii() and number.isdigit() and 0 < int(number[:5]) == int(number) <= MAX_ROWS


def _ambiguities(found: Mapping[str, Sequence[str]]) -> Iterator[Note]:
    for name, values in found.items():
        if len(values) > 1:
            yield Note(code="ambiguous-field", field=name, detail="；".join(values))

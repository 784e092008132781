"""A submitted file → its kind and what a reader saw in it: gate, limited process, checked answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from generator.intake.gate import Kind, detect_kind
from generator.model.submission import Note
from generator.text import suspicious_characters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.intake.worker import Reader
    from generator.model.shape import FormShape
    from generator.model.submission import Reading

_UNDECODABLE = "U+FFFD"
_SUFFIXES = {
    ".docx": Kind.DOCX, ".dotx": Kind.DOCX, ".pdf": Kind.PDF, ".json": Kind.JSON,
    ".yaml": Kind.YAML, ".yml": Kind.YAML, ".xfdf": Kind.XFDF,
}  # fmt: skip


def read_submission(
    data: bytes, name: str, shapes: tuple[FormShape, ...], reader: Reader
) -> tuple[Kind, Reading]:
    """The kind of a file and what it says; `name` only words messages. Raises InputRefused.

    A name that promises another kind is noted, not refused: the content decides.
    """
    kind = detect_kind(data, name)
    reading = reader.read(data, kind.value, shapes)
    noticed = (*_wrong_suffix(name, kind), *_suspicious(reading))
    return kind, replace(reading, notes=(*reading.notes, *(n for n in noticed if n not in reading.notes)))


def _wrong_suffix(name: str, kind: Kind) -> Iterator[Note]:
    suffix = PurePath(name).suffix.lower()
    if suffix and _SUFFIXES.get(suffix) is not kind:
        yield Note(code="extension-mismatch", detail=f"扩展名是 {suffix}，内容是 {kind.value.upper()}")


def _suspicious(reading: Reading) -> Iterator[Note]:
    """A note for every value with characters that nobody sees, or that could not be decoded."""
    cells = {
        f"{table}[{number}].{column}": value
        for table, rows in reading.rows.items()
        for number, row in enumerate(rows, 1)
        for column, value in row.items()
    }
    for field, value in (*reading.values.items(), *cells.items()):
        text = "".join(value) if isinstance(value, tuple) else value
        if isinstance(text, str) and (found := _invisible(text)):
            yield Note(code="suspicious-characters", field=field, detail="、".join(found))


def _invisible(text: str) -> tuple[str, ...]:
    lost = (_UNDECODABLE,) if "\ufffd" in text else ()
    return lost if text.isprintable() else (*lost, *suspicious_characters(text))

"""What in a PDF would act by itself, and whether it was changed after it was signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from generator.model.pdf_scripts import is_own_script

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pikepdf

    from generator.intake.pdf_tree import RawField

_MAX_WIDGETS = 3_000
_MAX_CHAIN = 20
_ACTING = {
    "JavaScript", "Launch", "SubmitForm", "ImportData", "GoToR", "GoToE", "Rendition", "Movie", "Sound",
    "RichMediaExecute", "ResetForm", "Hide", "URI",
}  # fmt: skip


def active_content(
    pdf: pikepdf.Pdf, fields: tuple[RawField, ...], annotations: Sequence[Entry]
) -> tuple[str, ...]:
    """The kinds of action in the file that are not our own scripts, each once."""
    found = {kind for action in _actions(pdf, fields, annotations) for kind in _kinds(action)}
    if get(pdf.Root, "/Names", "/JavaScript") is not None:
        found.add("JavaScript")
    return tuple(sorted(found))


def _actions(pdf: pikepdf.Pdf, fields: tuple[RawField, ...], annotations: Sequence[Entry]) -> Iterator[Entry]:
    yield from _of(pdf.Root)
    yield get(pdf.Root, "/OpenAction")
    for page in pdf.pages:
        yield from _of(page.obj)
    seen = set()
    for annotation in annotations:
        seen.add(identity(annotation))
        yield from _of(annotation)
    for field in fields:
        for widget in field.widgets[:_MAX_WIDGETS]:
            number = identity(widget)
            if number is None or number not in seen:
                yield from _of(widget)


def _of(entry: Entry) -> Iterator[Entry]:
    """The action of an entry and its additional actions."""
    held = names_in(entry)
    if "/A" in held:
        yield entry["/A"]
    additional: Entry = entry["/AA"] if "/AA" in held else None
    if is_dictionary(additional):
        yield from (additional[key] for key in list(additional.keys())[:40])


def _kinds(action: Entry) -> Iterator[str]:
    """The kinds of an action and of those that follow it."""
    for _ in range(_MAX_CHAIN):
        if not is_dictionary(action):
            return
        kind = name(action.get("/S"))
        if kind in _ACTING and not (kind == "JavaScript" and is_own_script(text(action.get("/JS")))):
            yield kind
        action = action.get("/Next")


def is_changed_after_signature(fields: tuple[RawField, ...], size: int) -> bool:
    """True where no signature covers the file to its end.

    That is cheap and sure; whether a signature is valid, and what was filled in between two
    signatures, is for a signature checker.
    """
    ends = [end for f in fields if f.kind == "Sig" and (end := _end_of_range(f.value))]
    return bool(ends) and max(ends) < size


def _end_of_range(signature: Entry) -> int:
    """Where the bytes that a signature covers end."""
    span = [whole(n) for n in items(get(signature, "/ByteRange"), 4)]
    return span[2] + span[3] if len(span) == 4 else 0

"""What the pages of a PDF show beside the fields that are read: fields nobody listed, added text.

Threat: a form that was merged, split or tampered with shows fields that its field tree does not
hold; text typed over a page looks like an answer. Both are seen by people and by no reader.

Rule: what is shown and not read is noted.

Accepted risk: text drawn into a page itself, and stamps and ink, which stand for signatures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.intake.pdf_library import MAX_PAGES, Entry, get, identity, items, name, text, whole
from generator.model.submission import Note
from generator.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pikepdf

    from generator.intake.pdf_tree import RawField

STRAY = "stray-field"
MAX_ANNOTATIONS = 3_000
_MAX_LISTED = 5
_UNSEEN = 1 << 1 | 1 << 5  # ISO 32000-2 12.5.3: hidden, and not to be viewed


def annotations_of(pdf: pikepdf.Pdf) -> tuple[Entry, ...]:
    """The annotations of all pages, widgets of fields among them; at most `MAX_ANNOTATIONS`."""
    found: list[Entry] = []
    for page in pdf.pages[:MAX_PAGES]:
        found += items(page.obj.get("/Annots"), MAX_ANNOTATIONS - len(found))
    return tuple(found)


def unread_notes(annotations: Sequence[Entry], fields: Sequence[RawField]) -> Iterator[Note]:
    """A note on shown fields that no field tree lists, and one on text added to the pages."""
    read = {identity(widget) for field in fields for widget in field.widgets} - {None}
    others = [a for a in annotations if identity(a) not in read and not whole(get(a, "/F")) & _UNSEEN]
    strays = [_name_of(a) for a in others if _kind_of(a) == "Widget"]
    added = [words for a in others if _kind_of(a) == "FreeText" and (words := _words_of(a))]
    if strays:
        yield Note(code=STRAY, detail=_listed(strays))
    if added:
        yield Note(code="added-text", detail=_listed(added))
    if len(annotations) >= MAX_ANNOTATIONS:
        yield Note(code=STRAY, detail=f"批注多达 {MAX_ANNOTATIONS} 个，没有全部查看")


def _kind_of(annotation: Entry) -> str:
    return name(get(annotation, "/Subtype"))


def _name_of(widget: Entry) -> str:
    found = text(get(widget, "/T")) or text(get(widget, "/Parent", "/T"))
    return f"“{shorten(found, 40)}”" if found else "没有名称的一项"


def _words_of(annotation: Entry) -> str:
    words = text(get(annotation, "/Contents")).strip()
    return f"“{shorten(words, 40)}”" if words else ""


def _listed(found: Sequence[str]) -> str:
    named = "、".join(dict.fromkeys(found[:_MAX_LISTED]))
    return named if len(found) <= _MAX_LISTED else f"{named}等 {len(found)} 处"

"""The stamp of a returned PDF, from any of the four places it was written to."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.intake.pdf_library import get, inflated, items, text
from generator.model.shape import STAMP_DIGEST, STAMP_EDITION, STAMP_FORM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pikepdf

    from generator.intake.pdf_library import Entry
    from generator.intake.pdf_tree import RawField

ATTACHMENT = "form.json"
_MAX_ATTACHMENT = 512 << 10
_MAX_METADATA = 256 << 10
_MAX_LENGTH = 200
_KEYS = (STAMP_FORM, STAMP_EDITION, STAMP_DIGEST)


@dataclass(frozen=True, slots=True)
class FoundStamp:
    """Form, edition and digest as found, and the options of the fields as the file knows them.

    `disagreements` names the editions or forms that the other places state.
    """

    form: str = ""
    edition: str = ""
    digest: str = ""
    options: Mapping[str, tuple[str, ...]] | None = None
    disagreements: tuple[str, ...] = ()


def find_stamp(pdf: pikepdf.Pdf, fields: tuple[RawField, ...]) -> FoundStamp:
    """The first stamp found in the attached description, the information, the metadata, the fields."""
    description = _description(pdf)
    attached = description.get("stamp")
    in_fields = {f.name: text(f.value) for f in fields if f.name in _KEYS}
    places = (_from(attached), _from_info(pdf), _from_metadata(pdf), _from(in_fields))
    stamps = [s for s in places if s[0]]
    if not stamps:
        return FoundStamp()
    form, edition, digest = stamps[0]
    others = tuple(dict.fromkeys(" ".join(s) for s in stamps[1:] if s != stamps[0]))
    return FoundStamp(form, edition, digest, _options(description), others)


def _from(values: Any) -> tuple[str, str, str]:
    found = values if isinstance(values, dict) else {}
    form, edition, digest = (_short(found.get(key)) for key in _KEYS)
    return form, edition, digest


def _short(value: Any) -> str:
    return value if isinstance(value, str) and len(value) <= _MAX_LENGTH else ""


def _from_info(pdf: pikepdf.Pdf) -> tuple[str, str, str]:
    information = get(pdf.trailer, "/Info")
    return _from({key: text(get(information, f"/{key}")) for key in _KEYS})


def _from_metadata(pdf: pikepdf.Pdf) -> tuple[str, str, str]:
    """Searched as text: parsing the XML of a hostile file is not worth a third copy."""
    content = (inflated(get(pdf.Root, "/Metadata"), _MAX_METADATA) or b"").decode("utf-8", "replace")
    return _from({key: _metadata_value(content, key) for key in _KEYS})


def _metadata_value(content: str, key: str) -> str:
    value = rf"([^<\"']{{1,{_MAX_LENGTH}}})"
    found = re.search(
        rf":{re.escape(key)}(?:\s[^<>]*)?>{value}<|:{re.escape(key)}\s*=\s*[\"']{value}[\"']", content
    )
    return html.unescape(found[1] or found[2]) if found else ""


def _description(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """The attached form.json; {} where there is none that can be read."""
    for content in _attachments(pdf):
        try:
            found = json.loads(content)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            return found
    return {}


def _attachments(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    """The contents of the attachments called form.json, from both places that list attachments."""
    listed = items(get(pdf.Root, "/Names", "/EmbeddedFiles", "/Names"), 40)
    for specification in (*items(get(pdf.Root, "/AF"), 20), *listed[1::2]):
        if _file_name(specification) == ATTACHMENT:
            content = inflated(get(specification, "/EF", "/F"), _MAX_ATTACHMENT)
            if content is not None:
                yield content


def _file_name(specification: Entry) -> str:
    return text(get(specification, "/UF")) or text(get(specification, "/F"))


def _options(description: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """The options of the single fields, as the form was issued."""
    fields = description.get("fields")
    found: dict[str, tuple[str, ...]] = {}
    for name, field in fields.items() if isinstance(fields, dict) else ():
        options = field.get("options") if isinstance(field, dict) else None
        if isinstance(options, list) and all(isinstance(o, str) for o in options):
            found[name] = tuple(options)
    return found

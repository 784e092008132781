"""A submitted Word package → the parts of a copy, and the copy.

Threat: the file was accepted for what its text says; nobody has looked at its pictures, and it may
name a template that the program of whoever opens the copy would fetch.

Rule: what is no XML is inflated up to a cap only, and carried over unread. The relation to a
template is dropped. Strict packages become Transitional ones and templates documents, as Word
does when it saves them so.

Accepted risk: other references to the outside (links, linked pictures) stay as the sender set
them; the copy goes back to the sender.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from lxml import etree

from generator.errors import InputRefused
from generator.intake.gate import open_package
from generator.intake.markup import parse_markup
from generator.intake.package import CONTENT_TYPES, MAX_PART_BYTES, MAX_TOTAL_BYTES
from generator.render.docx_package import zip_parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TEMPLATE_RELATION = "/attachedTemplate"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_STRICT_WORDS = (
    (b"/extendedProperties", b"/extended-properties"),
    (b"/customProperties", b"/custom-properties"),
)
_TEMPLATE, _DOCUMENT = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
_CONFORMANCE = re.compile(rb"""\s(?:\w+:)?conformance\s*=\s*["']strict["']""")
# What zipfile and zlib raise for a package that is damaged where the gate does not look: media.
_FAILURES = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)


def open_copy(data: bytes) -> dict[str, bytes]:
    """All parts of a package, ready to be changed. Raises InputRefused."""
    parts = {name: _usual(part) for name, part in open_package(data).items()}
    parts |= _other_parts(data, parts)
    for name in [n for n in parts if n.endswith(".rels")]:
        _drop_template(parts, name)
    return parts


def pack(parts: Mapping[str, bytes]) -> bytes:
    """The package of parts; the content types come first (OPC 10.2)."""
    in_order = {CONTENT_TYPES: parts[CONTENT_TYPES], **dict(sorted(parts.items()))}
    return zip_parts(in_order, zipfile.ZIP_DEFLATED)  # a file from outside may be large


def relations_of(part: str) -> str:
    """Where the relations of a part are.

    >>> relations_of("word/document.xml")
    'word/_rels/document.xml.rels'
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def to_bytes(root: _Element) -> bytes:
    """An edited part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _usual(part: bytes) -> bytes:
    """A part without what only Strict packages and templates have (ISO/IEC 29500-4, annex A)."""
    part = part.replace(_TEMPLATE, _DOCUMENT)
    if not _STRICT.search(part):
        return part
    part = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", part)
    for strict, usual in _STRICT_WORDS:
        part = part.replace(strict, usual)
    return _CONFORMANCE.sub(b"", part)


def _other_parts(data: bytes, known: Mapping[str, bytes]) -> dict[str, bytes]:
    """Pictures, fonts and the like, up to the size that the gate allows for XML."""
    found: dict[str, bytes] = {}
    room = MAX_TOTAL_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                if entry.filename in known or entry.is_dir():
                    continue
                with archive.open(entry) as file:
                    found[entry.filename] = file.read(min(MAX_PART_BYTES, room) + 1)
                room -= len(found[entry.filename])
                if room < 0 or len(found[entry.filename]) > MAX_PART_BYTES:
                    raise InputRefused("inflates-too-far", "文件里的图片过大，没有制作批注副本")
    except _FAILURES as error:
        raise InputRefused("damaged-part", "文件里的图片已损坏，没有制作批注副本") from error
    return found


def _drop_template(parts: dict[str, bytes], name: str) -> None:
    """Take out the relation to a template, and its mention in the part that has it."""
    root = parse_markup(parts[name])
    relations = [r for r in root if r.get("Type", "").endswith(_TEMPLATE_RELATION)]
    if not relations:
        return
    for relation in relations:
        root.remove(relation)
    parts[name] = to_bytes(root)
    folder, file = posixpath.split(name)
    owner = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
    if owner in parts:
        settings = parse_markup(parts[owner])
        etree.strip_elements(settings, "{*}attachedTemplate")
        parts[owner] = to_bytes(settings)

"""The parts of a Word package that hold text, parsed; the gate of the validator opens the package."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from generator.errors import InputRefused
from generator.intake.gate import open_package

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOCUMENT = "word/document.xml"


@dataclass(frozen=True, slots=True)
class DocxParts:
    """The body, and what stands around it, by the last word of the relation that leads there."""

    document: _Element
    related: Mapping[str, tuple[_Element, ...]]

    def one(self, kind: str) -> _Element | None:
        """The part of a kind, such as `numbering`, or None."""
        found = self.related.get(kind, ())
        return found[0] if found else None


def read_parts(data: bytes) -> DocxParts:
    """The text-bearing parts of a DOCX file. Raises InputRefused for what is unsafe or no document."""
    files = open_package(data)
    targets = _targets(files, "_rels/.rels", "")
    name = next((t for kind, t in targets if kind == "officeDocument"), _DOCUMENT)
    if name not in files:
        raise InputRefused("damaged", "文件里没有正文", hint="用 WPS 或 Word 打开，另存为 .docx 后再导入")
    folder, base = posixpath.split(name)
    related: dict[str, list[_Element]] = {}
    for kind, target in _targets(files, f"{folder}/_rels/{base}.rels", folder):
        if target in files and kind in _WANTED:
            related.setdefault(kind, []).append(_parse(files[target]))
    return DocxParts(_parse(files[name]), {kind: tuple(parts) for kind, parts in related.items()})


_WANTED = ("numbering", "styles", "footnotes", "endnotes", "header", "footer", "comments")


def _targets(files: Mapping[str, bytes], part: str, folder: str) -> list[tuple[str, str]]:
    if part not in files:
        return []
    return [
        (
            item.get("Type", "").rsplit("/", 1)[-1],
            posixpath.normpath(posixpath.join(folder, item.get("Target", ""))).lstrip("/"),
        )
        for item in _parse(files[part])
        if item.get("TargetMode") != "External"
    ]


def _parse(part: bytes) -> _Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(part.replace(_STRICT, _TRANSITIONAL), parser)
    except etree.XMLSyntaxError as error:
        hint = "用 WPS 或 Word 打开，另存后再导入"
        raise InputRefused("damaged-part", "文件内容已损坏，无法读取", hint=hint) from error

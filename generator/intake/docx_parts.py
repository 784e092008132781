"""DOCX bytes → the parts that matter: the body as one tree, the custom properties, hidden styles.

Strict documents are turned into Transitional ones, so that all that follows knows one namespace.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from generator.errors import InputRefused
from generator.intake.docx_outside import outside_notes
from generator.intake.gate import open_package
from generator.intake.markup import parse_markup

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from generator.model.submission import Note

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL_BODY, _USUAL_PROPERTIES = "word/document.xml", "docProps/custom.xml"
_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a DOCX file holds for a reader of forms.

    `name` is the name of the body's part; `notes` list what the file would run or fetch.
    """

    name: str
    document: _Element
    properties: Mapping[str, str]
    hidden_styles: frozenset[str]
    notes: tuple[Note, ...] = ()


def read_parts(data: bytes) -> Parts:
    """The parts of a DOCX file. Raises InputRefused for what is unsafe, damaged or no document."""
    files = open_package(data)
    targets = _targets(files)
    name = targets.get("officeDocument", _USUAL_BODY)
    if name not in files:
        raise InputRefused("damaged", "文件里没有正文", hint="用 WPS 或 Word 打开，另存为 .docx 后重新提交")
    document = _transitional(files[name])
    if document.tag != f"{W}document":
        raise InputRefused("not-a-form", "文件的正文不是文字文档", hint="使用下载的空白表单填写")
    styles = files.get(posixpath.join(posixpath.dirname(name), "styles.xml"), b"")
    return Parts(
        name=name,
        document=document,
        properties=_properties(files.get(targets.get("custom-properties", _USUAL_PROPERTIES), b"")),
        hidden_styles=_hidden_styles(styles),
        notes=outside_notes(files, _instructions(document)),
    )


def is_on(element: _Element | None) -> bool:
    """True for an on/off property that is there and not switched off (ISO 29500-1, 17.17.4)."""
    return element is not None and element.get(f"{W}val", "1") not in _OFF


def _instructions(document: _Element) -> Iterator[str]:
    """The field codes of the body; a code may be spread over the runs of its paragraph."""
    for field in document.iter(f"{W}fldSimple"):
        yield field.get(f"{W}instr", "")
    parts: dict[_Element | None, str] = {}
    for text in document.iter(f"{W}instrText"):
        paragraph = next(text.iterancestors(f"{W}p"), None)
        parts[paragraph] = parts.get(paragraph, "") + (text.text or "")
    yield from parts.values()


def _targets(files: Mapping[str, bytes]) -> dict[str, str]:
    """Last word of a relation's type → the part it leads to, from the package's relations."""
    relations = files.get("_rels/.rels")
    if relations is None:
        return {}
    return {
        item.get("Type", "").rsplit("/", 1)[-1]: posixpath.normpath(item.get("Target", "").lstrip("/"))
        for item in parse_markup(relations)
        if item.get("TargetMode") != "External"
    }


def _transitional(part: bytes) -> _Element:
    root = parse_markup(part)
    if root.nsmap.get(root.prefix) != _STRICT.decode():
        return root
    return parse_markup(etree.tostring(root, encoding="utf-8").replace(_STRICT, W.strip("{}").encode()))


def _properties(part: bytes) -> dict[str, str]:
    """Custom properties, whatever the namespace; the values of ours are text."""
    if not part:
        return {}
    return {item.get("name", ""): "".join(map(str, item.itertext())).strip() for item in parse_markup(part)}


def _hidden_styles(part: bytes) -> frozenset[str]:
    """The styles that hide what is set in them."""
    if b"vanish" not in part:
        return frozenset()
    styles = _transitional(part).iter(f"{W}style")
    return frozenset(s.get(f"{W}styleId", "") for s in styles if is_on(s.find(f"{W}rPr/{W}vanish")))

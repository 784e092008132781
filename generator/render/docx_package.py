"""The parts of a DOCX file around its body, and the zip: the same content gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.assets import shipped
from generator.render.wordml import NAMESPACES, XML_HEAD, xml_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STATIC = {
    "styles": f"{_WORD_TYPE}.styles+xml",
    "settings": f"{_WORD_TYPE}.settings+xml",
    "fontTable": f"{_WORD_TYPE}.fontTable+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}
_FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordDocument:
    """A document as the package holds it: markup of the parts, and what it says of itself.

    The body refers to the header as `rIdHeader`, to the footer as `rIdFooter`, to each of
    `more_footers` by its name and to each picture by its name in `pictures` (name → PNG). `day`
    is an ISO date. `static` names other files of `templates/docx` for the parts that are the
    same in every document of a kind, such as its styles.
    """

    title: str
    creator: str
    day: str
    body: str
    header: str
    footer: str
    properties: Mapping[str, str]
    pictures: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    more_footers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    static: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def package(document: WordDocument) -> bytes:
    """The DOCX file."""
    parts = {
        "[Content_Types].xml": _content_types(document.more_footers),
        "_rels/.rels": _package_relations(),
        "word/document.xml": _part("document", f"<w:body>{document.body}</w:body>"),
        "word/_rels/document.xml.rels": _document_relations(document),
        "word/header1.xml": _part("hdr", document.header),
        "word/footer1.xml": _part("ftr", document.footer),
        **{f"word/{name}.xml": _part("ftr", markup) for name, markup in document.more_footers.items()},
        "docProps/core.xml": _core(document),
        "docProps/app.xml": _app(document),
        "docProps/custom.xml": _custom(document.properties),
    }
    content = {name: markup.encode() for name, markup in parts.items()}
    content |= {f"word/{name}.xml": _static(document.static.get(name, name)) for name in _STATIC}
    return zip_parts(content | {f"word/media/{name}.png": png for name, png in document.pictures.items()})


def zip_parts(parts: Mapping[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    """A zip without clock, user or machine in it; the content types come first (OPC 10.2).

    Parts are stored as they are: to what deflate packs them differs between builds of zlib, and the
    same source is to give the same bytes on every machine.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _FIRST_ZIP_DAY)
            entry.compress_type = compression
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


@cache
def _static(name: str) -> bytes:
    """A part that is the same in every document: `templates/docx/<name>.xml`."""
    return shipped(f"templates/docx/{name}.xml").read_bytes()


def _part(root: str, content: str) -> str:
    return f"{XML_HEAD}<w:{root} {NAMESPACES}>{content}</w:{root}>"


def _content_types(footers: Iterable[str]) -> str:
    types = {
        "/word/document.xml": f"{_WORD_TYPE}.document.main+xml",
        "/word/header1.xml": f"{_WORD_TYPE}.header+xml",
        **{f"/word/{name}.xml": f"{_WORD_TYPE}.footer+xml" for name in ("footer1", *footers)},
        **{f"/word/{name}.xml": kind for name, kind in _STATIC.items()},
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "/docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    }
    overrides = "".join(f'<Override PartName="{n}" ContentType="{t}"/>' for n, t in types.items())
    return (
        f'{XML_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{overrides}</Types>'
    )


def _relations(items: Iterable[tuple[str, str, str]]) -> str:
    listed = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{to}"/>' for i, kind, to in items)
    return f'{XML_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _package_relations() -> str:
    return _relations(
        (
            ("rId1", f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
            ("rId4", f"{_OFFICE}/relationships/custom-properties", "docProps/custom.xml"),
        )
    )


def _document_relations(document: WordDocument) -> str:
    kind = f"{_OFFICE}/relationships"
    return _relations(
        (
            *((f"rId{n}", f"{kind}/{name}", f"{name}.xml") for n, name in enumerate(_STATIC, 1)),
            ("rIdHeader", f"{kind}/header", "header1.xml"),
            ("rIdFooter", f"{kind}/footer", "footer1.xml"),
            *((name, f"{kind}/footer", f"{name}.xml") for name in document.more_footers),
            *((name, f"{kind}/image", f"media/{name}.png") for name in document.pictures),
        )
    )


def _core(document: WordDocument) -> str:
    moment = f"{document.day}T00:00:00Z"
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'{XML_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{xml_text(document.title)}</dc:title><dc:creator>{xml_text(document.creator)}</dc:creator>"
        f"{dates}<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def _app(document: WordDocument) -> str:
    return (
        f'{XML_HEAD}<Properties xmlns="{_OFFICE}/extended-properties">'
        f"<Application>zhidu</Application><Company>{xml_text(document.creator)}</Company></Properties>"
    )


def _custom(properties: Mapping[str, str]) -> str:
    # [MS-OSHARED] 2.3.3.2.2: the format id of custom properties; property ids start at 2.
    listed = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{xml_text(name)}">'
        f"<vt:lpwstr>{xml_text(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(properties.items(), 2)
    )
    return (
        f'{XML_HEAD}<Properties xmlns="{_OFFICE}/custom-properties"'
        f' xmlns:vt="{_OFFICE}/docPropsVTypes">{listed}</Properties>'
    )

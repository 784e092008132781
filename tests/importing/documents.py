"""Regulations for tests: texts read in memory, and Word documents built part by part.

docx(p("总则", style="Heading1"), p("为规范……", num=(1, 0)), numbering=lists("chineseCounting"))
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

from generator.importing.reading import read_regulation
from generator.importing.widths import count_characters

if TYPE_CHECKING:
    from generator.importing.imported import Imported

TEXTS = Path(__file__).parent / "texts"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def regulation(text: str, name: str = "制度.txt") -> Imported:
    """A text, read; its characters must all be accounted for."""
    imported = read_regulation(dedent(text).encode(), name)
    counted = imported.characters
    assert counted.input == counted.placed + counted.residue
    assert counted.input == count_characters(dedent(text))
    return imported


def document(data: bytes) -> Imported:
    """A Word document, read; its characters must all be accounted for."""
    imported = read_regulation(data, "制度.docx")
    counted = imported.characters
    assert counted.input == counted.placed + counted.residue
    return imported


def counts(imported: Imported) -> tuple[int, int, int, int]:
    """Chapters, articles, items, subitems."""
    s = imported.structure
    return s.chapters, s.articles, s.items, s.subitems


def remarks(imported: Imported) -> set[tuple[str, int]]:
    """Rule and line of every remark."""
    return {(r.rule, r.line) for r in imported.remarks}


def rules(imported: Imported) -> list[str]:
    """The rules of the repairs, in order."""
    return [r.rule for r in imported.repairs]


def p(text: str = "", *, style: str = "", num: tuple[int, int] | None = None, inner: str = "") -> str:
    """A paragraph; `inner` is raw markup after its text, `num` its list and level."""
    parts = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        parts += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{parts}</w:pPr>{run}{inner}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of texts."""
    body = "".join(f"<w:tr>{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl>{body}</w:tbl>"


def lists(*levels: tuple[str, str], starts: dict[int, int] | None = None) -> str:
    """Numbering with one abstract list, used by lists 1 and 2; `starts` are overrides of list 2."""
    shapes = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (kind, text) in enumerate(levels)
    )
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{i}"><w:startOverride w:val="{n}"/></w:lvlOverride>'
        for i, n in (starts or {}).items()
    )
    return (
        f'<w:abstractNum w:abstractNumId="7">{shapes}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{overrides}</w:num>'
    )


def docx(*body: str, **parts: str) -> bytes:
    """A package with a body and related parts: numbering, styles, footnotes, header, footer, comments."""
    roots = {"header": "hdr", "footer": "ftr"}
    content = {
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>",
        **{
            f"word/{kind}.xml": f"<w:{roots.get(kind, kind)} {NAMESPACES}>{xml}</w:{roots.get(kind, kind)}>"
            for kind, xml in parts.items()
        },
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(*((kind, f"{kind}.xml") for kind in parts)),
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in content.items():
            package.writestr(name, xml)
    return stream.getvalue()


def strict(data: bytes) -> bytes:
    """The same package with the namespace of Strict documents."""
    stream = io.BytesIO()
    usual, other = (
        b"schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"purl.oclc.org/ooxml/wordprocessingml/main",
    )
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(usual, other))
    return stream.getvalue()


def _relations(*targets: tuple[str, str]) -> str:
    items = "".join(
        f'<Relationship Id="r{i}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'

"""Builders of hostile files: every byte is made here, nothing is stored."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, replace

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
    b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    b' Target="word/document.xml"/></Relationships>'
)
PARAGRAPH = b"<w:p><w:r><w:t>x</w:t></w:r></w:p>"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass(frozen=True)
class Entry:
    """One entry of a zip; what the headers say can differ from what is there."""

    name: str
    packed: bytes
    size: int
    checksum: int
    method: int = 8
    flags: int = 0
    local_name: str | None = None
    local_size: int | None = None
    offset: int | None = None


def entry(name: str, content: bytes, **changes) -> Entry:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    return replace(Entry(name, packed, len(content), zlib.crc32(content)), **changes)


def stored(name: str, content: bytes, **changes) -> Entry:
    return replace(Entry(name, content, len(content), zlib.crc32(content), method=0), **changes)


def bomb(name: str, unit: bytes, mebibytes: int, before: bytes = b"", after: bytes = b"") -> Entry:
    """An entry that inflates to so many MiB without ever being held whole here."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = unit * ((1 << 20) // len(unit))
    size, checksum, packed = 0, 0, bytearray()
    for part in (before, *[block] * mebibytes, after):
        size, checksum = size + len(part), zlib.crc32(part, checksum)
        packed += packer.compress(part)
    return Entry(name, bytes(packed + packer.flush()), size, checksum)


def archive(
    entries: list[Entry], *, comment: bytes = b"", tail: bytes = b"", count: int | None = None
) -> bytes:
    """A zip of the entries; one with an `offset` is in the directory only and points there."""
    out, directory = bytearray(), bytearray()
    for e in entries:
        at = len(out) if e.offset is None else e.offset
        local, name = (e.local_name or e.name).encode(), e.name.encode()
        size = e.size if e.local_size is None else e.local_size
        numbers = (20, e.flags, e.method, 0, 0, e.checksum, len(e.packed))
        if e.offset is None:
            out += struct.pack("<4s5H3I2H", b"PK\3\4", *numbers, size, len(local), 0) + local + e.packed
        directory += struct.pack(
            "<4s6H3I5H2I", b"PK\1\2", 20, *numbers, e.size, len(name), 0, 0, 0, 0, 0, at
        ) + name  # fmt: skip
    total = len(entries) if count is None else count
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, total, total, len(directory), len(out), len(comment))
    return bytes(out + directory + end + comment + tail)


def content_types(main: str = MAIN) -> bytes:
    return (
        f'{DECLARATION.decode()}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    ).encode()


def document(body: bytes = PARAGRAPH, *, before: bytes = b"", namespace: str = W) -> bytes:
    head = b'<w:document xmlns:w="%b"><w:body>' % namespace.encode()
    return DECLARATION + before + head + body + b"</w:body></w:document>"


def docx(main_part: bytes | Entry = b"", *more: Entry, main: str = MAIN, **options) -> bytes:
    """A minimal Word package around a main part."""
    part = main_part if isinstance(main_part, Entry) else entry("word/document.xml", main_part or document())
    parts = [entry("[Content_Types].xml", content_types(main)), entry("_rels/.rels", RELATIONS), part, *more]
    return archive(parts, **options)


def pdf(objects: dict[int, bytes], *, trailer: bytes = b"", root: int = 1) -> bytes:
    """A PDF with a classic cross-reference table."""
    out, offsets = bytearray(b"%PDF-1.7\n"), {}
    for number, body in objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
    out += b"trailer\n<</Size %d/Root %d 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, trailer, start)
    return bytes(out)


PAGES = {2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>", 3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>"}


def form_pdf(fields: bytes, objects: dict[int, bytes], catalog: bytes = b"") -> bytes:
    """A PDF of one page with an AcroForm whose /Fields are given as written."""
    root = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[%b]>>%b>>" % (fields, catalog)
    return pdf({1: root, **PAGES, **objects})


def stream(dictionary: bytes, content: bytes) -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (dictionary, len(content), content)


def laughs(levels: int = 9) -> bytes:
    entities = b"".join(b'<!ENTITY a%d "%b">' % (n, (b"&a%d;" % (n - 1)) * 10) for n in range(1, levels + 1))
    return b'<!DOCTYPE d [<!ENTITY a0 "ha">%b]>' % entities

"""Small damage to valid files: a list of edits, so that Hypothesis can shrink it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf
from hypothesis import strategies as st

from tests.hostile import build

if TYPE_CHECKING:
    from collections.abc import Sequence

WEIRD = (
    b"",
    b"-1",
    b"0",
    b"99999999999",
    b"1e9",
    b"\0",
    b"\xff\xfe",
    b"null",
    b"<<",
    b"]",
    b'"',
    b"&x;",
    b"\xf0\x9f\x98\x80",
)
_XML_TOKEN = re.compile(rb'(<[^>]*>|"[^"]*")')
_PDF_TOKEN = re.compile(rb"(/[A-Za-z0-9]+|\d+ 0 R|\([^()]*\)|<[0-9a-fA-F]*>|<<|>>|\[|\]|-?\d+\.?\d*)")
_PDF_OBJECT = re.compile(rb"\n(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref", re.DOTALL)


@dataclass(frozen=True)
class Edit:
    """One edit of a sequence: what is done where; `at` and `source` are shares of its length."""

    act: str
    at: float
    source: float
    length: int
    weird: bytes


shares = st.floats(0, 1, exclude_max=True)
acts = st.sampled_from(["delete", "copy", "insert", "replace"])
edits = st.lists(
    st.builds(Edit, act=acts, at=shares, source=shares, length=st.sampled_from([1, 1, 2, 8, 64]), weird=st.sampled_from(WEIRD)),
    min_size=1, max_size=8,
)  # fmt: skip


def edit(items: Sequence, changes: list[Edit], wrap=lambda weird: weird) -> list:
    """The items (bytes or tokens) with the edits done; `wrap` makes items of the weird bytes."""
    result = list(items)
    for change in changes:
        at, source = int(change.at * len(result)), int(change.source * len(result))
        match change.act:
            case "delete":
                result[at : at + change.length] = []
            case "copy":
                result[at : at + 1] = result[source : source + change.length]
            case "insert":
                result[at:at] = result[source : source + change.length]
            case "replace":
                result[at : at + 1] = wrap(change.weird)
    return result


def damage_bytes(data: bytes, changes: list[Edit]) -> bytes:
    return bytes(edit(data, changes))


def damage_docx(data: bytes, part: float, changes: list[Edit]) -> bytes:
    """A package in which the tags and values of one XML part are edited; names and sums are right."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    names = [n for n in parts if n.endswith((".xml", ".rels"))] + ["word/document.xml"] * len(parts)
    chosen = names[int(part * len(names))]
    tokens = edit(_XML_TOKEN.split(parts[chosen]), changes, lambda weird: [weird])
    parts[chosen] = b"".join(tokens)
    return build.archive([build.entry(name, content) for name, content in parts.items()])


def lay_open(data: bytes) -> tuple[dict[int, bytes], bytes, int]:
    """The objects of a PDF, its trailer and the number of its root, nothing compressed."""
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        opened.save(
            plain,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            deterministic_id=True,
        )
    text = plain.getvalue()
    trailer = _TRAILER.search(text)[1]
    rest = re.sub(rb"/(Size|Root|Prev)\s+\d+( 0 R)?", b"", trailer)
    objects = {int(m[1]): m[2] for m in _PDF_OBJECT.finditer(text)}
    return objects, b" " + rest, int(re.search(rb"/Root (\d+)", trailer)[1])


def damage_pdf(laid_open: tuple[dict[int, bytes], bytes, int], chosen: float, changes: list[Edit]) -> bytes:
    """A PDF in which the tokens of one object are edited; its cross-references are right."""
    objects, trailer, root = laid_open
    number = list(objects)[int(chosen * len(objects))]
    head, mark, content = objects[number].partition(b"stream")
    tokens = edit(_PDF_TOKEN.split(head), changes, lambda weird: [b" " + weird + b" "])
    return build.pdf({**objects, number: b"".join(tokens) + mark + content}, trailer=trailer, root=root)

"""Objects appended to a PDF as an incremental update (ISO 32000-2 7.5.6).

The original bytes stay as they are at the beginning of the copy, signatures in them included.
Nothing but the objects given here is read or written: a library that rewrites the whole file
would have to inflate all that a hostile one packs.
"""

from __future__ import annotations

import hashlib
import re
from itertools import groupby
from typing import TYPE_CHECKING

import pikepdf

from generator.errors import InputRefused
from generator.intake.pdf_library import identity, is_stream, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_START = re.compile(rb"startxref\s+(\d{1,10})\s")


def append_objects(data: bytes, pdf: pikepdf.Pdf, changed: Iterable[pikepdf.Object]) -> bytes:
    """The file with new or changed indirect objects of `pdf`, which was opened from `data`.

    The same input gives the same bytes. Raises InputRefused for a file that cannot be added to.
    """
    if pdf.is_encrypted:
        raise InputRefused("encrypted", "PDF 已加密，不能添加批注，没有制作批注副本")
    starts = _START.findall(data)
    if not starts:
        raise InputRefused("damaged", "PDF 的目录不完整，没有制作批注副本")
    previous = int(starts[-1])
    before = max(data.find(b"%PDF-", 0, 1024), 0)  # offsets count from the header (7.5.2)
    out = bytearray(data)
    if not data.endswith(b"\n"):
        out += b"\n"
    offsets: dict[int, tuple[int, int]] = {}
    for entry in sorted(changed, key=lambda e: e.objgen):
        number, generation = entry.objgen
        offsets[number] = (len(out) - before, generation)
        out += b"%d %d obj\n%b\nendobj\n" % (number, generation, _content(entry))
    is_table = data[before + previous :].lstrip().startswith(b"xref")
    write = _table if is_table else _stream
    return bytes(out) + write(pdf, offsets, len(out) - before, _trailer(pdf, previous, out))


def _content(entry: pikepdf.Object) -> bytes:
    if not is_stream(entry):
        return entry.unparse(resolved=True)
    raw = entry.read_raw_bytes()
    dictionary = pikepdf.Dictionary({k: v for k, v in entry.items() if k != "/Length"})
    dictionary.Length = len(raw)
    return b"%b\nstream\n%b\nendstream" % (dictionary.unparse(), raw)


def _trailer(pdf: pikepdf.Pdf, previous: int, content: bytes | bytearray) -> dict[str, bytes]:
    """What every trailer says; the second half of the ID changes with the content (14.4)."""
    entries = {"/Prev": b"%d" % previous}
    for key in ("/Root", "/Info"):
        number = identity(pdf.trailer.get(key))
        if number:
            entries[key] = b"%d %d R" % number
    first = pdf.trailer.get("/ID")
    if isinstance(first, pikepdf.Array) and len(first) and isinstance(first[0], pikepdf.String):
        digest = hashlib.sha256(content).hexdigest()[:32].encode()
        entries["/ID"] = b"[%b <%b>]" % (first[0].unparse(), digest)
    return entries


def _size(pdf: pikepdf.Pdf, numbers: Iterable[int]) -> int:
    """One more than the highest number of the file, old or new."""
    return max(whole(pdf.trailer.get("/Size")), *(n + 1 for n in numbers))


def _runs(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Neighbouring numbers together."""
    for _, run in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        yield [number for _, number in run]


def _table(
    pdf: pikepdf.Pdf, offsets: Mapping[int, tuple[int, int]], at: int, trailer: dict[str, bytes]
) -> bytes:
    sections = b"".join(
        b"%d %d\n" % (run[0], len(run)) + b"".join(b"%010d %05d n \n" % offsets[n] for n in run)
        for run in _runs(offsets)
    )
    trailer["/Size"] = b"%d" % _size(pdf, offsets)
    return b"xref\n%btrailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (sections, _dictionary(trailer), at)


def _stream(
    pdf: pikepdf.Pdf, offsets: Mapping[int, tuple[int, int]], at: int, trailer: dict[str, bytes]
) -> bytes:
    number = _size(pdf, offsets)
    listed = {**offsets, number: (at, 0)}
    rows = b"".join(
        b"\x01" + listed[n][0].to_bytes(4, "big") + listed[n][1].to_bytes(2, "big") for n in sorted(listed)
    )
    trailer |= {
        "/Type": b"/XRef", "/W": b"[1 4 2]", "/Size": b"%d" % (number + 1), "/Length": b"%d" % len(rows),
        "/Index": b"[%b]" % b" ".join(b"%d %d" % (run[0], len(run)) for run in _runs(listed)),
    }  # fmt: skip
    head = b"%d 0 obj\n%b\nstream\n" % (number, _dictionary(trailer))
    return head + rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % at


def _dictionary(entries: Mapping[str, bytes]) -> bytes:
    return b"<< %b >>" % b" ".join(b"%b %b" % (key.encode(), value) for key, value in sorted(entries.items()))

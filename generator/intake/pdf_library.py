"""The border to pikepdf: opening, errors translated once, objects read without surprises.

Threat: in a hostile file any entry can have any type, be missing, refer to itself, or be a
stream that inflates without end; damaged files are silently repaired by the library.

Rule: a damaged file is refused, not repaired: of a file saved in steps a repair can bring back
an earlier answer. Entries are read through the functions below, which give an empty value for
a wrong type. Streams are inflated here, up to a limit, with the one filter that is needed.

Accepted risk: qpdf itself parses the bytes; that is what the limited process is for.
"""

from __future__ import annotations

import codecs
import io
import re
import warnings
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

import pikepdf

from generator.errors import InputRefused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Entry: TypeAlias = Any
_MARKS = {codecs.BOM_UTF16_BE: "utf-16-be", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF8: "utf-8"}
MAX_PAGES = 500
MAX_VALUE_BYTES = 64 << 10
_SAVE_AGAIN = "用 PDF 阅读器打开原文件，另存后重新提交；打不开的，下载空白表单重新填写"
# PasswordError is not a PdfError; both are PikepdfErrors. Bad casts and ranges of the C++ side
# come as built-in errors.
# For the library, encryption by certificate or by a scheme of its own is damage like any other.
_SAYS_ENCRYPTED = re.compile(rb"/Encrypt[\s0-9<]")
_FAILURES = (pikepdf.PikepdfError, RuntimeError, ValueError, OverflowError, TypeError, LookupError)


@contextmanager
def opened(data: bytes) -> Iterator[pikepdf.Pdf]:
    """A PDF of at most `MAX_PAGES` pages. The one place where errors of the library are translated.

    Raises InputRefused: `encrypted`, `damaged`, `too-many-pages`.
    """
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            _check_pages(pdf)
            yield pdf
    except pikepdf.PasswordError as error:
        hint = "在 PDF 阅读器里去掉密码，另存后重新提交"
        raise InputRefused("encrypted", "PDF 设有打开密码，读不出内容", hint=hint) from error
    except _FAILURES as error:
        if _SAYS_ENCRYPTED.search(data):
            hint = "在 PDF 阅读器里去掉加密，另存后重新提交；打不开的，下载空白表单重新填写"
            raise InputRefused("encrypted", "PDF 加了密，读不出内容", hint=hint) from error
        raise InputRefused("damaged", "PDF 文件已损坏，读不出内容", hint=_SAVE_AGAIN) from error


def _check_pages(pdf: pikepdf.Pdf) -> None:
    """The count that is stated is looked at first: walking a hostile page tree takes long."""
    stated = whole(get(pdf.Root, "/Pages", "/Count"))
    if stated > MAX_PAGES or len(pdf.pages) > MAX_PAGES:
        hint = "只提交表单本身，不要与其他文件合并"
        raise InputRefused("too-many-pages", f"PDF 超过 {MAX_PAGES} 页", hint=hint)


def get(entry: Entry, *keys: str) -> Entry:
    """The entry below a dictionary or stream, or None where the way is not there."""
    for key in keys:
        if not isinstance(entry, pikepdf.Dictionary | pikepdf.Stream):
            return None
        entry = entry.get(key)
    return entry


def names_in(entry: Entry) -> frozenset[str]:
    """The names of the entries of a dictionary or stream: asking for many that are not there is slow."""
    return frozenset(entry.keys()) if isinstance(entry, pikepdf.Dictionary | pikepdf.Stream) else frozenset()


def items(entry: Entry, limit: int) -> list[Entry]:
    """The first `limit` elements of an array; () for anything else."""
    if not isinstance(entry, pikepdf.Array):
        return []
    return [entry[i] for i in range(min(len(entry), limit))]


def whole(entry: Entry) -> int:
    """A whole number, or 0."""
    return entry if isinstance(entry, int) and not isinstance(entry, bool) else 0


def name(entry: Entry) -> str:
    """A name without its slash, '' for anything else; one that is no UTF-8 is like no other."""
    try:
        return str(entry)[1:] if isinstance(entry, pikepdf.Name) else ""
    except UnicodeDecodeError:
        return "\ufffd"


def is_dictionary(entry: Entry) -> bool:
    """True for a dictionary that is no stream."""
    return isinstance(entry, pikepdf.Dictionary)


def is_stream(entry: Entry) -> bool:
    """True for a stream."""
    return isinstance(entry, pikepdf.Stream)


def text(entry: Entry) -> str:
    """A text string, or a text stream (ISO 32000-2 12.7.4.3); '' for anything else."""
    if isinstance(entry, pikepdf.String):
        return _decoded(bytes(entry))
    if isinstance(entry, pikepdf.Name):
        return name(entry)
    return _decoded(inflated(entry, MAX_VALUE_BYTES) or b"")


def _decoded(content: bytes) -> str:
    """Text by its mark of byte order (ISO 32000-2 7.9.2); what is broken in it shows as U+FFFD."""
    for mark, codec in _MARKS.items():
        if content.startswith(mark):
            return content[len(mark) :].decode(codec, "replace")
    return content.decode("pdfdoc_pikepdf", "replace")


def identity(entry: Entry) -> tuple[int, int] | None:
    """The number of an indirect object; None for a direct one, which cannot be in a circle."""
    number = entry.objgen if isinstance(entry, pikepdf.Object) else (0, 0)
    return number if number != (0, 0) else None


def inflated(stream: Entry, limit: int) -> bytes | None:
    """The content of a stream; None where it is longer or coded otherwise than plain Flate."""
    if not isinstance(stream, pikepdf.Stream):
        return None
    coded = stream.get("/Filter")
    filters = items(coded, 2) if isinstance(coded, pikepdf.Array) else [coded] if coded is not None else []
    raw = stream.read_raw_bytes()
    if not filters:
        return raw if len(raw) <= limit else None
    if [name(f) for f in filters] != ["FlateDecode"] or get(stream, "/DecodeParms") is not None:
        return None
    return _inflate(raw, limit)


def _inflate(raw: bytes, limit: int) -> bytes | None:
    decoder = zlib.decompressobj()
    try:
        content = decoder.decompress(raw, limit + 1)
    except zlib.error:
        return None
    return content if len(content) <= limit else None


def instructions(pdf: pikepdf.Pdf, content: bytes) -> Sequence[tuple[Sequence[Entry], str]] | None:
    """The operations of a content stream; None where it cannot be parsed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of an unexpected end, which cuts off what is shown
            parsed = pikepdf.parse_content_stream(pikepdf.Stream(pdf, content))
        return [(list(i.operands), str(i.operator)) for i in parsed]
    except _FAILURES:
        return None


def string_bytes(entry: Entry) -> bytes:
    """The bytes of a string operand."""
    return bytes(entry) if isinstance(entry, pikepdf.String) else b""


def numbers_and_strings(entry: Entry, limit: int) -> list[Entry]:
    """The elements of the operand of TJ, or the operand alone."""
    return items(entry, limit) if isinstance(entry, pikepdf.Array) else [entry]

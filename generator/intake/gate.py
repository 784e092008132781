"""What a submitted file is, by its content, before anything parses it.

Threat: a name says nothing about a file; one file can be two at once; a path can be a link, a
pipe that never ends, or a file that grows while it is read.

Rule: a file is opened once, must be a regular file, and at most one byte more than allowed is
read; all that follows works on those bytes. The kind is decided by their content. What cannot
be checked is refused with its name and with what to do instead; nothing is tried on suspicion.

Accepted risk: a PDF with a package appended is taken for the PDF that viewers show. Where the
system cannot refuse to follow links (Windows) they are followed.
"""

from __future__ import annotations

import os
import re
import stat
from enum import StrEnum
from typing import TYPE_CHECKING

from generator.errors import InputRefused
from generator.intake.foreign import name_foreign
from generator.intake.package import CONTENT_TYPES, names_on_sight, open_package, part_names

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["MAX_FILE_BYTES", "Kind", "detect_kind", "open_package", "read_file"]

MAX_FILE_BYTES = 10 << 20

_PDF_WITHIN = 1024  # ISO 32000-1 annex H: viewers look for the header that far
_ROOT_WITHIN = 4096
_FORM_KEY = re.compile(rb"""^["']?form["']?[ \t]*:(?:\s|$)""", re.MULTILINE)
_XFDF_ROOT = re.compile(rb"<(?:[A-Za-z]{1,20}:)?xfdf[\s>]")
_CHUNK = 1 << 16
_WORD_PART = re.compile(rb"word[/\\]")  # old programs of Windows write the one for the other
_SAID_OF_ANY_ZIP = ("encrypted", "damaged", "too-many-parts")
_ANYTHING = re.compile(rb"[^\0\r\n\t ]")
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe without a writer would block the opening itself
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class Kind(StrEnum):
    """The kinds of files that can be read."""

    DOCX = "docx"
    PDF = "pdf"
    JSON = "json"
    YAML = "yaml"
    XFDF = "xfdf"


def read_file(path: Path) -> bytes:
    """The bytes of a submitted file, read once. Raises InputRefused.

    Links, folders, pipes and devices are refused, and so is a file above `MAX_FILE_BYTES`.
    """
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
    except FileNotFoundError as error:
        raise InputRefused("not-found", "没有这个文件", hint="核对文件名和所在的文件夹") from error
    except (OSError, ValueError) as error:
        raise _refuse_opening(path) from error
    try:
        return _read_regular(descriptor)
    finally:
        os.close(descriptor)


def _refuse_opening(path: Path) -> InputRefused:
    if os.path.islink(path) or os.path.isdir(path):  # noqa: PTH112, PTH114 - never raise, unlike pathlib's
        return _not_regular()
    return InputRefused("no-access", "文件打不开", hint="核对是否有读取权限，是否正被其他程序占用")


def _read_regular(descriptor: int) -> bytes:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise _not_regular()
    if status.st_size > MAX_FILE_BYTES:
        raise _too_large()
    chunks: list[bytes] = []
    size, wanted = 0, status.st_size + 1  # all of it at once, unless it grows meanwhile
    while chunk := _read_chunk(descriptor, wanted):
        chunks.append(chunk)
        size, wanted = size + len(chunk), _CHUNK
        if size > MAX_FILE_BYTES:
            raise _too_large()
    return b"".join(chunks)


def _read_chunk(descriptor: int, size: int) -> bytes:
    try:
        return os.read(descriptor, size)
    except OSError as error:
        raise InputRefused("no-access", "文件读取中断", hint="核对磁盘或网络，然后重试") from error


def _not_regular() -> InputRefused:
    hint = "提交文件本身，不要提交快捷方式、链接或文件夹"
    return InputRefused("not-a-regular-file", "这不是普通文件", hint=hint)


def _too_large() -> InputRefused:
    limit = MAX_FILE_BYTES >> 20
    hint = "表单不需要图片和附件；删除后另存，或用空白表单重新填写"
    return InputRefused("too-large", f"文件超过 {limit} MiB", hint=hint)


def detect_kind(data: bytes, name: str = "") -> Kind:
    """The kind of a file by its content. Raises InputRefused for all that is no form.

    The name only helps to word a refusal: what should have been a DOCX is called damaged.
    """
    if len(data) > MAX_FILE_BYTES:
        raise _too_large()
    if not _ANYTHING.search(data):
        raise InputRefused("empty", "文件是空的", hint="核对是否选错文件；若下载中断，请重新下载")
    found = {kind for kind, test in _TESTS if test(data)}
    if len(found) > 1:
        hint = "用 WPS、Word 或 PDF 阅读器打开原文件，另存后重新提交"
        raise InputRefused("ambiguous-kind", "文件同时是两种格式，无法确定以哪一种为准", hint=hint)
    if not found:
        raise name_foreign(data, name)
    kind = found.pop()
    if kind is Kind.DOCX:
        _check_word(data)
    return kind


def _check_word(data: bytes) -> None:
    """Refuse zips that are no Word package, by what they are where that shows."""
    try:
        names = part_names(data)
    except InputRefused as refused:
        if refused.code in _SAID_OF_ANY_ZIP or _WORD_PART.search(data):
            raise
        raise name_foreign(data, parts=names_on_sight(data)) from refused
    lowered = [n.lower() for n in names]
    if CONTENT_TYPES.lower() not in lowered or not any(n.startswith("word/") for n in lowered):
        raise name_foreign(data, parts=names)


def _is_zip(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:_PDF_WITHIN]


def _is_json(data: bytes) -> bool:
    return _text_head(data).startswith((b"{", b"[")) and not data.startswith(b"{\\rtf")


def _is_xfdf(data: bytes) -> bool:
    head = _text_head(data)
    return head.startswith(b"<") and bool(_XFDF_ROOT.search(head))


def _is_yaml(data: bytes) -> bool:
    head = _text_head(data)
    return not head.startswith((b"{", b"[", b"<", b"%PDF")) and bool(_FORM_KEY.search(head))


def _text_head(data: bytes) -> bytes:
    """The start of a text without its byte order mark; b"" for what is no text."""
    head = data[:_ROOT_WITHIN]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode("utf-8", "replace")
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return b"" if b"\0" in head else head


_TESTS = (
    (Kind.DOCX, _is_zip),
    (Kind.PDF, _is_pdf),
    (Kind.JSON, _is_json),
    (Kind.YAML, _is_yaml),
    (Kind.XFDF, _is_xfdf),
)

"""Files that are no forms: what each is called, and what to do instead."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from generator.errors import InputRefused

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Foreign(NamedTuple):
    what: str
    hint: str


_SAVE_AS_DOCX = "用 WPS 或 Word 打开，另存为 .docx 后重新提交"
_FILL_FORM = "下载空白表单，用电脑填写后提交 DOCX 或 PDF 文件本身"
_SEND_FORM = "提交填好的 DOCX 或 PDF 表单"
_SEND_ITSELF = "把压缩包里的表单取出来，逐个提交"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD_SIZE = 4096

_OLD_WORD = _Foreign("旧版 Word 或 WPS 文字文档（.doc、.wps）", _SAVE_AS_DOCX)
_SHEET = _Foreign("电子表格（Excel 或 WPS 表格）", _SEND_FORM)
_SLIDES = _Foreign("演示文稿（PowerPoint 或 WPS 演示）", _SEND_FORM)
_ODT = _Foreign("OpenDocument 文档（.odt）", _SAVE_AS_DOCX)
_OFD = _Foreign("OFD 版式文件", _FILL_FORM)
_BOOK = _Foreign("电子书", _FILL_FORM)
_ARCHIVE = _Foreign("压缩包", _SEND_ITSELF)
_IMAGE = _Foreign("图片", f"扫描件、照片和截图不能核对；{_FILL_FORM}")
_WORD_XML = _Foreign("Word 的 XML 文档", _SAVE_AS_DOCX)
_WEB = _Foreign("网页", _FILL_FORM)
_XML = _Foreign("XML 文件", _SEND_FORM)
_TEXT = _Foreign("纯文本", _FILL_FORM)
_UNKNOWN_OLE = _Foreign("旧版 Office 文档", _SAVE_AS_DOCX)
_MAIL = _Foreign("电子邮件", "打开邮件，把附件里的表单存下来，提交表单本身")
_SAVED_WEB = _Foreign("单个文件网页（.mht）", _SAVE_AS_DOCX)
_BESIDE = _Foreign("Word 或 WPS 打开文件时的临时文件（~$）", "提交文件名不带 ~$ 的原文件")

# Names of streams in an OLE container (MS-CFB 2.6.1: UTF-16, cases alike), the most telling first.
_STREAMS = (
    ("__properties_version1.0", _MAIL),
    ("worddocument", _OLD_WORD),
    ("workbook", _SHEET),
    ("book", _SHEET),
    ("powerpoint document", _SLIDES),
)
# A sheet can hold a document: where there are streams of several kinds, the name tells which holds which.
_SUFFIXES = {".xls": _SHEET, ".et": _SHEET, ".ppt": _SLIDES, ".dps": _SLIDES}
_STARTS = (
    (b"{\\rtf", _Foreign("RTF 文档", _SAVE_AS_DOCX)),
    (b"%FDF-", _Foreign("PDF 表单数据（FDF）", "导出为 XFDF，或提交 PDF 文件本身")),
    (b"\xff\xd8\xff", _IMAGE),
    (b"\x89PNG", _IMAGE),
    (b"GIF8", _IMAGE),
    (b"BM", _IMAGE),
    (b"II*\0", _IMAGE),
    (b"MM\0*", _IMAGE),
    (b"Rar!\x1a\x07", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"MZ", _Foreign("程序", _SEND_FORM)),
    (b"\x7fELF", _Foreign("程序", _SEND_FORM)),
)
_BOX_IMAGES = {b"heic", b"heix", b"hevc", b"mif1", b"avif", b"msf1"}
_MARKUP = (
    (b"<w:worddocument", _WORD_XML),
    (b"<pkg:package", _WORD_XML),
    (b"<html", _WEB),
    (b"<!doctype html", _WEB),
    (b"<xdp:xdp", _Foreign("XDP 表单数据", "提交 PDF 文件本身")),
)
_PARTS = (
    (re.compile(r"xl/"), _SHEET),
    (re.compile(r"ppt/"), _SLIDES),
    (re.compile(r"ofd\.xml"), _OFD),
    (re.compile(r".*\.f(?:page|dseq)"), _Foreign("XPS 文档", _FILL_FORM)),
    (
        re.compile(r"index/.*\.iwa|buildversionhistory\.plist"),
        _Foreign("苹果的 Pages、Numbers 或 Keynote 文稿", "在 Pages 里导出为 Word（.docx）后重新提交"),
    ),
    (re.compile(r".*\.opf"), _BOOK),
)
_MIME = re.compile(
    r"(?:From .*\n)?(?:[A-Z][A-Z-]*:.*\n(?:[ \t].*\n)*)*?(?:MIME-Version|Message-ID|Received|Delivered-To|To):",
    re.IGNORECASE,
)
_SENT = re.compile(r"^(?:Received|Return-Path|Delivered-To|Message-ID|To):", re.IGNORECASE | re.MULTILINE)
_MIMETYPES = (
    (b"opendocument.text", _ODT),
    (b"opendocument.spreadsheet", _SHEET),
    (b"opendocument.presentation", _SLIDES),
    (b"epub", _BOOK),
)
_FORM_SUFFIXES = (".docx", ".dotx", ".pdf", ".json", ".yaml", ".yml", ".xfdf")


def name_foreign(data: bytes, name: str = "", *, parts: Sequence[str] = ()) -> InputRefused:
    """The refusal of a file that is no form; `parts` are the names inside, if it is a zip."""
    if PurePath(name).name.startswith("~$"):
        return _unsupported(_BESIDE)
    if data.startswith(_OLE):
        return _name_ole(data, PurePath(name).suffix.lower())
    if parts or data.startswith(b"PK"):
        return _unsupported(_name_zip(data, parts))
    if found := _name_by_start(data) or _name_text(data):
        is_broken = found is _TEXT and name.lower().endswith(_FORM_SUFFIXES)
        return _damaged() if is_broken else _unsupported(found)
    return _damaged()


def _unsupported(found: _Foreign) -> InputRefused:
    gap = " " if found.what[0].isascii() else ""
    return InputRefused("unsupported-kind", f"这是{gap}{found.what}，不能核对", hint=found.hint)


def _damaged() -> InputRefused:
    hint = "核对原文件能否打开；重新导出，或请对方重新发送"
    return InputRefused("damaged", "文件内容已损坏，或不是表单", hint=hint)


def _name_ole(data: bytes, suffix: str) -> InputRefused:
    lowered = data.lower()
    found = [what for stream, what in _STREAMS if stream.encode("utf-16-le") in lowered]
    if "encryptedpackage".encode("utf-16-le") in lowered and _MAIL not in found:
        hint = "用 WPS 或 Word 打开，取消密码保护，另存后重新提交"
        return InputRefused("encrypted", "文件设有密码，无法读取", hint=hint)
    named = _SUFFIXES.get(suffix)
    return _unsupported(named if named in found else next(iter(found), _UNKNOWN_OLE))


def _name_zip(data: bytes, parts: Sequence[str]) -> _Foreign:
    lowered = [p.lower() for p in parts]
    for pattern, found in _PARTS:
        if any(pattern.match(p) for p in lowered):
            return found
    declared = data[:200] if lowered[:1] == ["mimetype"] else b""
    otherwise = _ODT if "content.xml" in lowered else _ARCHIVE
    return next((found for word, found in _MIMETYPES if word in declared), otherwise)


def _name_by_start(data: bytes) -> _Foreign | None:
    is_box_image = data[4:8] == b"ftyp" and data[8:12] in _BOX_IMAGES
    is_webp = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    if is_box_image or is_webp:
        return _IMAGE
    return next((found for start, found in _STARTS if data.startswith(start)), None)


def _name_text(data: bytes) -> _Foreign | None:
    """Markup or plain text; None for bytes that are neither."""
    head = data[:_HEAD_SIZE]
    for encoding in ("utf-8-sig", "utf-16", "gb18030"):
        text = _decode(head, encoding)
        if text is not None:
            break
    else:
        return None
    lowered = text.lstrip().lower().encode()
    if not lowered.startswith(b"<"):
        return _name_mime(text) if _MIME.match(text) else _TEXT
    return next((found for word, found in _MARKUP if word in lowered), _XML)


def _name_mime(head: str) -> _Foreign:
    """A message, or a page that a browser or Word saved in the form of one."""
    return _MAIL if _SENT.search(head) else _SAVED_WEB


def _decode(head: bytes, encoding: str) -> str | None:
    """The head as text; None unless all of it, but for a character cut in two, is printable."""
    if encoding == "utf-16" and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    for cut in range(4):
        try:
            text = head[: len(head) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
        return text if all(map(_is_of_text, text)) else None
    return None


def _is_of_text(character: str) -> bool:
    """True also for wide and unbreakable spaces and marks of direction, which are not printable."""
    return (
        character.isprintable() or character in "\r\n\t\f" or unicodedata.category(character) in ("Zs", "Cf")
    )

"""Bytes → text: UTF-8, UTF-16 and GB18030 told apart; what is no text is refused by name.

Threat: a binary file decodes to something in GB18030, which accepts nearly every byte pair; one
line of many megabytes makes careless patterns hang.

Rule: a decoding is accepted only when it reads like Chinese or like plain ASCII text; the length
is bounded before anything looks at the text, and all that follows is linear in it.
"""

from __future__ import annotations

import codecs
import unicodedata
from typing import NamedTuple

from generator.errors import InputRefused

MAX_CHARACTERS = 500_000
_MAX_CONTROLS = 0.01
_SAMPLE = 20_000
_COMMON = frozenset(
    "的一是不在有和人这中大为上个国以要他时来用们生到作地于出就分对成会可主发年动同工也能下过产种面"
    "而方后多定行学法所民得经三之进等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本"
    "去把性好应开它合还因由其然前外天政四日那社义事平形相全表间样与关各重新线内数正心反明看原又么利"
    "比或但质气第向道命此变条没结解问意建月公无系军很情者最立代想已通并提直题程展五果料员入常文总次品"
    "式活设及管特件长求基资边流路级少图统接知较将组见计别根据处保客访待负责制章规范按费用批准填写部门"
)
_FOREIGN = (
    (b"%PDF-", "PDF", "在 WPS 或 Word 中另存为 .docx，或者复制文字存成 .txt 后再导入"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "旧版 Office 文档（.doc、.wps）",
        "用 WPS 或 Word 打开，另存为 .docx 后再导入",
    ),
    (b"{\\rtf", "RTF 文档", "用 WPS 或 Word 打开，另存为 .docx 后再导入"),
    (b"\x89PNG", "图片", "先做文字识别，校对后存成 .txt 再导入"),
    (b"\xff\xd8\xff", "图片", "先做文字识别，校对后存成 .txt 再导入"),
    (b"GIF8", "图片", "先做文字识别，校对后存成 .txt 再导入"),
    (b"Rar!", "压缩包", "解压后逐个导入"),
    (b"7z\xbc\xaf", "压缩包", "解压后逐个导入"),
    (b"\x1f\x8b", "压缩包", "解压后逐个导入"),
    (b"MZ", "程序", "选择制度文件本身"),
    (b"\x7fELF", "程序", "选择制度文件本身"),
)
_MARKUP = ("<!doctype html", "<html", "<?xml")


class Decoded(NamedTuple):
    """A text and the encoding it was written in."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """The text of a file. Raises InputRefused for what is empty, binary, foreign or too long."""
    _refuse_foreign(data)
    found = next((d for d in _attempts(data) if d and _is_text(d.text)), None)
    if found is None:
        raise InputRefused(
            "not-text", "文件不是文字，无法导入", hint="选择 .docx、.txt 或 .md 格式的制度文件"
        )
    if not found.text.strip():
        raise _empty()
    if len(found.text) > MAX_CHARACTERS:
        raise InputRefused(
            "too-long",
            f"文字超过 {MAX_CHARACTERS // 10_000} 万字，不像一份制度",
            hint="核对是否选错文件；多份制度请拆开导入",
        )
    return found


def _empty() -> InputRefused:
    return InputRefused("empty", "文件是空的", hint="核对是否选错文件；若下载中断，请重新下载")


def _refuse_foreign(data: bytes) -> None:
    if not data.strip(b"\0\r\n\t "):
        raise _empty()
    for start, what, hint in _FOREIGN:
        if data.startswith(start):
            raise InputRefused("unsupported-kind", f"这是{what}，不能直接导入", hint=hint)


def _attempts(data: bytes) -> tuple[Decoded | None, ...]:
    """The decodings to try, the surest first."""
    if data.startswith(codecs.BOM_UTF8):
        return (_try(data, "utf-8-sig", "utf-8"),)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return (_try(data, "utf-16", "utf-16"),)
    wide = (_try(data, "utf-16-le", "utf-16"), _try(data, "utf-16-be", "utf-16"))
    usual = (_try(data, "utf-8", "utf-8"), _try(data, "gb18030", "gb18030"))
    return (*usual, *wide)


def _try(data: bytes, codec: str, name: str) -> Decoded | None:
    try:
        return Decoded(data.decode(codec), name)
    except UnicodeDecodeError:
        return None


def _is_text(text: str) -> bool:
    """True when a decoding reads like a text: few control characters, common Chinese characters."""
    if text[:200].lstrip().lower().startswith(_MARKUP):
        raise InputRefused(
            "unsupported-kind", "这是网页或 XML，不能直接导入", hint="复制正文文字，存成 .txt 后再导入"
        )
    sample = text[:_SAMPLE]
    controls = sum(
        unicodedata.category(c) in ("Cc", "Cn", "Co", "Cs") and c not in "\n\r\t\f\v" for c in sample
    )
    if "\0" in sample or controls > 3 + len(sample) * _MAX_CONTROLS:
        return False
    wide = [c for c in sample if c > "\u007f" and not c.isspace()]
    ideographs = sum("\u4e00" <= c <= "\u9fff" for c in wide)
    common = sum(c in _COMMON for c in wide)
    return not wide or len(wide) < 8 or (ideographs * 2 >= len(wide) and common * 8 >= ideographs)

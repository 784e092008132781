"""What a field shows on the page: the text in its appearance stream, where it can be told.

Threat: a field can hold one value and show another; people decide by what they see.

Rule: the text of an appearance is decoded by the font's own map to Unicode, by a standard
encoding for Chinese, or as ASCII. Whatever else is drawn (pictures, unknown fonts) is not
guessed at: the answer is then None.

Accepted risk: a font can lie about its glyphs, and text can be drawn as outlines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from generator.intake.pdf_library import (
    Entry,
    get,
    identity,
    inflated,
    instructions,
    is_stream,
    items,
    name,
    numbers_and_strings,
    string_bytes,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import pikepdf

    Decoder: TypeAlias = Callable[[bytes], str | None]

MAX_APPEARANCE = 256 << 10
MAX_TOTAL = 16 << 20
_MAX_UNICODE_MAP = 1 << 20
_MAX_OPERANDS = 20_000
_INVISIBLE = 3
_SHOWING = ("Tj", "TJ", "'", '"')
# What our own forms draw: nothing, or lines of one font between a clip and the end.
_NOTHING_DRAWN = re.compile(rb"\s*(?:/Tx BMC\s+(?:q\s+Q\s+)?EMC)?\s*")
_NUMBERS = rb"(?:-?[0-9]+(?:\.[0-9]+)? )"
_PLAIN_TEXT = re.compile(
    rb"/Tx BMC q %b{4}re W n BT /(\w+) %bTf %b{1,3}r?g ((?:%b{6}Tm <(?:[0-9A-F]{2})*> Tj ?)+)ET Q EMC"
    % (_NUMBERS, _NUMBERS, _NUMBERS, _NUMBERS)
)
_SHOWN = re.compile(rb"<([0-9A-F]*)>")
_CODECS = {
    "GB-EUC-H": "gb2312", "GBK-EUC-H": "gbk", "GBKp-EUC-H": "gbk", "GBK2K-H": "gb18030",
    "UniGB-UCS2-H": "utf-16-be", "UniGB-UTF16-H": "utf-16-be",
}  # fmt: skip


@dataclass(slots=True)
class Appearances:
    """Reads the appearances of one PDF; fonts are looked at once."""

    pdf: pikepdf.Pdf
    read_bytes: int = 0
    fonts: dict[tuple[int, int], Decoder] = field(default_factory=dict)

    def text_of(self, widget: Entry) -> str | None:
        """The text a widget shows, '' where it shows none, None where that cannot be told."""
        stream = get(widget, "/AP", "/N")
        if not is_stream(stream) or self.read_bytes > MAX_TOTAL:
            return None
        content = inflated(stream, MAX_APPEARANCE)
        if content is None:
            return None
        self.read_bytes += len(content)
        if _NOTHING_DRAWN.fullmatch(content):
            return ""
        if plain := _PLAIN_TEXT.fullmatch(content):
            codes = bytes.fromhex(b"".join(_SHOWN.findall(plain[2])).decode("ascii"))
            return self._font(stream, plain[1].decode("ascii"))(codes)
        found = instructions(self.pdf, content)
        return None if found is None else self._shown(stream, found)

    def has_text(self, widget: Entry) -> bool:
        """True where a widget shows text, be it told or not."""
        content = inflated(get(widget, "/AP", "/N"), MAX_APPEARANCE)
        if content is None or self.read_bytes > MAX_TOTAL:
            return False
        self.read_bytes += len(content)
        mode = 0
        for operands, operator in instructions(self.pdf, content) or ():
            if operator == "Tr" and operands:
                mode = whole(operands[0])
            elif operator in _SHOWING and mode != _INVISIBLE and _has_codes(operands):
                return True
        return False

    def _shown(self, stream: Entry, found: Sequence[tuple[Sequence[Entry], str]]) -> str | None:
        shown: list[str] = []
        decode: Decoder = _unknown
        mode = 0
        for operands, operator in found:
            if operator in ("Do", "sh", "INLINE IMAGE"):
                return None
            if operator == "Tf" and operands:
                decode = self._font(stream, name(operands[0]))
            elif operator == "Tr" and operands:
                mode = whole(operands[0])
            elif operator in _SHOWING and operands and mode != _INVISIBLE:
                part = decode(b"".join(map(string_bytes, numbers_and_strings(operands[-1], _MAX_OPERANDS))))
                if part is None:
                    return None
                shown.append(part)
        if not shown and any(operator == "c" for _, operator in found):
            return None  # curves may be letters
        return "".join(shown)

    def _font(self, stream: Entry, resource: str) -> Decoder:
        font = get(stream, "/Resources", "/Font", f"/{resource}")
        if font is None:
            font = get(self.pdf.Root, "/AcroForm", "/DR", "/Font", f"/{resource}")
        number = identity(font)
        if number is None:
            return _decoder(font)
        if number not in self.fonts:
            self.fonts[number] = _decoder(font)
        return self.fonts[number]


def _has_codes(operands: Sequence[Entry]) -> bool:
    return bool(operands) and any(map(string_bytes, numbers_and_strings(operands[-1], _MAX_OPERANDS)))


def _unknown(codes: bytes) -> str | None:
    return None if codes else ""


def _decoder(font: Entry) -> Decoder:
    """How the codes of a font are read."""
    is_composite = name(get(font, "/Subtype")) == "Type0"
    mapped = _unicode_map(get(font, "/ToUnicode"))
    if mapped:
        return _by_map(mapped, 2 if is_composite else 1)
    if is_composite:
        codec = _CODECS.get(name(get(font, "/Encoding")), "")
        return _by_codec(codec) if codec else _unknown
    if not name(get(font, "/Subtype")) or _is_remapped(font):
        return _unknown
    return _by_codec("ascii")


def _is_remapped(font: Entry) -> bool:
    """True where codes of ASCII may stand for other characters."""
    if get(font, "/FontDescriptor", "/FontFile") or get(font, "/FontDescriptor", "/FontFile3"):
        return name(get(font, "/Encoding")) != "WinAnsiEncoding"
    starts = [d for d in items(get(font, "/Encoding", "/Differences"), 600) if isinstance(d, int)]
    # Acrobat's own encoding of form fonts renames 24 to 31, 39, 96 and what lies above ASCII.
    return any(31 < start < 127 and start not in (39, 96) for start in starts)


def _by_codec(codec: str) -> Decoder:
    def decode(codes: bytes) -> str | None:
        try:
            return codes.decode(codec)
        except UnicodeDecodeError:
            return None

    return decode


def _by_map(targets: Mapping[bytes, bytes], size: int) -> Decoder:
    def decode(codes: bytes) -> str | None:
        digits = codes.hex().upper().encode()
        found = [targets.get(digits[i : i + 2 * size]) for i in range(0, len(digits), 2 * size)]
        return None if None in found else "".join(_characters(f) for f in found if f is not None)

    return decode


_NO_BRACKETS = bytes.maketrans(b"<>", b"  ")
_PAIR = re.compile(rb"<\s*([0-9A-F]+)\s*>\s*<\s*([0-9A-F]+)\s*>")
_RANGE = re.compile(rb"<\s*([0-9A-F]+)\s*>\s*<\s*([0-9A-F]+)\s*>\s*(?:<\s*([0-9A-F]+)\s*>|\[([^\]]*)\])")


def _unicode_map(stream: Entry) -> Mapping[bytes, bytes]:
    """The map of a ToUnicode stream (ISO 32000-2 9.10.3), both sides in hexadecimal."""
    return _targets(inflated(stream, _MAX_UNICODE_MAP) or b"")


@lru_cache(maxsize=2)  # all forms of one edition carry the same font
def _targets(content: bytes) -> Mapping[bytes, bytes]:
    targets: dict[bytes, bytes] = {}
    for part in content.upper().split(b"BEGINBF")[1:]:
        block = part[:end] if (end := part.find(b"ENDBF")) >= 0 else b""
        targets.update(_pairs(block[4:]) if block.startswith(b"CHAR") else _ranges(block[5:]))
    return MappingProxyType(targets)


def _pairs(block: bytes) -> Iterable[tuple[bytes, bytes]]:
    """`<code> <target>` again and again; orderly blocks, as all large ones are, are cut up faster."""
    words = block.translate(_NO_BRACKETS).split()
    is_orderly = len(words) == block.count(b"<") == block.count(b">") and not len(words) % 2
    if is_orderly and not b"".join(words).translate(None, b"0123456789ABCDEF"):
        return zip(words[::2], words[1::2], strict=True)
    return _PAIR.findall(block)


def _ranges(block: bytes) -> Iterator[tuple[bytes, bytes]]:
    """`<first> <last> <target>`, or `<first> <last> [<target> …]`."""
    for first, last, target, listed in _RANGE.findall(block):
        size = len(first)
        start, end = int(first[:4], 16), min(int(last[:4], 16), 0xFFFF)
        targets = re.findall(rb"[0-9A-F]+", listed) if listed else _following(target, end - start + 1)
        for code, one in zip(range(start, end + 1), targets, strict=False):
            yield f"{code:0{size}X}".encode(), one


def _following(target: bytes, count: int) -> Iterator[bytes]:
    """A character and those that follow it; only the last unit counts on."""
    head, tail = target[:-4], int(target[-4:], 16)
    return (head + f"{min(tail + n, 0xFFFF):04X}".encode() for n in range(count))


def _characters(digits: bytes) -> str:
    if len(digits) % 4:
        return ""
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "replace")

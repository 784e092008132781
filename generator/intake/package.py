"""A DOCX package → its XML parts, without trusting one byte of its directory.

Threat: a submitted zip may inflate without end, hold thousands of entries, list one entry twice
or on top of another, so that two programs read different forms, name parts outside the package,
or carry markup that costs more than it weighs (entities, nesting, attributes).

Rule: the directory is read here, not by a library that repairs what it finds. It must describe
the file from its first byte to its last; what a form has no use for (encryption, spanning,
zip64, comments, unknown compression) is refused. Only XML parts are inflated, each and all of
them up to a cap, and each is looked through before any parser sees it. Media stays packed.

Accepted risk: unused bytes between two entries are tolerated, as programs that save in place
leave them. Nesting is counted on bytes; a part that hides closing tags in its text can reach
the 256 levels at which libxml2 stops. Damage in media is not noticed, since it is never read.
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from itertools import islice, pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.errors import InputRefused
from generator.intake.markup import check_markup, count_nodes

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_PARTS = 1_000
MAX_PART_BYTES = 20 << 20
MAX_TOTAL_BYTES = 60 << 20
MAX_RATIO = 200
RATIO_FREE_BYTES = 1 << 20
MAX_NODES = 2_000_000

CONTENT_TYPES = "[Content_Types].xml"

_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_STORED, _DEFLATED = 0, 8
_ENCRYPTED_FLAGS = 0x0001 | 0x0040 | 0x2000
_SIZES_FOLLOW = 0x0008
_PADDING = b"\0\r\n\t "  # mail gates and web servers append it
_XML_SUFFIXES = (".xml", ".rels")
# Of the document itself: sheets embedded in charts are stored as a kind that may hold macros.
_MACROS = re.compile(rb"ms-word\.[A-Za-z.]*macroEnabled|vbaProject")
_LOCAL_NAME = re.compile(rb"PK\x03\x04.{22}(..)", re.DOTALL)
_MAX_ON_SIGHT = 100
_RESAVE = "用 WPS 或 Word 打开原文件，另存为 .docx 后重新提交"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of the directory; `start` and `end` bound its data."""

    name: str
    method: int
    checksum: int
    size: int
    offset: int
    start: int
    end: int


def part_names(data: bytes) -> tuple[str, ...]:
    """The names of all parts, once the directory has proved sound; nothing is inflated.

    Raises InputRefused.
    """
    return tuple(entry.name for entry in _read_directory(data))


def names_on_sight(data: bytes) -> tuple[str, ...]:
    """The names of the first parts of a zip whose directory is odd; only to say what it may be."""
    found = (
        data[m.end() + 2 : m.end() + 2 + int.from_bytes(m[1], "little")] for m in _LOCAL_NAME.finditer(data)
    )
    return tuple(name.decode("utf-8", "replace") for name in islice(found, _MAX_ON_SIGHT))


def open_package(data: bytes) -> Mapping[str, bytes]:
    """The XML parts of a Word package by name, macro-free, bounded, and without any DTD.

    Transitional, Strict and templates alike; folders and media are left out. Raises InputRefused.
    """
    entries = [e for e in _read_directory(data) if e.name.lower().endswith(_XML_SUFFIXES)]
    parts: dict[str, bytes] = {}
    total = nodes = 0
    for entry in entries:
        part = _inflate(data, entry, min(MAX_PART_BYTES, MAX_TOTAL_BYTES - total))
        total += len(part)
        nodes += count_nodes(part)
        if nodes > MAX_NODES:
            raise InputRefused("inflates-too-far", "文件展开后的内容过多，超出表单应有的限度", hint=_RESAVE)
        check_markup(part)
        parts[entry.name] = part
    _refuse_macros(parts)
    return MappingProxyType(parts)


def _refuse_macros(parts: Mapping[str, bytes]) -> None:
    types = parts.get(CONTENT_TYPES)
    if types is None:
        raise InputRefused("not-a-package", "文件不是 Word 文档，缺少内容类型清单", hint=_RESAVE)
    plain = types.replace(b"\0", b"")  # it may be UTF-16
    if _MACROS.search(plain):
        hint = "另存为不含宏的 .docx 后重新提交"
        raise InputRefused("active-content", "文件含有宏（.docm），不予打开", hint=hint)


def _inflate(data: bytes, entry: _Entry, cap: int) -> bytes:
    packed = data[entry.start : entry.end]
    if entry.method == _STORED:
        part, is_whole = packed[: cap + 1], True
    else:
        part, is_whole = _inflate_raw(packed, cap)
    too_dense = len(part) > RATIO_FREE_BYTES and len(part) > MAX_RATIO * len(packed)
    if len(part) > cap or too_dense:
        raise InputRefused("inflates-too-far", "文件解压后过大，超出表单应有的限度", hint=_RESAVE)
    if not is_whole or len(part) != entry.size or zlib.crc32(part) != entry.checksum:
        raise _damaged_part()
    return part


def _inflate_raw(packed: bytes, cap: int) -> tuple[bytes, bool]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        part = inflater.decompress(packed, cap + 1)
    except zlib.error as error:
        raise _damaged_part() from error
    return part, inflater.eof and not inflater.unused_data


def _read_directory(data: bytes) -> tuple[_Entry, ...]:
    start, end, count = _find_directory(data)
    entries = []
    position = start
    for _ in range(count):
        entry, position = _read_entry(data, position, end)
        entries.append(entry)
    if position != end:
        raise _not_a_package("目录的长度与记录不符")
    _check_layout(entries, start)
    return tuple(e for e in entries if not e.name.endswith("/"))


def _find_directory(data: bytes) -> tuple[int, int, int]:
    """Where the directory starts and ends, and how many entries it has."""
    if not data.startswith(b"PK\x03\x04"):
        raise _not_a_package("开头不是压缩包")
    at = data.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(data):
        raise InputRefused("damaged", "文件不完整，可能没有传完", hint="请对方重新发送，或重新导出后提交")
    if data[at + _END.size :].strip(_PADDING):
        raise _not_a_package("压缩包后有多余的内容")
    _, disk, first_disk, here, count, size, start, comment = _END.unpack_from(data, at)
    if disk or first_disk or here != count or comment or start + size != at:
        raise _not_a_package("压缩包的目录有异常")
    if count > MAX_PARTS:
        raise InputRefused("too-many-parts", f"文件内的部件多达 {count} 个，超出表单应有的限度", hint=_RESAVE)
    return start, at, count


def _read_entry(data: bytes, at: int, end: int) -> tuple[_Entry, int]:
    """One entry of the directory and where the next begins."""
    if at + _CENTRAL.size > end:
        raise _not_a_package("目录不完整")
    (signature, _, _, flags, method, _, _, checksum, packed, size,
     name_size, extra, comment, disk, _, _, offset) = _CENTRAL.unpack_from(data, at)  # fmt: skip
    name = data[at + _CENTRAL.size : at + _CENTRAL.size + name_size]
    if signature != b"PK\x01\x02" or disk:
        raise _not_a_package("目录不完整")
    if flags & _ENCRYPTED_FLAGS:
        hint = "取消密码保护，另存后重新提交"
        raise InputRefused("encrypted", "文件设有密码，无法读取", hint=hint)
    if method not in (_STORED, _DEFLATED):
        raise _not_a_package("压缩方式不是 Word 文档所用的")
    start = _check_local(data, offset, (flags, method, checksum, packed, size), name)
    entry = _Entry(_to_name(name), method, checksum, size, offset, start, start + packed)
    return entry, at + _CENTRAL.size + name_size + extra + comment


def _check_local(data: bytes, offset: int, central: tuple[int, ...], name: bytes) -> int:
    """Where the data of an entry starts, once both of its headers have proved to agree."""
    if offset + _LOCAL.size > len(data):
        raise _not_a_package("目录指向文件之外")
    signature, _, flags, method, _, _, *sizes, name_size, extra = _LOCAL.unpack_from(data, offset)
    names_end = offset + _LOCAL.size + name_size
    if signature != b"PK\x03\x04" or data[offset + _LOCAL.size : names_end] != name:
        raise _not_a_package("部件的名称前后不一致")
    sizes_differ = not flags & _SIZES_FOLLOW and tuple(sizes) != central[2:]
    if method != central[1] or flags & _ENCRYPTED_FLAGS or sizes_differ:
        raise _not_a_package("部件的记录前后不一致")
    return int(names_end + extra)


def _to_name(raw: bytes) -> str:
    name = raw.decode("utf-8", "backslashreplace")
    steps = name.split("/")
    if not name or b"\\" in raw or b"\0" in raw or ":" in name or not steps[0] or {".", ".."} & set(steps):
        raise InputRefused("unsafe-part-name", "文件内有指向文件之外的部件，不予打开", hint=_RESAVE)
    return name


def _check_layout(entries: list[_Entry], directory: int) -> None:
    """Every name once, the first entry at the start, no two entries over each other."""
    if len({e.name.casefold() for e in entries}) != len(entries):
        raise InputRefused("duplicate-part", "文件内有同名的部件，无法确定以哪一个为准", hint=_RESAVE)
    spans = sorted((e.offset, e.end) for e in entries)
    if not spans or spans[0][0] != 0:
        raise _not_a_package("压缩包前有多余的内容")
    if any(after[0] < before[1] for before, after in pairwise([*spans, (directory, directory)])):
        raise InputRefused("overlapping-parts", "文件内的部件互相重叠，不予打开", hint=_RESAVE)


def _damaged_part() -> InputRefused:
    return InputRefused("damaged-part", "文件内容已损坏，无法解压", hint=_RESAVE)


def _not_a_package(why: str) -> InputRefused:
    return InputRefused("not-a-package", f"文件不是正常的 Word 文档：{why}", hint=_RESAVE)

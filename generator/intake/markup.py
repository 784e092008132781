"""XML bytes: what must be known of them before a parser may have them; and the one parser.

Threat: a DTD can read files, open connections, blow a few bytes up to gigabytes, or silently turn
a filled field into an empty one; deep nesting exhausts stacks, wide elements memory.

Rule: any DTD is refused whatever its encoding; encodings in which one could hide are refused;
nesting, attributes and size are bounded on the bytes. The parser resolves
nothing all the same.

Accepted risk: the words of a DTD inside a comment or CDATA section are refused too; no program
that writes forms produces them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.errors import InputRefused

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_DEPTH = 200
MAX_ATTRIBUTES = 10_000

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})""")
# Supersets of ASCII in which no other byte sequence reads as "<!DOCTYPE", and UTF-16.
_ENCODINGS = re.compile(
    rb"utf-?8|utf-?16|(us-)?ascii|iso-8859-\d{1,2}|windows-125\d|gb2312|gbk|gb18030", re.IGNORECASE
)
_TAGS = ((b"<?", b""), (b"</", b"-"), (b"/>", b"-"), (b"<", b"+"))
_STRETCH = 2_048
_NOT_TAGS = bytes(set(range(256)) - set(b"+-"))


def count_nodes(part: bytes) -> int:
    """A bound for the elements and attributes of a part: its `<` and `=` signs."""
    return part.count(b"<") + part.count(b"=")


def check_markup(part: bytes) -> None:
    """Refuse XML that a parser must not see. Raises InputRefused.

    Whether it is well formed is left to the parser.
    """
    text = _to_ascii_superset(part)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise InputRefused("dtd", "文件内含有外部定义（DTD），不予打开", hint="用 WPS 或 Word 另存后重新提交")
    if text.count(b"=") > MAX_ATTRIBUTES and max(t.count(b"=") for t in text.split(b"<")) > MAX_ATTRIBUTES:
        raise InputRefused("xml-too-wide", "文件内有异常庞大的标记，不予打开")
    if not _is_surely_shallow(text) and _is_deep(text):
        raise InputRefused("xml-too-deep", "文件内的标记嵌套过深，不予打开")


def _to_ascii_superset(part: bytes) -> bytes:
    """The part as bytes in which markup looks as in ASCII. Raises InputRefused."""
    if part.startswith(_UTF16_MARKS):
        try:
            text = part.decode("utf-16")
        except UnicodeError as error:
            raise _unreadable() from error
        if "\0" in text:  # UTF-32
            raise _unreadable()
        return text.encode("utf-8")
    head = part.removeprefix(b"\xef\xbb\xbf").lstrip()[:300]
    declared = _DECLARED.match(head)
    is_plain = head.startswith(b"<") and b"\0" not in head
    if (head and not is_plain) or (declared and not _ENCODINGS.fullmatch(declared[1])):
        raise _unreadable()
    return part


def _unreadable() -> InputRefused:
    return InputRefused("damaged-part", "文件内容的编码无法识别", hint="用 WPS 或 Word 另存后重新提交")


def _is_surely_shallow(text: bytes) -> bool:
    """True where the tags of each stretch, counted only, cannot nest too deep: so in every form."""
    depth = at = 0
    while at < len(text):
        end = text.find(b"<", at + _STRETCH)
        end = end if end >= 0 else len(text)
        closing = text.count(b"</", at, end)
        opening = text.count(b"<", at, end) - closing - text.count(b"<?", at, end)
        if depth + opening > MAX_DEPTH:
            return False
        depth = max(0, depth + opening - closing - text.count(b"/>", at, end))
        at = end
    return True


def _is_deep(text: bytes) -> bool:
    """True when tags nest deeper than allowed: each round takes the innermost pairs away."""
    tags = text.translate(None, delete=b"+-")
    for old, new in _TAGS:
        tags = tags.replace(old, new)
    tags = tags.translate(None, delete=_NOT_TAGS)
    for _ in range(MAX_DEPTH):
        shorter = tags.replace(b"+-", b"")
        if len(shorter) == len(tags):
            return False
        tags = shorter
    return b"+-" in tags


def parse_markup(part: bytes) -> _Element:
    """The root of checked XML; nothing is loaded, resolved or repaired. Raises InputRefused.

    Readers import lxml themselves, before their process gives up files; the gate needs none of it.
    """
    from lxml import etree  # noqa: PLC0415 - see above

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputRefused("damaged-part", "文件内容已损坏，无法识别") from error

"""Normalise, escape and name text safely; knows no file format and no regulation."""

from __future__ import annotations

import difflib
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Bidirectional overrides and invisible characters can make a value read differently
# from what it is (Unicode TR 36); they are reported, never silently kept.
_SUSPICIOUS_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn"}
_KEPT_CONTROLS = {"\n", "\t"}
# Word writes a line break as U+000B; dropping it would join two names into one.
_LINE_BREAKS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")


_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
# Marks of labels that do not tell one from another.
_UNCOMPARED = str.maketrans("", "", "*:")


def suspicious_characters(value: str) -> tuple[str, ...]:
    """The control, format and unassigned characters of a text, as `U+XXXX`, each once.

    >>> suspicious_characters("张\u202e三")
    ('U+202E',)
    """
    found = {
        f"U+{ord(c):04X}"
        for c in value
        if c not in _KEPT_CONTROLS and unicodedata.category(c) in _SUSPICIOUS_CATEGORIES
    }
    return tuple(sorted(found))


def clean(value: str) -> str:
    r"""Text from a document as it is kept: NFC, LF line ends, no control characters, trimmed.

    >>> clean(" 张\u200b三\r\n李四 ")
    '张三\n李四'
    """
    if value.isprintable() and unicodedata.is_normalized("NFC", value):  # most are, and it is quick to see
        return value.strip()
    text = _LINE_BREAKS.sub("\n", value)
    kept = (c for c in text if c in _KEPT_CONTROLS or unicodedata.category(c) not in _SUSPICIOUS_CATEGORIES)
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def key(value: str) -> str:
    """A label as it is compared: NFKC, without blanks, stars and colons.

    >>> key(" 来访 人数＊：")
    '来访人数'
    """
    text = unicodedata.normalize("NFKC", value)
    return "".join(text.split()).translate(_UNCOMPARED)


def tie(value: str) -> str:
    """A number that ties papers together as it is compared: also without case, every dash the same.

    >>> tie("jd—2026 – 015"), tie("ＪＤ－２０２６－０１５")
    ('jd-2026-015', 'jd-2026-015')
    """
    return key(value).casefold().translate(_DASHES)


def one_line(value: str) -> str:
    """Text with runs of blanks and line breaks folded into one space."""
    return " ".join(value.split())


def shorten(value: str, limit: int = 60) -> str:
    """One line of at most `limit` characters, with an ellipsis where it was cut."""
    line = one_line(value)
    return line if len(line) <= limit else line[: limit - 1] + "…"


def visible(value: str) -> str:
    r"""Text on one line with control characters written out, safe for a terminal or a log.

    >>> print(visible("a\x1b[31m\n[错误] 假的"))
    a\x1b[31m [错误] 假的
    """
    return "".join(
        c.encode("unicode_escape").decode("ascii") if unicodedata.category(c) in _SUSPICIOUS_CATEGORIES else c
        for c in one_line(value)
    )


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name closest to a misspelt one, or ''."""
    matches = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.5)
    return matches[0] if matches else ""


def suggestion(name: str, known: Iterable[str]) -> str:
    """A hint for an unknown name: the nearest known one, or the list of what is allowed."""
    names = sorted(set(known))
    close = nearest(name, names)
    if close:
        return f"是否要写“{close}”？"
    listed = "、".join(names[:12])
    return f"可以写：{listed}{' 等' if len(names) > 12 else ''}" if names else ""

"""Identifiers from Chinese titles: pinyin in kebab-case, each used once."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 40
_WORD = re.compile("[a-z0-9]+")


class Identifiers:
    """Hands out identifiers; the same title twice gets a number."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def make(self, title: str, otherwise: str) -> str:
        """A new identifier for a title, or from another word where the title has no sound."""
        base = to_pinyin(title) or otherwise
        name, count = base, 1
        while name in self._taken:
            count += 1
            name = f"{base}-{count}"
        self._taken.add(name)
        return name


def to_pinyin(title: str) -> str:
    """A title in pinyin without tones, or '' where nothing readable is in it.

    >>> to_pinyin("适用范围"), to_pinyin("3天内"), to_pinyin("……")
    ('shi-yong-fan-wei', 'x3-tian-nei', '')
    """
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - its tables take a moment to load

    folded = unicodedata.normalize("NFKD", title)
    words = [w for syllable in lazy_pinyin(folded) for w in _WORD.findall(_ascii(syllable))]
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word
        if len(longer) > _LONGEST:
            break
        name = longer
    return f"x{name}" if name[:1].isdigit() else name


def _ascii(syllable: str) -> str:
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", syllable.lower().replace("ü", "v")) if c.isascii()
    )
    return plain if any(c.isalnum() for c in plain) else ""

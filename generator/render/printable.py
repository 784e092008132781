"""What the fonts of printed pages can draw, and what stands there for the rest.

The fonts cover GB 2312, the 8,105 characters of 通用规范汉字表, Latin-1 and some signs; see
templates/fonts/build_field_font.py. A page with any other character could not be typeset.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from generator.assets import shipped

MISSING = "〓"
"""What printers in China put where they lack a character."""

_SIGNS = frozenset("—–‘’“”…·•€￥¥℃№✓√×÷≤≥≠±〇①②③④⑤⑥⑦⑧⑨⑩○●□■△▲※→℡㎡‰")
_INVISIBLE = ("Cc", "Cf", "Mn", "Me")


@cache
def _common() -> frozenset[str]:
    lines = shipped("templates/fonts/common-characters.txt").read_text(encoding="utf-8").splitlines()
    return frozenset("".join(line for line in lines if not line.startswith("#")))


def is_printable(character: str) -> bool:
    """True for a character that the fonts have; line breaks and tabs are laid out, not drawn.

    >>> [is_printable(c) for c in "中䶮㎡ö陳☑"]
    [True, True, True, True, False, False]
    """
    if character.isascii() or character in _SIGNS or "\xa0" <= character <= "\xff":
        return True
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return character in _common()
    return True


def printable(text: str) -> str:
    """A text with nothing in it that the fonts lack: alike where there is one, else 〓.

    >>> printable("陳女士，⑪项，ﬁne，Łódź Şen")
    '〓女士，11项，fine，〓ódz Sen'
    """
    missing = {c for c in set(text) if not is_printable(c)}
    return text.translate({ord(c): _substitute(c) for c in missing}) if missing else text


def _substitute(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character)
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    for alike in (unicodedata.normalize("NFKC", character), bare):
        if alike and all(map(is_printable, alike)):
            return alike
    return "" if unicodedata.category(character) in _INVISIBLE else MISSING

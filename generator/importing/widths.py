"""Full- and half-width forms of one character: a line folded so that patterns need one spelling.

Folding keeps the length, so that a place in the folded line is a place in the line.
"""

from __future__ import annotations

_ASCII = {code + 0xFEE0: chr(code) for code in range(0x21, 0x7F)}
_OTHERS = {
    "\u3000": " ",
    "\u00a0": " ",
    "\t": " ",
    "\u2002": " ",
    "\u2003": " ",
    "﹑": "、",
    "､": "、",
    "﹒": ".",
    "｡": "。",
}
_FOLD = str.maketrans({**{chr(code): plain for code, plain in _ASCII.items()}, **_OTHERS})


def fold(line: str) -> str:
    """The line with ASCII for its full-width forms and plain blanks, of the same length.

    >>> fold("（１）　目的：")
    '(1) 目的:'
    """
    return line.translate(_FOLD)


def count_characters(text: str) -> int:
    """The characters of a text that are no blanks: what must not be lost."""
    return sum(not c.isspace() for c in text)


def squeeze(text: str) -> str:
    """The folded text without any blank, as texts are compared."""
    return "".join(fold(text).split())

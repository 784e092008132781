"""The marks that tie the controls of a DOCX form to its fields; shared by renderer and reader.

A content control carries the name of its field as tag. LibreOffice 7.4, `.doc` and `.rtf` lose
tags but keep bookmarks, so that each control also stands inside a bookmark whose name is
derived from the field name (bookmark names are limited to 40 letters, digits and underscores).
"""

from __future__ import annotations

import hashlib

CHECKED, UNCHECKED = "☑", "☐"
YES, NO = "是", "否"
REQUIRED, CONDITIONAL = "*", "△"


def cell_tag(table: str, column: str) -> str:
    """The tag of every control in one column; names never contain a full stop."""
    return f"{table}.{column}"


def no_tag(tag: str) -> str:
    """The tag of the 否 box of a 是否 field; its 是 box carries the tag of the field."""
    return f"{tag}.{NO}"


def bookmark_name(tag: str, row: int = 0) -> str:
    """The bookmark around a control; `row` counts from 1 in a table of repeated rows.

    >>> bookmark_name("来访人数"), bookmark_name("日程.日期", 2)
    ('F_7b815b9daf25', 'F_bfe8dc9c3933_2')
    """
    mark = f"F_{_digest(tag)[:12]}"
    return f"{mark}_{row}" if row else mark


def control_number(tag: str, row: int = 0) -> int:
    """A number from 1 to 2**31 - 1 for a control; the same in every build of a form."""
    return int(_digest(f"{tag}#{row}")[:8], 16) & 0x7FFFFFFF or 1


def placeholder(prompt: str) -> str:
    """What an empty control shows; the reader knows it by its brackets."""
    return f"〔点此{prompt}〕"


SHORT_PLACEHOLDER = "〔选〕"
"""For narrow cells with a list or a date."""

EMPTY_PLACEHOLDER = "\u3000\u3000"
"""For narrow cells that are typed in: a place to click that does not spoil a printed form."""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

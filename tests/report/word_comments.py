"""What comments a Word file has, and what each of them is put on."""

from __future__ import annotations

import io
from typing import NamedTuple

import docx

from tests.docx_sample import W, body_of

_MARKS = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}t")


class Comment(NamedTuple):
    """The text a comment covers, and the comment, as python-docx reads it."""

    covered: str
    text: str


def comments_of(data: bytes) -> list[Comment]:
    """The comments in the order of their numbers; every one has a start, an end and a sign."""
    covered: dict[str, str] = {}
    is_open: set[str] = set()
    for element in body_of(data).iter(*_MARKS):
        identifier = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            is_open.add(identifier)
            covered[identifier] = ""
        elif element.tag == f"{W}commentRangeEnd":
            is_open.remove(identifier)
        else:
            covered |= {i: covered[i] + (element.text or "") for i in is_open}
    assert not is_open
    signs = [e.get(f"{W}id") for e in body_of(data).iter(f"{W}commentReference")]
    assert sorted(signs) == sorted(covered)
    read = docx.Document(io.BytesIO(data)).comments
    return [Comment(covered[str(c.comment_id)], c.text) for c in read]

"""Runs, paragraphs and rows with Word's revision marks (ISO/IEC 29500-1, 17.13.5)."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from generator.render.wordml import run, xml_text

if TYPE_CHECKING:
    from generator.render.document.marked import Edit, Pieces

_TAGS = {"insert": "ins", "delete": "del"}


class Marks:
    """Who made the marks and when (an ISO date); every mark of a document has a number of its own."""

    def __init__(self, author: str, day: str) -> None:
        self._author = xml_text(author)
        self._moment = f"{day}T00:00:00Z"
        self._numbers = count(1)

    def attributes(self) -> str:
        """The attributes of the next mark."""
        return f'w:id="{next(self._numbers)}" w:author="{self._author}" w:date="{self._moment}"'

    def runs(self, pieces: Pieces, style: str = "") -> str:
        """Text with the stretches that came and went marked."""
        return "".join(self._run(edit, text, style) for edit, text in pieces)

    def _run(self, edit: Edit, text: str, style: str) -> str:
        content = run(text, style)
        if edit == "equal" or not content:
            return content
        if edit == "delete":
            content = content.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
        return f"<w:{_TAGS[edit]} {self.attributes()}>{content}</w:{_TAGS[edit]}>"

    def paragraph_mark(self, edit: Edit) -> str:
        """What `w:pPr` holds for a paragraph that came or went with its end."""
        return f"<w:rPr><w:{_TAGS[edit]} {self.attributes()}/></w:rPr>" if edit != "equal" else ""

    def row_mark(self, edit: Edit) -> str:
        """What `w:trPr` holds for a row that came or went."""
        return f"<w:{_TAGS[edit]} {self.attributes()}/>" if edit != "equal" else ""

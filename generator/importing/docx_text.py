"""DOCX → lines: one a paragraph, automatic numbers resolved, tables as grids, the rest set aside.

Text boxes follow the paragraph they hang on, footnotes the paragraph that cites them. Headers,
footers, comments, deleted and hidden text are residue. A line's number is the number of its
paragraph in the body, those in tables included.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.errors import InputRefused
from generator.importing.docx_numbering import Numbering, W
from generator.importing.docx_parts import DocxParts, read_parts
from generator.importing.docx_styles import (
    PLAIN,
    Style,
    is_on,
    linked_lists,
    list_of,
    outline_level,
    read_styles,
)
from generator.importing.lines import Line, Residue, without_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_CONTAINERS = {
    f"{W}body", f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo", f"{W}smartTag",
    f"{MC}AlternateContent", f"{MC}Choice", f"{W}footnote", f"{W}endnote", f"{W}txbxContent", f"{W}comment",
    f"{W}hdr", f"{W}ftr",
}  # fmt: skip
_DELETED = (f"{W}del", f"{W}moveFrom")
_UNSEEN = {
    f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}delInstrText", f"{W}sdtPr", f"{W}rt", f"{W}tblPr", f"{W}tcPr",
    f"{W}trPr", f"{MC}Fallback", f"{W}fldData",
}  # fmt: skip
_ELSEWHERE = {f"{W}txbxContent", f"{W}tbl"}
_MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
_PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object")
_NOTE = "注："


def is_package(data: bytes) -> bool:
    """True for a file that can only be a Word package."""
    return data.startswith(b"PK")


def read_docx_lines(data: bytes) -> tuple[tuple[Line, ...], tuple[Residue, ...]]:
    """The lines and the residue of a document. Raises InputRefused."""
    reader = _Reader(read_parts(data))
    lines = tuple(line for line in reader.lines() if line.text.strip() or line.grid)
    if not lines:
        if next(reader.parts.document.iter(*_PICTURES), None) is not None:
            hint = "先做文字识别，校对后存成 .txt 或 .docx 再导入"
            raise InputRefused("picture-only", "文件里只有图片，没有文字", hint=hint)
        raise InputRefused("empty", "文件里没有文字", hint="核对是否选错文件")
    return lines, (*reader.residue, *reader.surroundings())


class _Reader:
    def __init__(self, parts: DocxParts) -> None:
        self.parts = parts
        self.styles = read_styles(parts.one("styles"))
        self.numbering = Numbering(parts.one("numbering"), linked_lists(parts.one("styles")))
        self.residue: list[Residue] = []
        self.count = 0
        self._notes = dict(_notes(parts))

    def lines(self) -> Iterator[Line]:
        """The lines of the body."""
        yield from self._blocks(self.parts.document)

    def surroundings(self) -> Iterator[Residue]:
        """Headers, footers and comments."""
        for kind, reason in (("header", "page-header"), ("footer", "page-footer"), ("comments", "comment")):
            for part in self.parts.related.get(kind, ()):
                text = " ".join(t for p in part.iter(f"{W}p") if (t := self._text(p, quiet=True).strip()))
                if text:
                    yield Residue(line=0, text=text, reason=reason)

    def _blocks(self, parent: _Element) -> Iterator[Line]:
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag in _CONTAINERS:
                yield from self._blocks(child)

    def _paragraph(self, paragraph: _Element) -> Iterator[Line]:
        self.count += 1
        number = self.count
        properties = paragraph.find(f"{W}pPr")
        style = self._style(properties)
        text = self._text(paragraph)
        if style.is_contents and text.strip():
            self.residue.append(Residue(line=number, text=text, reason="table-of-contents"))
        else:
            yield from self._lines_of(text, number, properties, style)
        for box in _outermost(paragraph, f"{W}txbxContent"):
            for line in self._blocks(box):
                yield replace(line, number=number)
        for note in self._notes_of(paragraph):
            for line in self._blocks(note):
                if line.text.strip():
                    yield replace(
                        line, number=number, text=_NOTE + line.text, derived=len(_NOTE) + line.derived
                    )

    def _lines_of(self, text: str, number: int, properties: _Element | None, style: Style) -> Iterator[Line]:
        """The lines of a paragraph, the automatic number before the first."""
        list_id, list_level = list_of(properties)
        list_id = list_id or style.list_id
        if list_level < 0:
            style_id = self._style_id(properties)
            list_level = (
                style.list_level
                if style.list_level >= 0
                else self.numbering.level_of_style(list_id, style_id)
            )
        label = self.numbering.next_label(list_id, list_level) if list_id and text.strip() else None
        level = outline_level(properties) or style.level
        for index, piece in enumerate(text.split("\n")):
            visible, hidden = without_controls(piece)
            if hidden:
                self.residue.append(Residue(line=number, text=hidden, reason="control-character"))
            lead = f"{label.text} " if label and not index else ""
            yield Line(
                number=number, text=lead + visible, derived=len(lead), level=level if not index else 0,
                list_key=label.key if lead and label else "", list_number=label.number if label else 0,
                is_paragraph=True,
            )  # fmt: skip

    def _style_id(self, properties: _Element | None) -> str:
        element = properties.find(f"{W}pStyle") if properties is not None else None
        return element.get(f"{W}val", "") if element is not None else ""

    def _style(self, properties: _Element | None) -> Style:
        return self.styles.get(self._style_id(properties), PLAIN)

    def _notes_of(self, paragraph: _Element) -> Iterator[_Element]:
        for kind in ("footnote", "endnote"):
            for reference in paragraph.iter(f"{W}{kind}Reference"):
                note = self._notes.pop((kind, reference.get(f"{W}id", "")), None)
                if note is not None:
                    yield note

    def _table(self, table: _Element) -> Iterator[Line]:
        """A table as a grid; one of a single column is only a frame around its paragraphs."""
        rows = [list(_cells(row)) for row in _rows(table)]
        if max((len(row) for row in rows), default=0) <= 1:
            for row in rows:
                for cell in row:
                    yield from self._blocks(cell)
            return
        number = self.count + 1
        grid = tuple(tuple(text for cell in row for text in self._cell(cell)) for row in rows)
        if any(cell for row in grid for cell in row):
            yield Line(number=number, text="", grid=grid, is_paragraph=True)

    def _cell(self, cell: _Element) -> Iterator[str]:
        """The text of a cell, and empty ones for the columns it spans."""
        paragraphs = list(cell.iter(f"{W}p"))
        self.count += len(paragraphs)
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        pieces = [self._text(p).strip() for p in paragraphs]
        visible, hidden = without_controls("\n".join(p for p in pieces if p))
        if hidden:
            self.residue.append(Residue(line=self.count, text=hidden, reason="control-character"))
        is_continued = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        yield "" if is_continued and not visible else visible
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        raw = span.get(f"{W}val", "1") if span is not None else "1"
        yield from [""] * (min(int(raw), 60) - 1 if raw.isdigit() else 0)

    def _text(self, paragraph: _Element, *, quiet: bool = False) -> str:
        """The text of a paragraph as it is seen, text boxes and notes left out."""
        pieces: list[str] = []
        stack = list(reversed(paragraph))
        while stack:
            node = stack.pop()
            if node.tag in _DELETED:
                self._set_aside(node, "tracked-deletion", quiet=quiet)
            elif node.tag == f"{W}r" and self._is_hidden(node):
                self._set_aside(node, "hidden-text", quiet=quiet)
            elif node.tag not in _UNSEEN | _ELSEWHERE:
                pieces.append(_own_text(node))
                stack.extend(reversed(node))
        return "".join(pieces)

    def _set_aside(self, node: _Element, reason: str, *, quiet: bool) -> None:
        text = "".join(t.text or "" for t in node.iter(f"{W}t", f"{W}delText"))
        if text.strip() and not quiet:
            self.residue.append(Residue(line=self.count, text=text, reason=reason))

    def _is_hidden(self, run: _Element) -> bool:
        properties = run.find(f"{W}rPr")
        if properties is None:
            return False
        own = properties.find(f"{W}vanish")
        if own is not None:
            return is_on(own)
        style = properties.find(f"{W}rStyle")
        return style is not None and self.styles.get(style.get(f"{W}val", ""), PLAIN).is_hidden


def _notes(parts: DocxParts) -> Iterator[tuple[tuple[str, str], _Element]]:
    """Kind and identifier → footnote or endnote; the separators Word adds are no notes."""
    for kind in ("footnote", "endnote"):
        root = parts.one(f"{kind}s")
        for note in () if root is None else root:
            if note.get(f"{W}type") in (None, "normal"):
                yield (kind, note.get(f"{W}id", "")), note


def _own_text(node: _Element) -> str:
    if node.tag in (f"{W}t", _MATH_TEXT):
        return node.text or ""
    if node.tag == f"{W}sym":
        code = node.get(f"{W}char", "")
        return "•" if code.upper().startswith("F") or len(code) != 4 else chr(int(code, 16))
    return _MARKS.get(str(node.tag), "")


def _outermost(parent: _Element, tag: str) -> Iterator[_Element]:
    """The elements of a tag that do not stand in another of it or in a fallback."""
    stack = list(reversed(parent))
    while stack:
        node = stack.pop()
        if node.tag == tag:
            yield node
        elif node.tag != f"{MC}Fallback":
            stack.extend(reversed(node))


def _rows(table: _Element) -> Iterator[_Element]:
    for child in table:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in _CONTAINERS:
            yield from _rows(child)


def _cells(row: _Element) -> Iterator[_Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in _CONTAINERS:
            yield from _cells(child)

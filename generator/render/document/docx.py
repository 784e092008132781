"""The document as DOCX: GB/T 9704-2012 page, styles and numbers, contents that follow the pages."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.render.document.compose import compose, record_part
from generator.render.document.marked import MarkedGrid, MarkedText, marked
from generator.render.document.wordgrid import grid_markup
from generator.render.document.wordmarks import Marks
from generator.render.docx_package import WordDocument, package
from generator.render.wordml import bookmark, page_field, paragraph, run, twips, xml_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.model.policy import Policy
    from generator.render.document.blocks import Part
    from generator.render.document.marked import MarkedBlock, MarkedPart
    from generator.render.handbook.past import EditionNote

_SHORT_SIDE, _LONG_SIDE = 11906, 16838  # A4 in twips, as Word writes it
_TOP, _BOTTOM, _LEFT, _RIGHT = (twips(mm) for mm in (37, 35, 28, 26))
_FOOTER_AT = twips(28)  # the number stands 7 mm below the text (GB/T 9704-2012, 7.5)
WIDTH = _SHORT_SIDE - _LEFT - _RIGHT
_WIDE = _LONG_SIDE - twips(35) - twips(30)
_NO_PAGES: Mapping[str, str] = MappingProxyType({})
_STATIC = MappingProxyType({"styles": "document-styles", "settings": "document-settings"})


def render_docx_document(
    policy: Policy, editions: Sequence[EditionNote] = (), pages: Mapping[str, str] = _NO_PAGES
) -> bytes:
    """The regulation as DOCX; the same input gives the same bytes.

    `editions` are those published, oldest first; `pages` gives the page a line of the contents
    names until the program that opens the file has counted its own. Raises ProseError.
    """
    cover, *parts = compose(policy)
    record = record_part(policy, editions)
    writer = PartWriter(Marks(policy.cover.owner, policy.cover.effective))
    front = "".join(writer.part(marked(record))) + _contents(parts, pages)
    body = (
        "".join(writer.part(marked(cover))) + section_break(numbers="")
        + front + section_break(numbers="upperRoman")
        + "".join(writer.document([marked(p) for p in parts]))
    )  # fmt: skip
    return document_package(policy, policy.cover.title, body)


def document_package(policy: Policy, title: str, body: str) -> bytes:
    """The DOCX file around a body that ends with its section properties."""
    return package(
        WordDocument(
            title=title, creator=policy.cover.company, day=policy.cover.effective, body=body,
            header=paragraph("", "Footer"), footer=_footer("right"), more_footers={"footerEven": _footer("left")},
            static=_STATIC, properties={"zhidu.policy": policy.cover.number, "zhidu.edition": policy.cover.edition},
        )
    )  # fmt: skip


def _footer(side: str) -> str:
    """`— 1 —` at the outer side of the page, one character away from the edge of the text."""
    indent = f'<w:ind w:{side}="280"/><w:jc w:val="{side}"/>'
    return paragraph(run("— ") + page_field("PAGE") + run(" —"), "Footer", indent)


class PartWriter:
    """Writes parts one after the other; knows which bookmarks and marks were given."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self._names: list[str] = []

    def document(self, parts: Sequence[MarkedPart]) -> Iterator[str]:
        """Body parts, a wide one in a section of its own, with the properties of the last section."""
        is_first = True
        for index, part in enumerate(parts):
            previous = parts[index - 1].part if index else None
            is_wide, was_wide = part.part.is_wide, bool(previous and previous.is_wide)
            if previous and (is_wide or was_wide):
                yield section_break(is_wide=was_wide, numbers="decimal", is_restarted=is_first)
                is_first = False
            yield from self.part(part)
        is_wide = bool(parts) and parts[-1].part.is_wide
        yield section_properties(is_wide=is_wide, numbers="decimal", is_restarted=is_first)

    def part(self, part: MarkedPart) -> Iterator[str]:
        """The blocks of a part; its first one carries the bookmark that the contents lead to."""
        for index, block in enumerate(part.blocks):
            is_kept = isinstance(part.blocks[index + 1] if index + 1 < len(part.blocks) else None, MarkedGrid)
            markup = self._block(block, _WIDE if part.part.is_wide else WIDTH, is_kept=is_kept)
            if index == 0 and part.part.entry and (name := bookmark_of(part.part)) not in self._names:
                self._names.append(name)
                markup = bookmark(len(self._names), name, markup)
            yield markup

    def _block(self, block: MarkedBlock, width: int, *, is_kept: bool) -> str:
        """A block; a text that is kept stays on the page of the table behind it."""
        if not isinstance(block, MarkedText):
            return grid_markup(block, width, self.marks)
        properties = "<w:keepNext/>" * is_kept + self.marks.paragraph_mark(block.edit)
        return paragraph(self.marks.runs(block.pieces), block.style.value.capitalize(), properties)


def bookmark_of(part: Part) -> str:
    """The bookmark of a part; names are letters, digits and underlines, 40 at most."""
    kind, _, name = part.key.partition(":")
    ascii_name = name.replace("-", "_") if name.isascii() else f"{sum(map(ord, name)):x}"
    return f"_Toc_{kind}_{ascii_name}"[:40]


def _contents(parts: Sequence[Part], pages: Mapping[str, str]) -> str:
    lines = [paragraph(run("目录"), "Heading", "<w:pageBreakBefore/>")]
    for part in parts:
        if part.entry:
            anchor = bookmark_of(part)
            number = page_field(f"PAGEREF {anchor} \\h", pages.get(part.entry, ""))
            link = f'<w:hyperlink w:anchor="{xml_text(anchor)}" w:history="1">{run(part.entry + chr(9))}{number}</w:hyperlink>'
            lines.append(paragraph(link, "Contents"))
    return "".join(lines)


def section_break(*, numbers: str, is_wide: bool = False, is_restarted: bool = True) -> str:
    """The end of a section: what follows starts a new page."""
    properties = section_properties(is_wide=is_wide, numbers=numbers, is_restarted=is_restarted)
    return f'<w:p><w:pPr><w:pStyle w:val="Break"/>{properties}</w:pPr></w:p>'


def section_properties(*, is_wide: bool = False, numbers: str = "decimal", is_restarted: bool = False) -> str:
    """Page size, margins and numbering; without `numbers` the pages bear none."""
    footers = (
        '<w:footerReference w:type="default" r:id="rIdFooter"/><w:footerReference w:type="even" r:id="footerEven"/>'
        if numbers else ""
    )  # fmt: skip
    start = ' w:start="1"' if is_restarted else ""
    counted = f'<w:pgNumType w:fmt="{numbers}"{start}/>' if numbers else ""
    if is_wide:
        size = f'<w:pgSz w:w="{_LONG_SIDE}" w:h="{_SHORT_SIDE}" w:orient="landscape"/>'
        top, right, bottom, left = (twips(mm) for mm in (28, 30, 26, 35))
    else:
        size = f'<w:pgSz w:w="{_SHORT_SIDE}" w:h="{_LONG_SIDE}"/>'
        top, right, bottom, left = _TOP, _RIGHT, _BOTTOM, _LEFT
    margins = (
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="851"'
        f' w:footer="{min(_FOOTER_AT, bottom - 400)}" w:gutter="0"/>'
    )
    return (
        f'<w:sectPr>{footers}{size}{margins}{counted}<w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'
    )

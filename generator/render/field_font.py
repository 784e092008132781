"""The font of the fillable fields: its measures, and itself as a PDF object.

A field font must be embedded whole (what will be typed is not known), and the code of a glyph
must be its position in the font; see templates/fonts/build_field_font.py for both reasons.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from generator.assets import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELD_FONT_FILE = "NotoSansSC-Form.otf"
# PDFium (Chromium, Edge) draws typed Chinese with a font of its own that it does not embed, so
# that others see blanks, unless the field font passes for a symbol font; it goes by this name.
RESOURCE_NAME = "/Webdings"
# A fixed prefix of six capitals, as for any subset: ISO 32000-2 9.9.2.
_BASE_FONT = "/ZHIDUF+NotoSansSC-Regular"
_EM = 1000
_CODES_PER_BLOCK = 100  # ISO 32000-2 9.10.3: a bfchar block holds at most 100 lines


@dataclass(frozen=True, slots=True)
class FieldFont:
    """The measures of the field font; lengths are thousandths of the font size."""

    glyphs: Mapping[str, int]
    widths: Mapping[str, int]
    width_runs: tuple[tuple[int, tuple[int, ...]], ...]
    box: tuple[int, int, int, int]
    packed_program: bytes
    packed_unicode_map: bytes

    def has(self, character: str) -> bool:
        """True when the font can draw a character."""
        return character in self.glyphs

    def codes(self, text: str) -> str:
        """A line of text as the hexadecimal codes of its glyphs; what is missing shows as a box."""
        return "".join(f"{self.glyphs.get(c, 0):04X}" for c in text)

    def width(self, text: str, size: float) -> float:
        """The width of a line of text in points."""
        return sum(self.widths.get(c, _EM) for c in text) * size / _EM

    def add_to(self, pdf: Pdf) -> Object:
        """The font as an indirect object of a PDF."""
        program = Stream(pdf, b"")
        program.write(self.packed_program, filter=Name.FlateDecode)
        program.Subtype = Name.OpenType
        unicode_map = Stream(pdf, b"")
        unicode_map.write(self.packed_unicode_map, filter=Name.FlateDecode)
        descriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=Name(_BASE_FONT), Flags=4, FontBBox=Array(self.box),
            ItalicAngle=0, Ascent=880, Descent=-120, CapHeight=733, StemV=80, FontFile3=program,
        )  # fmt: skip
        widths = Array([x for start, run in self.width_runs for x in (start, Array(run))])
        descendant = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name(_BASE_FONT),
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            FontDescriptor=pdf.make_indirect(descriptor), DW=_EM, W=widths,
        )  # fmt: skip
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name(_BASE_FONT), Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]), ToUnicode=unicode_map,
        )  # fmt: skip
        return pdf.make_indirect(font)


@cache
def field_font() -> FieldFont:
    """The field font, read once a process."""
    path = shipped("templates/fonts") / FIELD_FONT_FILE
    font = TTFont(path)
    glyphs = {chr(code): font.getGlyphID(name) for code, name in font.getBestCmap().items()}
    advance = {font.getGlyphID(name): width for name, (width, _) in font["hmtx"].metrics.items()}
    head = font["head"]
    return FieldFont(
        glyphs=glyphs,
        widths={character: advance[glyph] for character, glyph in glyphs.items()},
        width_runs=_runs(advance),
        box=(head.xMin, head.yMin, head.xMax, head.yMax),
        packed_program=zlib.compress(path.read_bytes(), 9),
        packed_unicode_map=zlib.compress(_unicode_map(glyphs).encode("ascii"), 9),
    )


def _runs(advance: Mapping[int, int]) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """The widths that differ from the em, in runs of neighbouring glyphs."""
    runs: list[tuple[int, list[int]]] = []
    for glyph in sorted(g for g, width in advance.items() if width != _EM):
        if runs and glyph == runs[-1][0] + len(runs[-1][1]):
            runs[-1][1].append(advance[glyph])
        else:
            runs.append((glyph, [advance[glyph]]))
    return tuple((start, tuple(run)) for start, run in runs)


_UNICODE_MAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def _unicode_map(glyphs: Mapping[str, int]) -> str:
    """The map from codes back to characters, for copying and for programs that fill fields."""
    by_glyph: dict[int, str] = {}
    for character in sorted(glyphs):
        by_glyph.setdefault(glyphs[character], character)
    lines = [f"<{g:04X}> <{c.encode('utf-16-be').hex().upper()}>" for g, c in sorted(by_glyph.items())]
    blocks = [lines[i : i + _CODES_PER_BLOCK] for i in range(0, len(lines), _CODES_PER_BLOCK)]
    return _UNICODE_MAP.format(
        blocks="\n".join("\n".join((f"{len(b)} beginbfchar", *b, "endbfchar")) for b in blocks)
    )

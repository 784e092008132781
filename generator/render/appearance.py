"""Appearance streams: what a form field shows before any program draws it anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from generator.render.field_font import RESOURCE_NAME, field_font
from generator.render.text_fit import LINE_SPACING, Box, fitting_block, fitting_size

if TYPE_CHECKING:
    from collections.abc import Sequence

INK = "0.05 0.1 0.35 rg"
_PALE = "0.55 g"
# An empty stream makes MuPDF warn of a premature end of data.
_NOTHING = "q Q"
_PADDING = 2.0
_SMALLEST = 5.0
# Half the distance from the bottom to the top of the em box: centres a line of Chinese text.
_CENTRE = 0.38
_ASCENT = 0.88
_CIRCLE = 0.5523


class Painter:
    """Makes appearance streams of one PDF; all share one font object."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self.fonts = Dictionary({RESOURCE_NAME: field_font().add_to(pdf)})

    def _form(self, box: Box, content: str, resources: Dictionary | None = None) -> Object:
        stream = Stream(self._pdf, content.encode("ascii"))
        stream.Type, stream.Subtype = Name.XObject, Name.Form
        stream.BBox = Array([0, 0, box.width, box.height])
        stream.Resources = resources or Dictionary()
        return self._pdf.make_indirect(stream)

    def nothing(self, box: Box) -> Object:
        """A blank appearance."""
        return self._form(box, _NOTHING)

    def line(
        self, box: Box, text: str, *, largest: float, is_right: bool = False, is_pale: bool = False
    ) -> Object:
        """One line of text in the middle of the height, made smaller until it fits."""
        font = field_font()
        size = fitting_size(font, text, box.inset(_PADDING).width, largest=largest, smallest=_SMALLEST)
        left = max(_PADDING, box.width - _PADDING - font.width(text, size)) if is_right else _PADDING
        base = box.height / 2 - _CENTRE * size
        return self._text(box, size, [(left, base, text)], is_pale=is_pale)

    def block(self, box: Box, text: str, *, largest: float) -> Object:
        """Several lines from the top, made smaller until they fit; what is still over is clipped."""
        room = box.inset(_PADDING)
        size, lines = fitting_block(field_font(), text, room, largest=largest, smallest=_SMALLEST + 1)
        top = box.height - _PADDING - _ASCENT * size
        placed = [(_PADDING, top - i * size * LINE_SPACING, line) for i, line in enumerate(lines)]
        return self._text(box, size, placed)

    def _text(
        self, box: Box, size: float, lines: Sequence[tuple[float, float, str]], *, is_pale: bool = False
    ) -> Object:
        shown = [(x, y, text) for x, y, text in lines if text]
        drawn = " ".join(
            f"1 0 0 1 {x:.2f} {y:.2f} Tm <{field_font().codes(text)}> Tj" for x, y, text in shown
        )
        room = box.inset(1)
        clip = f"1 1 {max(room.width, 1):.2f} {max(room.height, 1):.2f} re W n"
        text = f"q {clip} BT {RESOURCE_NAME} {size:g} Tf {_PALE if is_pale else INK} {drawn} ET Q"
        content = f"/Tx BMC {text if shown else _NOTHING} EMC"
        return self._form(box, content, Dictionary(Font=self.fonts))

    def tick(self, box: Box) -> Object:
        """A tick, for square buttons."""
        at = [(0.18, 0.5, "m"), (0.42, 0.22, "l"), (0.84, 0.8, "l")]
        path = " ".join(f"{box.width * x:.2f} {box.height * y:.2f} {operator}" for x, y, operator in at)
        return self._form(box, f"q 1.4 w {INK.upper()} 1 J 1 j {path} S Q")

    def dot(self, box: Box) -> Object:
        """A filled circle, for round buttons."""
        r, x, y = min(box) / 2 - 2.8, box.width / 2, box.height / 2
        k = r * _CIRCLE
        quarters = [((r, k), (k, r), (0, r)), ((-k, r), (-r, k), (-r, 0)), ((-r, -k), (-k, -r), (0, -r)),
                    ((k, -r), (r, -k), (r, 0))]  # fmt: skip
        curves = " ".join(
            " ".join(f"{x + a:.2f} {y + b:.2f}" for a, b in quarter) + " c" for quarter in quarters
        )
        return self._form(box, f"q {INK} {x + r:.2f} {y:.2f} m {curves} f Q")

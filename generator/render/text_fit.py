"""Text into boxes: where lines break, and the size at which a text fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.render.field_font import FieldFont

# Marks that must not begin a line (GB/T 15834); the character before them moves along.
_NEVER_FIRST = "，。、；：？！）》」』】〉〕”’…,.;:?!)]}%％"
LINE_SPACING = 1.3


class Box(NamedTuple):
    """A rectangle in points."""

    width: float
    height: float

    def inset(self, margin: float) -> Box:
        """The box without a margin on each side."""
        return Box(self.width - 2 * margin, self.height - 2 * margin)


def wrap(font: FieldFont, text: str, size: float, width: float) -> tuple[str, ...]:
    """The lines of a text in a box of some width; a blank text has one blank line."""
    return tuple(line for part in text.split("\n") for line in _wrap_paragraph(font, part, size, width))


def _wrap_paragraph(font: FieldFont, text: str, size: float, width: float) -> list[str]:
    lines = [""]
    used = 0.0
    for character in text:
        wide = font.width(character, size)
        if lines[-1] and used + wide > width:
            carried = _carried(lines[-1], character)
            lines[-1] = lines[-1].removesuffix(carried).rstrip(" ") if carried else lines[-1]
            lines.append(carried)
            used = font.width(carried, size)
        lines[-1] += character
        used += wide
    return lines


def _carried(line: str, following: str) -> str:
    """What must move to the next line together with the following character."""
    if following in _NEVER_FIRST:
        return line[-1:] if len(line) > 1 else ""
    if not _is_word_part(following):
        return ""
    head = line.rstrip("".join(set(filter(_is_word_part, line))))
    return line[len(head) :] if head else ""


def _is_word_part(character: str) -> bool:
    """True for what makes up Latin words and numbers, which are not broken."""
    return character.isascii() and not character.isspace()


def fitting_size(font: FieldFont, text: str, width: float, *, largest: float, smallest: float) -> float:
    """The size at which one line fits a width, within bounds; steps of a tenth of a point."""
    natural = font.width(text, 1)
    if not natural or natural * largest <= width:
        return largest
    return max(smallest, int(width / natural * 10) / 10)


def fitting_block(
    font: FieldFont, text: str, box: Box, *, largest: float, smallest: float
) -> tuple[float, tuple[str, ...]]:
    """The size at which a text fits a box in several lines, and the lines at that size."""
    size = largest
    lines = wrap(font, text, size, box.width)
    while size > smallest and len(lines) * size * LINE_SPACING > box.height:
        size = max(smallest, size - 0.5)
        lines = wrap(font, text, size, box.width)
    return size, lines

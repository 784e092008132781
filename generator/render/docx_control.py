"""One blank of a form → its content control, empty or filled.

Controls stand at run level: LibreOffice renders block-level ones wrongly. Text is `richText`,
because LibreOffice 7.4 writes the content of `w:text` four times.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model import docx_marks as marks
from generator.model.answer_text import field_text
from generator.model.form import OPTION_KINDS, Field, FieldKind
from generator.model.submission import Answer, State
from generator.render.wordml import bookmark, run, xml_text
from generator.wording import format_date

if TYPE_CHECKING:
    from collections.abc import Sequence

_TWIPS_PER_CHARACTER = 180  # placeholders are set in 9 pt
_CELL_PADDING = 170
_MAX_ALIAS = 64  # Word calls a file with a longer one damaged
_WIDE_DATE, _NARROW_DATE = "yyyy'年'M'月'd'日'", "yyyy-MM-dd"
_ROOM_FOR_WIDE_DATE = 2_000
_BARE_PROMPTS = (
    marks.SHORT_PLACEHOLDER, marks.EMPTY_PLACEHOLDER, marks.placeholder("选择"), marks.placeholder("填写"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One blank on the page: what it asks for, its tag, its row (0: a single field), its room."""

    field: Field
    options: tuple[str, ...]
    tag: str
    width: int
    row: int = 0

    @property
    def is_narrow(self) -> bool:
        """True for the cells of repeated rows."""
        return self.row > 0


def control(slot: Slot, answer: Answer) -> str:
    """The content of a cell's paragraph: the control, with the answer if there is one."""
    value = answer.value if answer.state is State.ANSWERED else None
    match slot.field.kind:
        case FieldKind.YES_NO:
            boxes = (
                _box(slot, slot.tag, marks.YES, is_checked=value is True),
                _box(slot, marks.no_tag(slot.tag), marks.NO, is_checked=value is False),
            )
            return run(" " if slot.is_narrow else "\u3000").join(boxes)
        case FieldKind.SIGNATURE:
            return _marked(slot, slot.tag, run(field_text(slot.field, value)))
        case FieldKind.DATE if isinstance(value, str):
            text = format_date(value) if _has_room_for_date(slot) else value
            return _sdt(slot, _date(slot, f' w:fullDate="{value}T00:00:00Z"'), run(text))
        case FieldKind.DATE:
            return _sdt(slot, _date(slot, ""), run(_prompt(slot), "PlaceholderText"), is_empty=True)
    kind = _list(slot.options) if slot.field.kind in OPTION_KINDS and slot.options else "<w:richText/>"
    if text := field_text(slot.field, value):
        return _sdt(slot, kind, run(text))
    return _sdt(slot, kind, run(_prompt(slot), "PlaceholderText"), is_empty=True)


def _has_room_for_date(slot: Slot) -> bool:
    return not slot.is_narrow and slot.width >= _ROOM_FOR_WIDE_DATE


def shows_hint(slot: Slot) -> bool:
    """True when the blank itself has room to show its options or its example, or needs none."""
    return slot.field.kind is FieldKind.DATE or _prompt(slot) not in _BARE_PROMPTS


def _prompt(slot: Slot) -> str:
    """What an empty blank shows: as much help as fits in one line."""
    is_listed, is_date = slot.field.kind in OPTION_KINDS, slot.field.kind is FieldKind.DATE
    if slot.is_narrow:
        return marks.SHORT_PLACEHOLDER if is_listed or is_date else marks.EMPTY_PLACEHOLDER
    if is_date:
        return marks.placeholder("选择日期")
    wanted = (_hint(slot), "选择" if is_listed else "填写")
    shown = (marks.placeholder(text) for text in wanted if text)
    return next((text for text in shown if _fits(text, slot.width)), marks.EMPTY_PLACEHOLDER)


def _hint(slot: Slot) -> str:
    """The options or the example, unless they would break the brackets of a placeholder."""
    example = f"填写，如 {slot.field.example}" if slot.field.example else ""
    hint = f"选择：{'／'.join(slot.options)}" if slot.options else example
    return "" if set(hint) & set("〔〕\n") else hint


def _fits(text: str, width: int) -> bool:
    length = len(text) - 0.4 * sum(map(str.isascii, text))  # some fonts set digits wide
    return length * _TWIPS_PER_CHARACTER <= width - _CELL_PADDING


def _marked(slot: Slot, tag: str, content: str) -> str:
    return bookmark(marks.control_number(tag, slot.row), marks.bookmark_name(tag, slot.row), content)


def _sdt(slot: Slot, kind: str, content: str, *, is_empty: bool = False) -> str:
    return _marked(slot, slot.tag, _bare_sdt(slot, slot.tag, kind, content, is_empty=is_empty))


def _bare_sdt(slot: Slot, tag: str, kind: str, content: str, *, is_empty: bool = False) -> str:
    # A locked control could not be deleted with its row.
    lock = "" if slot.is_narrow else '<w:lock w:val="sdtLocked"/>'
    alias = xml_text(slot.field.name[:_MAX_ALIAS])
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{alias}"/><w:tag w:val="{xml_text(tag)}"/>'
        f'<w:id w:val="{marks.control_number(tag, slot.row)}"/>{lock}'
        f"{'<w:showingPlcHdr/>' if is_empty else ''}{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def _list(options: Sequence[str]) -> str:
    items = "".join(
        f'<w:listItem w:displayText="{o}" w:value="{o}"/>' for o in map(xml_text, dict.fromkeys(options)) if o
    )
    return f"<w:dropDownList>{items}</w:dropDownList>"


def _date(slot: Slot, full_date: str) -> str:
    shown_as = _WIDE_DATE if _has_room_for_date(slot) else _NARROW_DATE
    return (
        f'<w:date{full_date}><w:dateFormat w:val="{shown_as}"/><w:lid w:val="zh-CN"/>'
        '<w:storeMappedDataAs w:val="date"/><w:calendar w:val="gregorian"/></w:date>'
    )


def _box(slot: Slot, tag: str, word: str, *, is_checked: bool) -> str:
    """A box to tick and its word. Two boxes tell 否 from not answered."""
    font = "Segoe UI Symbol"  # has both glyphs on every Windows since 7
    kind = (
        f'<w14:checkbox><w14:checked w14:val="{int(is_checked)}"/>'
        f'<w14:checkedState w14:val="{ord(marks.CHECKED):04X}" w14:font="{font}"/>'
        f'<w14:uncheckedState w14:val="{ord(marks.UNCHECKED):04X}" w14:font="{font}"/></w14:checkbox>'
    )
    glyph = run(marks.CHECKED if is_checked else marks.UNCHECKED, "FormBox")
    return _marked(slot, tag, _bare_sdt(slot, tag, kind, glyph)) + run(word)

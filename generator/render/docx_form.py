"""A form as a fillable DOCX: A4, grid tables, content controls, identity in file and print."""

from __future__ import annotations

import io
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import segno

from generator.model.prose import to_plain
from generator.model.shape import Stamp
from generator.render import docx_notes
from generator.render.docx_layout import Sheet
from generator.render.docx_package import WordDocument, package
from generator.render.docx_tables import fields_table, rows_table, sign_off_table
from generator.render.room import SIDE_MARGIN
from generator.render.wordml import page_field, paragraph, picture_at_right_margin, run, twips
from generator.wording import format_date, to_chinese_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model.form import Form, Section
    from generator.model.policy import Policy
    from generator.model.submission import Answer

_SHORT_SIDE, _LONG_SIDE = 11906, 16838  # A4 in twips, as Word writes it
_SIDE_MARGIN, _TOP_MARGIN, _BOTTOM_MARGIN = twips(SIDE_MARGIN), twips(20), twips(16)
_HEADER_AT, _FOOTER_AT = twips(10), twips(8)
_QR_MILLIMETRES = 16
_GAP = paragraph("", "FormGap")
_NO_ANSWERS: Mapping[str, Answer] = MappingProxyType({})


def render_docx_form(policy: Policy, form: Form, answers: Mapping[str, Answer] = _NO_ANSWERS) -> bytes:
    """The form as DOCX, filled with the answers that are given; equal input gives equal bytes.

    Raises KeyError or ProseError for a form with dangling references, which the linter finds.
    """
    sheet = Sheet(policy=policy, form=form, answers=answers, width=_page_size(form)[0] - 2 * _SIDE_MARGIN)
    stamp = Stamp.of(policy, form)
    return package(
        WordDocument(
            title=form.label,
            creator=policy.cover.company,
            day=policy.cover.effective,
            body="".join(_body(sheet, stamp)),
            header=_header(sheet),
            footer=_footer(sheet, stamp),
            properties=stamp.as_properties(),
            pictures={"rIdCode": _qr_code(stamp.code)},
        )
    )


def _page_size(form: Form) -> tuple[int, int]:
    return (_LONG_SIDE, _SHORT_SIDE) if form.orientation == "横向" else (_SHORT_SIDE, _LONG_SIDE)


@lru_cache(maxsize=64)
def _qr_code(text: str) -> bytes:
    buffer = io.BytesIO()
    segno.make(text, error="m", micro=False).save(buffer, kind="png", scale=6, border=1)
    return buffer.getvalue()


def _body(sheet: Sheet, stamp: Stamp) -> Iterator[str]:
    yield from _title(sheet, stamp)
    for number, section in enumerate(sheet.form.sections, 1):
        yield from _section(sheet, f"{to_chinese_number(number)}、{section.title}", section)
        yield _GAP
    if sheet.form.sign_off:
        title = f"{to_chinese_number(len(sheet.form.sections) + 1)}、签批"
        yield sign_off_table(sheet, title, sheet.form.sign_off)
    yield from _notes(sheet)


def _title(sheet: Sheet, stamp: Stamp) -> Iterator[str]:
    policy, form = sheet.policy, sheet.form
    description = f"二维码，内容为制度编号、表单、版本和校验码：{stamp.code}"
    code = picture_at_right_margin("rIdCode", _QR_MILLIMETRES, description)
    yield paragraph(code + run(form.title), "FormTitle")
    if form.foreign:
        yield paragraph(run(form.foreign), "FormForeignTitle")
    basis = f"依据《{policy.cover.title}》{policy.article_label(form.basis)}"
    since = f"{policy.cover.edition} 版，{format_date(policy.cover.effective)}起施行"
    yield paragraph(run(f"{basis}\u3000{since}"), "FormBasis")
    if form.help:
        yield paragraph(run(to_plain(policy, form.help)), "FormHelp")


def _section(sheet: Sheet, title: str, section: Section) -> Iterator[str]:
    notes = [section.foreign, to_plain(sheet.policy, section.help), *_foreign_options(sheet, section)]
    if section.fields:
        yield fields_table(sheet, title, section.fields, notes)
    if section.rows:
        help_ = to_plain(sheet.policy, section.rows.help)
        if section.fields:
            yield _GAP
            yield rows_table(sheet, section.rows.name, section.rows, [section.rows.foreign, help_])
        else:
            yield rows_table(sheet, title, section.rows, [*notes, help_])


def _foreign_options(sheet: Sheet, section: Section) -> Iterator[str]:
    """The options of scales in both languages, once for all that share them."""
    shared = dict.fromkeys((f.options, f.foreign_options) for f in section.fields if f.foreign_options)
    for options, foreign in shared:
        pairs = zip(sheet.policy.options(options), sheet.policy.options(foreign), strict=False)
        yield "／".join(f"{option} {word}" for option, word in pairs)


def _notes(sheet: Sheet) -> Iterator[str]:
    """The instructions in two columns, each as long as the other, and the properties of the page."""
    head = run("填表说明") + run(f"（{docx_notes.heading(sheet.form)}）", "FormBandHelp")
    *listed, last = docx_notes.notes(sheet) or ("",)
    if last:
        yield paragraph(head, "FormNoteHead", _page(sheet.form))
        yield from (paragraph(note, "FormNote") for note in listed)
        yield paragraph(last, "FormNote", _page(sheet.form, columns=2))
        yield paragraph("", "FormEnd") + _page(sheet.form, is_continued=True)
    else:
        yield paragraph(head, "FormNoteHead") + _page(sheet.form)


def _page(form: Form, *, columns: int = 1, is_continued: bool = False) -> str:
    """Section properties; the later sections take header and footer from the first.

    Columns are balanced only where another section follows on the same page.
    """
    wide, high = _page_size(form)
    turned = ' w:orient="landscape"' if wide > high else ""
    opening = (
        '<w:headerReference w:type="default" r:id="rIdHeader"/><w:footerReference w:type="default" r:id="rIdFooter"/>'
        if columns == 1 and not is_continued
        else '<w:type w:val="continuous"/>'
    )
    return (
        f'<w:sectPr>{opening}<w:pgSz w:w="{wide}" w:h="{high}"{turned}/>'
        f'<w:pgMar w:top="{_TOP_MARGIN}" w:right="{_SIDE_MARGIN}" w:bottom="{_BOTTOM_MARGIN}" w:left="{_SIDE_MARGIN}"'
        f' w:header="{_HEADER_AT}" w:footer="{_FOOTER_AT}" w:gutter="0"/>'
        f'<w:cols w:num="{columns}" w:space="340"/></w:sectPr>'
    )


def _header(sheet: Sheet) -> str:
    cover = sheet.policy.cover
    left = f"{cover.number}\u3000{cover.title}\u3000{cover.edition} 版"
    right = f"附表{sheet.form.annex}" if sheet.form.annex else sheet.form.title
    return paragraph(run(f"{left}\t{right}"), "Header", _right_tab(sheet))


def _footer(sheet: Sheet, stamp: Stamp) -> str:
    left = run(f"{stamp.policy}｜{stamp.form}｜{stamp.edition} 版｜校验码 {stamp.digest}\t第 ")
    pages = page_field("PAGE") + run(" 页\u3000共 ") + page_field("NUMPAGES") + run(" 页")
    return paragraph(left + pages, "Footer", _right_tab(sheet))


def _right_tab(sheet: Sheet) -> str:
    return f'<w:tabs><w:tab w:val="clear" w:pos="9638"/><w:tab w:val="right" w:pos="{sheet.width}"/></w:tabs>'

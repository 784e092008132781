"""Form → fillable PDF: Typst lays it out, its links become fields, the edition is stamped in."""

from __future__ import annotations

import io
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pikepdf

from generator.model.prose import to_plain
from generator.model.shape import Stamp
from generator.render.acroform import make_fillable
from generator.render.field_tip import field_tip
from generator.render.form_notes import article_of, form_notes, heading_note
from generator.render.pdf_sheet import CONTENT_WIDTH, LABEL_WIDTH, PAIRS, sheet_of
from generator.render.pdf_stamp import stamp_pdf
from generator.render.typesetting import code_as_svg, typeset
from generator.wording import format_date, to_chinese_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.form import Form
    from generator.model.policy import Policy
    from generator.model.submission import Answer
    from generator.render.pdf_sheet import Sheet

_NO_ANSWERS: Mapping[str, Answer] = MappingProxyType({})
_WORDS = {
    "question": "评价项目", "step": "环节", "number": "序号", "code": "二维码：制度编号、表单、版本和校验码",
}  # fmt: skip


def render_pdf_form(policy: Policy, form: Form, answers: Mapping[str, Answer] = _NO_ANSWERS) -> bytes:
    """A form as a fillable PDF, blank or prefilled; the same input gives the same bytes.

    Keys of `answers` are field names; the answer of a table holds a tuple of rows, each a
    mapping from column to `Answer`. Only ANSWERED answers are written; a table grows when it
    has more answered rows than pre-printed ones.
    """
    sheet = sheet_of(policy, form, answers)
    page = typeset(
        "form.typ",
        page_data(policy, form, sheet),
        code=code_as_svg(Stamp.of(policy, form).code),
        day=policy.cover.effective,
    )
    with pikepdf.open(io.BytesIO(page)) as pdf:
        make_fillable(pdf, sheet.blanks, lambda b: field_tip(policy, form, b.field, b.label))
        stamp_pdf(pdf, policy, form)
        return _saved(pdf)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    pdf.remove_unreferenced_resources()
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def page_data(policy: Policy, form: Form, sheet: Sheet, *, is_picture: bool = False) -> dict[str, Any]:
    """What the template `form.typ` draws; a picture shows the answers and is one long page."""
    cover, stamp = policy.cover, Stamp.of(policy, form)
    year, month, day = map(int, cover.effective.split("-"))
    return {
        "picture": is_picture,
        "title": form.title,
        "foreign": form.foreign,
        "company": cover.company,
        "date": {"year": year, "month": month, "day": day},
        "annex": f"附表{form.annex}" if form.annex else "",
        "header_left": "　".join((cover.number, cover.title, f"{cover.edition} 版")),
        "header_right": f"附表{form.annex}" if form.annex else form.title,
        "footer": f"{stamp.policy}｜{stamp.form}｜{stamp.edition} 版｜校验码 {stamp.digest}",
        "basis": _basis(policy, form),
        "intro": to_plain(policy, form.help),
        "orientation": form.orientation,
        "content_width": CONTENT_WIDTH[form.orientation],
        "label_width": LABEL_WIDTH,
        "pairs": PAIRS[form.orientation],
        "sections": [
            section | {"title": f"{to_chinese_number(n)}、{section['title']}"}
            for n, section in enumerate(sheet.sections, 1)
        ],
        "sign_off": sheet.sign_off,
        "notes": [{"names": n.names, "text": n.text} for n in form_notes(policy, form)],
        "words": _WORDS
        | {
            "sign_off": f"{to_chinese_number(len(sheet.sections) + 1)}、签批",
            "notes": "填表说明",
            "marks": f"（{heading_note(form)}）" if heading_note(form) else "",
        },
    }


def _basis(policy: Policy, form: Form) -> str:
    cover = policy.cover
    article = article_of(policy, form.basis)
    return f"依据《{cover.title}》{article}　{cover.edition} 版，{format_date(cover.effective)}起施行"

"""The instructions at the foot of a form: what each field means, an example, the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import docx_marks as marks
from generator.model.prose import to_plain
from generator.render.docx_control import shows_hint
from generator.render.docx_layout import all_slots
from generator.render.form_notes import origin_in_words
from generator.render.wordml import run

if TYPE_CHECKING:
    from generator.model.form import Field, Form
    from generator.model.policy import Policy
    from generator.render.docx_control import Slot
    from generator.render.docx_layout import Sheet


def heading(form: Form) -> str:
    """What holds for the whole form, as the text of the heading."""
    fields = [*form.fields, *(c for t in form.tables for c in t.columns)]
    parts = [f"带 {marks.REQUIRED} 的为必填"] if any(f.is_required and not f.when for f in fields) else []
    if any(f.is_required and f.when for f in fields):
        parts.append(f"带 {marks.CONDITIONAL} 的在所述情形出现时必填")
    parts.append("灰色文字为提示，填写时自动消失")
    if form.tables:
        parts.append("行数不够可复制整行")
    return "；".join(parts)


def notes(sheet: Sheet) -> tuple[str, ...]:
    """Numbered paragraphs as runs; fields that share a note are named together."""
    grouped: dict[str, list[str]] = {}
    for slot in all_slots(sheet):
        note = _note(sheet.policy, sheet.form, slot)
        if note and slot.field.name not in grouped.setdefault(note, []):
            grouped[note].append(slot.field.name)
    return tuple(
        run(f"{n}. ") + run("、".join(names), "FormNoteName") + run(f"：{note}")
        for n, (note, names) in enumerate(grouped.items(), 1)
    )


def _note(policy: Policy, form: Form, slot: Slot) -> str:
    """The meaning, what it follows from, the options, an example, personal data, the article."""
    field, is_shown = slot.field, shows_hint(slot)
    parts = (
        to_plain(policy, field.help).rstrip("。；"),
        origin_in_words(policy, form, field),
        f"可选{'、'.join(slot.options)}" if slot.options and not is_shown else "",
        f"如 {field.example}" if field.example and not is_shown else "",
        _personal_data(field),
    )
    text = "；".join(p for p in parts if p)
    basis = f"（{policy.article_label(field.basis)}）" if field.basis else ""
    return f"{text}{basis}" if text else ""


def _personal_data(field: Field) -> str:
    kept = f"，{field.retention.rstrip('。')}" if field.retention else ""
    return f"个人信息，用于{field.purpose.rstrip('。')}{kept}" if field.purpose else ""

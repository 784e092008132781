"""The instructions at the foot of a form: what each field means, an example, the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import docx_marks as marks
from generator.model.prose import to_plain
from generator.render.docx_control import shows_hint
from generator.render.docx_layout import all_slots
from generator.render.form_notes import condition_in_words, occasion_in_words, origin_in_words
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
    """Numbered paragraphs as runs; fields of the same meaning are named together, with all their articles."""
    grouped: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    if occasions := _occasions(sheet.policy, sheet.form):
        grouped[occasions] = ({f"带 {marks.CONDITIONAL} 的": None}, {})
    for slot in all_slots(sheet):
        if meaning := _meaning(sheet.policy, sheet.form, slot):
            names, articles = grouped.setdefault(meaning, ({}, {}))
            names[slot.field.name] = None
            if slot.field.basis:
                articles[sheet.policy.article_label(slot.field.basis)] = None
    return tuple(
        run(f"{n}. ") + run("、".join(names), "FormNoteName")
        + run(f"：{meaning}" + (f"（{'、'.join(articles)}）" if articles else ""))
        for n, (meaning, (names, articles)) in enumerate(grouped.items(), 1)
    )  # fmt: skip


def _occasions(policy: Policy, form: Form) -> str:
    """When the fields marked so are filled in, those of one occasion together: one note, for want of room."""
    fields = [
        f for s in form.sections for f in (*s.fields, *(s.rows.columns if s.rows else ())) if f.is_required
    ]
    named = [(occasion_in_words(policy, form, f), f.name) for f in fields]
    named += [(f"{condition_in_words(policy, form, s.when)}时填写", s.step) for s in form.sign_off if s.when]
    grouped: dict[str, list[str]] = {}
    for occasion, name in named:
        if occasion:
            grouped.setdefault(occasion.removesuffix("写"), []).append(name)
    return "；".join(f"{occasion}{'、'.join(names)}" for occasion, names in grouped.items())


def _meaning(policy: Policy, form: Form, slot: Slot) -> str:
    """What is said of a field: its help, what it follows from, the options, an example, personal data."""
    field, is_shown = slot.field, shows_hint(slot)
    parts = (
        to_plain(policy, field.help).rstrip("。；"),
        origin_in_words(policy, form, field),
        f"可选{'、'.join(slot.options)}" if slot.options and not is_shown else "",
        f"如 {field.example}" if field.example and not is_shown else "",
        _personal_data(field),
    )
    return "；".join(p for p in parts if p)


def _personal_data(field: Field) -> str:
    kept = f"，{field.retention.rstrip('。')}" if field.retention else ""
    return f"个人信息，用于{field.purpose.rstrip('。')}{kept}" if field.purpose else ""

"""填表说明: what the notes at the end of a PDF form say of its fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.fields_behind import fields_behind
from generator.model.form import FieldKind
from generator.model.prose import to_plain
from generator.wording import join_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.form import Field, Form
    from generator.model.policy import Policy

_FORMATS = {
    FieldKind.DATE: "日期按“年-月-日”填写",
    FieldKind.TIME: "时间按24小时制“时:分”填写",
    FieldKind.PEOPLE: "多人用顿号隔开",
}


@dataclass(frozen=True, slots=True)
class FormNote:
    """What is said of one field, or of several alike."""

    names: str
    text: str


def form_notes(policy: Policy, form: Form) -> tuple[FormNote, ...]:
    """The notes of a form in the order of its fields; fields with the same note share it."""
    grouped: dict[str, list[str]] = {}
    for name, text in _notes(policy, form):
        if text and name not in grouped.setdefault(text, []):
            grouped[text].append(name)
    return tuple(FormNote(join_words(names), text) for text, names in grouped.items())


def heading_note(form: Form) -> str:
    """What holds for the whole form: the marks, how dates and times are written."""
    fields = [*form.fields, *(c for t in form.tables for c in t.columns)]
    kinds = {f.kind for f in fields}
    parts = ["带 * 的为必填"] if any(f.is_required and not f.when for f in fields) else []
    if any(f.is_required and f.when for f in fields):
        parts.append("带 △ 的在所述情形出现时必填")
    return "；".join([*parts, *(text for kind, text in _FORMATS.items() if kind in kinds)])


def article_of(policy: Policy, basis: str) -> str:
    """`第八条`, or '' where a field names no article or one that does not exist."""
    return policy.article_label(basis) if basis in policy.articles else ""


def _notes(policy: Policy, form: Form) -> Iterator[tuple[str, str]]:
    for section in form.sections:
        for field in section.fields:
            yield field.name, _field_note(policy, form, field)
        if section.rows:
            for column in section.rows.columns:
                yield column.name, _field_note(policy, form, column)
    for step in form.sign_off:
        yield from _step_notes(policy, form, step.step, step.when, step.basis)
        for field in step.fields:
            yield field.name, _sentence(policy, [to_plain(policy, field.help).rstrip("。")], field.basis)


def _step_notes(policy: Policy, form: Form, step: str, when: str, basis: str) -> Iterator[tuple[str, str]]:
    if when:
        yield step, _sentence(policy, [f"{condition_in_words(policy, form, when)}时办理"], basis)


def _field_note(policy: Policy, form: Form, field: Field) -> str:
    """The meaning, the condition, what it follows from, the handling of personal data, the article."""
    kept = f"，{field.retention.rstrip('。')}" if field.retention else ""
    parts = [
        to_plain(policy, field.help).rstrip("。；"),
        occasion_in_words(policy, form, field),
        origin_in_words(policy, form, field),
        f"个人信息，用于{field.purpose.rstrip('。')}{kept}" if field.purpose else "",
    ]
    return _sentence(policy, parts, field.basis)


def _sentence(policy: Policy, parts: list[str], basis: str) -> str:
    text = "；".join(filter(None, parts))
    article = article_of(policy, basis)
    return f"{text}（{article}）" if text and article else text


def occasion_in_words(policy: Policy, form: Form, field: Field) -> str:
    """`安排用餐时填写`, or '' for a field that is always asked for or whose help says when."""
    is_said = not field.when or "时填写" in field.help
    return "" if is_said else f"{condition_in_words(policy, form, field.when)}时填写"


def origin_in_words(policy: Policy, form: Form, field: Field) -> str:
    """`由合同金额得出`, or '' for a field that is not computed or whose help names all it follows from."""
    if not field.formula:
        return ""
    names = [name for _, name in fields_behind(policy, form, field.formula)]
    is_said = all(name in field.help for name in names)
    return "" if is_said else f"由{join_words(names, '和')}得出"


_SIGNS = ((">=", "不小于"), ("<=", "不大于"), ("==", "为"), ("!=", "不为"), (">", "大于"), ("<", "小于"))


def condition_in_words(policy: Policy, form: Form, condition: str) -> str:
    """A condition of the source as people say it: names without the form, words for signs.

    `通知.来宾类别 == "政府机关" 且 通知.安排用餐` → `来宾类别为“政府机关”且安排用餐`.
    """
    words = condition.replace(f"{form.name}.是否", "").replace(f"{form.name}.", "")
    words = re.sub(r"\s+in\s+参数\.(\w+)", lambda m: f"属于{_listed(policy, m[1])}", words)
    words = re.sub(r'"([^"]*)"|\'([^\']*)\'', lambda m: f"“{m[1] or m[2] or ''}”", words)
    for sign, word in _SIGNS:
        words = words.replace(sign, word)
    words = re.sub(r"非\s*(\w+)", r"未\1", words)
    return "".join(words.split())


def _listed(policy: Policy, parameter: str) -> str:
    try:
        return join_words((f"“{o}”" for o in policy.options(f"参数.{parameter}")), "或")
    except KeyError:
        return parameter

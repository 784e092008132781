"""What a field asks for in one line: the tip shown beside it and read out by screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.form import FieldKind
from generator.model.prose import to_plain
from generator.render.form_notes import article_of, condition_in_words, origin_in_words

if TYPE_CHECKING:
    from generator.model.form import Field, Form
    from generator.model.policy import Policy

_FORMATS = {
    FieldKind.DATE: "年-月-日",
    FieldKind.TIME: "24小时制，时:分",
    FieldKind.INTEGER: "填整数",
    FieldKind.MONEY: "填数字",
    FieldKind.PEOPLE: "多人用顿号隔开",
    FieldKind.SIGNATURE: "电子签名；没有证书的，打印后手写签名",
}


def field_tip(policy: Policy, form: Form, field: Field, label: str) -> str:
    """Label, unit and format, whether it is required, the note, an example and the article."""
    format_ = _FORMATS.get(field.kind, "")
    unit = f"单位：{field.unit}" if field.unit else ""
    details = "，".join(filter(None, (format_, unit)))
    article = article_of(policy, field.basis)
    parts = [
        label + (f"（{details}）" if details else ""),
        _when(policy, form, field),
        to_plain(policy, field.help).rstrip("。"),
        origin_in_words(policy, form, field),
        f"示例：{field.example}" if field.example else "",
        f"依据：{article}" if article else "",
    ]
    return "；".join(filter(None, parts))


def _when(policy: Policy, form: Form, field: Field) -> str:
    if field.when:
        return f"{condition_in_words(policy, form, field.when)}时填写"
    return "必填" if field.is_required else "选填"

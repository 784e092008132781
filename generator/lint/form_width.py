"""Forms that do not fit their paper: tables with too many or too wide columns, scales with too many options.

Such as:

    列: [… 十二列 …]        明细“日程”的12列至少要宽212毫米，纵向的 A4 纸上只有170毫米
    选项: [… 二十项 …]      量表“整体”有20个选项，纵向的 A4 纸上一行只排得下12个
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from generator.errors import Problem
from generator.model.form import FieldKind
from generator.render.room import rows_width, scale_room, text_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.form import Field, Form, RowTable
    from generator.model.policy import Policy

CODE = "form-width"


def check(policy: Policy) -> Iterator[Problem]:
    """Find what could be printed only with answers or headings torn apart."""
    for form in policy.forms:
        for table in form.tables:
            yield from _table(policy, form, table)
        for section in form.sections:
            for field in section.fields:
                yield from _scale(policy, form, field)


def _table(policy: Policy, form: Form, table: RowTable) -> Iterator[Problem]:
    try:
        needed = rows_width(policy, table)
    except (KeyError, ValueError):
        return  # options that cannot be found or read are reported where they are written
    if needed > text_width(form):
        message = f"明细“{table.name}”的{len(table.columns)}列至少要宽{ceil(needed)}毫米，{_paper(form)}只有{text_width(form)}毫米"
        hint = f"减少列，缩短列名、单位或选项{_turn(form)}"
        yield Problem(location=table.place.of("列"), code=CODE, message=message, hint=hint)


def _scale(policy: Policy, form: Form, field: Field) -> Iterator[Problem]:
    if field.kind is not FieldKind.SCALE:
        return
    try:
        count = len(policy.options(field.options))
    except (KeyError, ValueError):
        return
    if count > scale_room(form):
        message = f"量表“{field.name}”有{count}个选项，{_paper(form)}一行只排得下{scale_room(form)}个"
        hint = f"减少选项，或把类型改为“选项”{_turn(form)}"
        yield Problem(location=field.place.of("选项"), code=CODE, message=message, hint=hint)


def _paper(form: Form) -> str:
    return f"{form.orientation}的 A4 纸上"


def _turn(form: Form) -> str:
    return "；纵向的表单也可加上“纸张: 横向”" if form.orientation == "纵向" else ""

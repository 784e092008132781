"""Fields whose answers would not come back: readers of Word and PDF files could not hold them.

Such as:

    名称: zhidu                        在 PDF 里另有用处
    选项: [请选择, 甲]                  选项“请选择”读表时当作没有填
    {类型: 日期, 示例: 昨天}            示例“昨天”自己也读不出来
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import Location, Problem
from generator.model import docx_marks as marks
from generator.model.default_answer import answer_or_default
from generator.model.form import FieldKind
from generator.model.shape import STAMP_FORM
from generator.model.submission import State
from generator.rules.facts import to_answer
from generator.text import one_line, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.form import Field, Form
    from generator.model.policy import Policy

CODE = "form-reading"
_LONGEST_TAG = 64  # Word calls a file with a longer one damaged
_PROMPTS = (marks.SHORT_PLACEHOLDER, marks.placeholder("")[:-1], "\n")
_STAMP = STAMP_FORM.partition(".")[0]


def check(policy: Policy) -> Iterator[Problem]:
    """Find names, options and examples that a reader would lose or misunderstand."""
    for form in policy.forms:
        for tag, field, at in _tagged(form):
            yield from _name(field, tag, at)
            if field.place.spans:
                yield from _texts(policy, field)
        for column in (c for table in form.tables for c in table.columns if c.default):
            message = f"明细的列“{column.name}”不能有默认：空行会变成填过的行"
            yield _problem(column.place.of("默认"), message, "删去默认")


def _tagged(form: Form) -> Iterator[tuple[str, Field, Location]]:
    """Every field with the longest tag of its controls in a Word file, and its place."""
    for section in form.sections:
        yield from ((_longest(f.name, f), f, f.place.of("名称")) for f in section.fields)
    for table in form.tables:
        for column in table.columns:
            tag = _longest(marks.cell_tag(table.name, column.name), column)
            yield tag, column, column.place.of("名称")
        yield from ((f.name, f, table.place.of("合计", f.name)) for f in table.total_fields)
    for step in form.sign_off:
        yield from ((f.name, f, step.place.of("环节")) for f in step.fields)


def _longest(tag: str, field: Field) -> str:
    return marks.no_tag(tag) if field.kind is FieldKind.YES_NO else tag


def _name(field: Field, tag: str, at: Location) -> Iterator[Problem]:
    if field.name == _STAMP:
        yield _problem(at, f"字段不能叫“{_STAMP}”，PDF 里的版本标记用的是这个名称", "改名")
    if (over := len(tag) - _LONGEST_TAG) > 0:
        message = f"“{shorten(field.name, 20)}”的名称太长：Word 的控件最多记{_LONGEST_TAG}个字，这里要记{len(tag)}个"
        yield _problem(at, message, f"字段或明细的名称至少缩短{over}个字，其余的话写进“说明”")


def _texts(policy: Policy, field: Field) -> Iterator[Problem]:
    try:
        options = policy.options(field.options)
    except (KeyError, ValueError):
        return  # reported where the options are written
    for option in options:
        is_prompt = any(prompt in option for prompt in _PROMPTS)
        if is_prompt or to_answer(field, options, option).state is State.BLANK:
            message = f"“{field.name}”的选项“{one_line(option)}”读表时当作没有填"
            yield _problem(field.place.of("选项"), message, "换一个说法：空白、换行和提示语不能作选项")
    if to_answer(field, options, field.example).state is State.UNREADABLE:
        message = f"“{field.name}”的示例“{field.example}”不能作{field.kind}读出来"
        yield _problem(field.place.of("示例"), message, "示例要照填得进表")
    if field.default and (reason := _why_no_default(field, options)):
        message = f"“{field.name}”的默认“{field.default}”填不进表：{reason}"
        yield _problem(field.place.of("默认"), message, "改成能照填的值，或者删去")


def _why_no_default(field: Field, options: tuple[str, ...]) -> str:
    try:
        answer_or_default(field, {})
    except ValueError as error:
        return str(error)
    read = to_answer(field, options, field.default)
    return read.reason or ("读表时当作没有填" if read.state is State.BLANK else "")


def _problem(at: Location, message: str, hint: str) -> Problem:
    return Problem(location=at, code=CODE, message=message, hint=hint)

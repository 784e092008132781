"""What a reader saw → typed answers, and typed answers → the facts that rules look at."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from generator.choices import parse_choice, parse_yes_no
from generator.model.form import OPTION_KINDS, FieldKind
from generator.model.submission import BLANK, Answer, State, Submission, filled_rows
from generator.people import parse_people
from generator.rules.expression import ROW_NUMBER, mangle
from generator.text import clean, one_line
from generator.values import MAX_NUMBER, parse_date, parse_integer, parse_money, parse_time

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.form import Field, Form, RowTable
    from generator.model.policy import Policy
    from generator.model.submission import AnswerValue, RawValue, Reading

_PLACEHOLDERS = frozenset({"请选择", "选择一项"})
_NOT_APPLICABLE = frozenset({"无", "没有", "不适用", "N/A", "NA"})
# An amount that is 待定 is not no amount: only where any text would do is it a blank.
_NOT_YET = frozenset({"暂无", "待定", "待补", "待补充", "待填", "待确认", "未定", "略", "TBD"})
_LONGEST_NOTHING = max(map(len, _NOT_APPLICABLE | _NOT_YET))
_STROKE = re.compile(r"[/／\-‐‑‒–—―－~～_＿.…]+")
_FREE_TEXT = (FieldKind.TEXT, FieldKind.MULTILINE, FieldKind.SIGNATURE, FieldKind.PEOPLE)
_USUAL_WIDTH = str.maketrans({chr(n + 0xFEE0): chr(n) for n in range(0x21, 0x7F) if chr(n).isalnum()})
_PADDED_NAME = re.compile("([\u4e00-\u9fff])\\s+([\u4e00-\u9fff])")
_MAX_ROWS = 200  # three times what a form can print; rules compare rows with each other


def to_submission(policy: Policy, form: Form, reading: Reading) -> Submission:
    """Typed answers for every field and table of a form; what is not in the reading is blank."""
    answers: dict[str, Answer] = {}
    for field in form.fields:
        options = policy.options(field.options)
        answers[field.name] = to_answer(field, options, reading.values.get(field.name))
    for table in form.tables:
        answers[table.name] = _table_answer(policy, table, reading.rows.get(table.name, ()))
    return Submission(
        form=form.id, edition=reading.edition, digest=reading.digest,
        answers=MappingProxyType(answers), notes=reading.notes,
    )  # fmt: skip


def _table_answer(policy: Policy, table: RowTable, rows: tuple[Mapping[str, RawValue], ...]) -> Answer:
    """The rows down to the last that holds anything, each column typed."""
    if len(rows) > _MAX_ROWS:
        reason = f"行数超过 {_MAX_ROWS}"
        return Answer(state=State.UNREADABLE, raw=f"{len(rows)}行", reason=reason)
    options = {c.name: policy.options(c.options) for c in table.columns}
    typed = tuple(
        MappingProxyType({c.name: to_answer(c, options[c.name], row.get(c.name)) for c in table.columns})
        for row in rows
    )
    filled = filled_rows(Answer(state=State.ANSWERED, value=typed))
    return Answer(state=State.ANSWERED, value=typed[: filled[-1][0]]) if filled else BLANK


def to_answer(field: Field, options: tuple[str, ...], raw: RawValue) -> Answer:
    """One raw value as its field's type.

    Text is parsed; a number given as such (JSON) must fit the type, money then counts in 分.
    无 or a stroke says that there is nothing, 待定 that there is none yet: a field that must be filled is not filled by it.
    """
    if raw is None:
        return BLANK
    shown = "、".join(raw) if isinstance(raw, tuple) else _shown(raw)
    text = clean(shown)
    if not text or text in _PLACEHOLDERS:
        return BLANK
    if text not in options and _says_nothing(field.kind, text):
        return Answer(state=State.BLANK, raw=text)
    try:
        value = _typed(field, raw) if isinstance(raw, int) else _parse(field, options, text)
    except ValueError as error:
        return Answer(state=State.UNREADABLE, raw=text, reason=str(error))
    return BLANK if value == () else Answer(state=State.ANSWERED, value=value, raw=text)


def _says_nothing(kind: FieldKind, text: str) -> bool:
    """True for a word or a mark that stands where a value should; 无 is a value where 是 is one."""
    if text[0].isalnum():
        word = text.upper() if len(text) <= _LONGEST_NOTHING else ""
        is_value = kind is FieldKind.YES_NO and text == "无"
        return (word in _NOT_APPLICABLE and not is_value) or (kind in _FREE_TEXT and word in _NOT_YET)
    if any(map(str.isalnum, text)):
        return False
    return kind in _FREE_TEXT or bool(_STROKE.fullmatch(text))


def _shown(raw: RawValue) -> str:
    if isinstance(raw, bool):
        return "是" if raw else "否"
    return str(raw)


def _typed(field: Field, raw: int) -> AnswerValue:
    """A JSON number or truth value, where the field's type admits it as it is."""
    wanted = {FieldKind.YES_NO: bool, FieldKind.INTEGER: int, FieldKind.MONEY: int}.get(field.kind)
    if type(raw) is not wanted:
        raise ValueError(f"“{field.kind}”不能写成{'真假值' if isinstance(raw, bool) else '数字'}")
    if abs(raw) >= MAX_NUMBER:
        raise ValueError("数字太大")
    return raw


def _parse(field: Field, options: tuple[str, ...], text: str) -> AnswerValue:
    match field.kind:
        case FieldKind.INTEGER:
            return parse_integer(text, field.unit)
        case FieldKind.MONEY:
            return parse_money(text, field.unit or "元")
        case FieldKind.DATE:
            return parse_date(text).isoformat()
        case FieldKind.TIME:
            return parse_time(text)
        case FieldKind.YES_NO:
            return parse_yes_no(text)
        case FieldKind.PEOPLE:
            return parse_people(text)
        case _ if field.kind in OPTION_KINDS:
            return parse_choice(text, options)
        case FieldKind.MULTILINE:
            return text
        case _:
            return _evened(one_line(text))


def _evened(line: str) -> str:
    """A line as it is compared: letters and digits of usual width, a padded name (李　明) closed up."""
    even = line.translate(_USUAL_WIDTH)
    padded = _PADDED_NAME.fullmatch(even)
    return padded[1] + padded[2] if padded else even


def to_facts(answers: Mapping[str, Answer]) -> dict[str, Any]:
    """The answered values under mangled names, filled rows only; nothing else exists."""
    return {mangle(name): _fact(a) for name, a in answers.items() if a.state is State.ANSWERED}


def _fact(answer: Answer) -> Any:
    if not isinstance(answer.value, tuple):
        return answer.value
    rows: list[Any] = [to_row(number, row) for number, row in filled_rows(answer)]
    return rows or [*answer.value]


def to_row(number: int, row: Mapping[str, Answer]) -> dict[str, Any]:
    """The facts of one row, with its printed number."""
    return {mangle(ROW_NUMBER): number, **to_facts(row)}

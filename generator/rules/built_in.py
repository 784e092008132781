"""Findings that follow from the form itself: blank, unreadable, sums, edition, what readers noticed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.errors import Level
from generator.model.finding import Finding, Outcome, clause_of
from generator.model.form import FieldKind
from generator.model.quantity import ValueKind, show_value
from generator.model.submission import State, filled_rows
from generator.rules.matter import MATTER_CODES
from generator.rules.ruling import NOT_FILLED
from generator.rules.scope import show_result
from generator.rules.sequence import cell_name
from generator.text import shorten
from generator.wording import format_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.model.form import Field, Form, RowTable
    from generator.model.policy import Policy
    from generator.model.submission import Answer, Note, Submission
    from generator.rules.verdict import Verdict

EXAMPLES = {
    FieldKind.DATE: "日期，如 2026-03-05", FieldKind.TIME: "时刻，如 09:30", FieldKind.INTEGER: "整数，如 3",
    FieldKind.MONEY: "金额，如 1,200.50", FieldKind.PEOPLE: "姓名，用顿号隔开", FieldKind.YES_NO: "“是”或“否”",
}  # fmt: skip
REQUIRED, MISSING = "required", "missing-field"
_NOTES = {
    "ambiguous-field": (Level.ERROR, "同一字段出现了不同的值：{detail}", "只有一个值", "只保留一个值"),
    "value-differs-from-appearance": (
        Level.ERROR,
        "保存的值与页面显示的不一致：{detail}",
        "保存的值就是显示的值",
        "重新填写这一项并保存",
    ),
    "unaccepted-changes": (
        Level.WARNING,
        "文档里有未处理的修订",
        "没有未处理的修订",
        "接受或拒绝全部修订后再提交",
    ),
    "hidden-text": (Level.WARNING, "文档里有隐藏文字：{detail}", "没有隐藏文字", "取消隐藏或删除"),
    "suspicious-characters": (
        Level.WARNING,
        "含有看不见的字符：{detail}",
        "只有看得见的字符",
        "删除这些字符后重新填写",
    ),
    "changed-after-signature": (Level.ERROR, "文件在签名之后被改动", "签名以后没有改动", "重新签名"),
    "unknown-field": (
        Level.ERROR,
        "表单没有这个字段，填的内容没有读取：{detail}",
        "只有表单上的字段",
        "改用表单上的字段名称；多余的字段删去",
    ),
    "active-content": (
        Level.NOTE,
        "文件含有脚本或宏，已忽略：{detail}",
        "没有脚本和宏",
        "用下载的空白表单重新填写",
    ),
    "external-reference": (
        Level.NOTE,
        "文件引用了外部内容，已忽略：{detail}",
        "不引用外部内容",
        "用下载的空白表单重新填写",
    ),
    "xfa-present": (
        Level.WARNING,
        "文件另含 XFA 表单，只读取了普通字段",
        "只有普通字段",
        "用下载的空白表单重新填写",
    ),
    "extension-mismatch": (Level.NOTE, "文件扩展名与内容不符：{detail}", "扩展名与内容相符", "改正扩展名"),
    "label-changed": (
        Level.WARNING,
        "栏目名称被改动：{detail}",
        "栏目名称与空白表单相同",
        "核对填写的内容；改用下载的空白表单",
    ),
    MISSING: (Level.ERROR, "表单不完整：{detail}", "栏目齐全", "改用下载的空白表单重新填写"),
    "stray-field": (
        Level.ERROR,
        "页面上有读不出的填写项：{detail}",
        "页面上的填写项都能读取",
        "下载空白表单，填写后直接保存，不要与其他文件合并",
    ),
    "added-text": (
        Level.WARNING,
        "页面上另加了文字，没有读取：{detail}",
        "内容都填在栏目里",
        "把这些文字填进对应的栏目，然后保存",
    ),
    "no-stamp": (Level.WARNING, "{detail}", "带版本标记的表单", "改用下载的空白表单重新填写"),
    "stamp-conflict": (Level.WARNING, "{detail}", "版本标记前后一致", "改用下载的空白表单重新填写"),
    "more-notes": (Level.ERROR, "{detail}", "由空白表单填写", "改用下载的空白表单重新填写"),
}
# A field that is not there is not a blank one, and what stands in another is not read: nobody knows what it says.
_OPEN_NOTES = frozenset({MISSING, "unknown-field"})
# What this table does not know is not taken for harmless.
_OTHER_NOTE = (Level.WARNING, "{detail}", "由空白表单填写", "请核对文件")
CODES = frozenset(
    {
        REQUIRED,
        "unreadable",
        "total-mismatch",
        "form-edition",
        "form-content",
        "before-any-edition",
        "repeated-name",
        *MATTER_CODES,
        *_NOTES,
    }
)
"""The rule identifiers of all findings that need no rule in the source."""


def built_in_findings(
    policy: Policy, form: Form, submission: Submission, applies: Callable[[str], Verdict]
) -> Iterator[Finding]:
    """Every finding that needs no rule; `applies` tells whether a conditional field is to be filled."""
    maker = _Maker(policy, form)
    excused = {t for table in form.tables for t in _totals_of_nothing(table, submission)}
    excused |= {note.field for note in submission.notes if note.code == MISSING}  # it is told as such
    for field in form.fields:
        if field.name not in excused:
            yield from maker.field(field, submission.answers[field.name], applies)
    for table in form.tables:
        yield from maker.table(table, submission.answers[table.name])
        yield from maker.totals(table, submission)
    for note in submission.notes:
        yield maker.note(note)


def edition_findings(
    policy: Policy, form: Form, submission: Submission, judging: Policy, day: str | None
) -> Iterator[Finding]:
    """Another edition than the one that judges, or another content than its edition had.

    `policy` and `form` are what the answers were typed by: the edition a file names, if it is known.
    """
    maker = _Maker(policy, form)
    if submission.edition and submission.edition != judging.cover.edition:
        yield maker.other_edition(submission, judging, day)
    is_known = submission.edition == policy.cover.edition
    if is_known and submission.digest and submission.digest != form.digest:
        yield maker.other_content(submission, judging)


def before_any_edition(policy: Policy, form: Form, judging: Policy, day: str) -> Finding:
    """The day of the matter lies before the first edition came into force."""
    cover = judging.cover
    return _Maker(policy, form).make(
        "before-any-edition", "", (policy.cover.date_field,), level=Level.WARNING,
        actual=format_date(day), expected=f"{format_date(cover.effective)}或以后",
        message=f"{policy.cover.date_field}{format_date(day)}在制度施行以前，按 {cover.edition} 版检查",
        hint=f"核对{policy.cover.date_field}；日期无误的，由{cover.owner}决定是否适用本制度",
    )  # fmt: skip


def open_field(policy: Policy, form: Form, field: Field, reasons: tuple[str, ...]) -> Finding:
    """A blank field of which it cannot be said whether it had to be filled."""
    found = _Maker(policy, form).missing(field.name, field.basis, expectation(policy, field))
    message = f"无法判定是否应当填写“{field.name}”：{'；'.join(reasons)}"
    hint = f"补齐或更正上述内容；需要填写的，填写“{field.name}”"
    return replace(found, outcome=Outcome.UNDECIDED, message=message, hint=hint)


def _written_twice(answer: Answer) -> tuple[str, ...]:
    """The names of a list of people that stand there more than once."""
    value = answer.value if isinstance(answer.value, tuple) else ()
    names = [name for name in value if isinstance(name, str)]
    return tuple(dict.fromkeys(n for n in names if names.count(n) > 1))


def _totals_of_nothing(table: RowTable, submission: Submission) -> tuple[str, ...]:
    """The sums of a table without rows: they may stay blank."""
    has_rows = submission.answers[table.name].state is not State.BLANK
    blank = (t for t in table.totals if submission.answers[t].state is State.BLANK)
    return () if has_rows else tuple(blank)


class _Maker:
    def __init__(self, policy: Policy, form: Form) -> None:
        self.policy = policy
        self.form = form

    def field(self, field: Field, answer: Answer, applies: Callable[[str], Verdict]) -> Iterator[Finding]:
        if answer.state is State.UNREADABLE:
            yield self.unreadable(field, answer, field.name, f"“{field.name}”")
        elif answer.state is State.BLANK and field.is_required and applies(field.name).holds:
            expected = expectation(self.policy, field)
            yield self.missing(field.name, field.basis, expected, answer.raw)
        elif twice := _written_twice(answer):
            yield self.repeated(field, twice)

    def repeated(self, field: Field, names: tuple[str, ...]) -> Finding:
        """A person who is listed twice would be counted twice."""
        listed = "、".join(names)
        return self.make(
            "repeated-name", field.basis, (field.name,), level=Level.WARNING, actual=listed, expected="每人只写一次",
            message=f"“{field.name}”里{listed}写了不止一次", hint="删去重复的姓名；确有同名的，写明区别",
        )  # fmt: skip

    def missing(self, name: str, basis: str, expected: str, written: str = "") -> Finding:
        """`written` is the 无 or the stroke that stands where a value should."""
        said = f"填的是“{written}”" if written else "没有填写"
        return self.make(
            REQUIRED, basis, (name,), actual=written or NOT_FILLED, expected=expected,
            message=f"“{name}”{said}", hint=f"填写“{name}”",
        )  # fmt: skip

    def unreadable(self, field: Field, answer: Answer, name: str, where: str) -> Finding:
        return self.make(
            "unreadable", field.basis, (name,), actual=answer.raw, expected=expectation(self.policy, field),
            message=f"{where}填写的“{shorten(answer.raw)}”无法识别：{answer.reason}",
            hint=f"按“{field.example}”的样子填写" if field.example else f"改为{expectation(self.policy, field)}",
        )  # fmt: skip

    def table(self, table: RowTable, answer: Answer) -> Iterator[Finding]:
        if answer.state is State.UNREADABLE:
            yield self.make(
                "unreadable", table.basis, (table.name,), actual=answer.raw, expected=f"不多于{table.row_count}行",
                message=f"“{table.name}”无法识别：{answer.reason}", hint="用下载的空白表单重新填写",
            )  # fmt: skip
            return
        rows = filled_rows(answer)
        if len(rows) < table.min_rows:
            yield self.make(
                REQUIRED, table.basis, (table.name,), actual=f"{len(rows)}行", expected=f"至少{table.min_rows}行",
                message=f"“{table.name}”填了{len(rows)}行，至少填写{table.min_rows}行", hint=f"补填“{table.name}”",
            )  # fmt: skip
        for number, row in rows:
            for column in table.columns:
                yield from self.cell(table, number, column, row[column.name])

    def cell(self, table: RowTable, number: int, column: Field, cell: Answer) -> Iterator[Finding]:
        name = cell_name(table.name, number, column.name)
        where = f"“{table.name}”第{number}行的“{column.name}”"
        if cell.state is State.UNREADABLE:
            basis = column.basis or table.basis
            yield self.unreadable(column.model_copy(update={"basis": basis}), cell, name, where)
        elif cell.state is State.BLANK and column.is_required:
            found = self.missing(
                name, column.basis or table.basis, expectation(self.policy, column), cell.raw
            )
            said = f"填的是“{cell.raw}”" if cell.raw else "没有填写"
            yield replace(
                found, message=f"{where}{said}", hint=f"补填第{number}行的“{column.name}”，或清空这一行"
            )

    def totals(self, table: RowTable, submission: Submission) -> Iterator[Finding]:
        """The printed sum is never trusted: it is added up again."""
        answer = submission.answers[table.name]
        for total, column in table.totals.items():
            written = submission.answers[total]
            cells = [row[column] for _, row in filled_rows(answer)]
            is_open = State.UNREADABLE in (answer.state, *(c.state for c in cells))
            # rows and cells that have to be filled are reported themselves; before, no sum is known
            is_open |= table.column(column).is_required and State.BLANK in (c.state for c in cells)
            is_open |= not cells and table.min_rows > 0
            if written.state is not State.ANSWERED or is_open:
                continue
            right = sum(c.value for c in cells if isinstance(c.value, int))
            if right != written.value:
                yield self._wrong_total(table, total, column, written, right if cells else None)

    def _wrong_total(
        self, table: RowTable, total: str, column: str, answer: Answer, right: int | None
    ) -> Finding:
        """`right` is None for a table without rows."""
        kind = ValueKind.MONEY if table.column(column).kind is FieldKind.MONEY else ValueKind.INTEGER
        written, expected = show_result(answer.value, kind), show_value(right or 0, kind)
        if right is None:
            return self.make(
                "total-mismatch", table.basis, (total,), actual=written, expected=expected,
                message=f"“{total}”填写为{written}，{table.name}没有填写任何一行",
                hint=f"补填{table.name}，或者把“{total}”改为{expected}",
            )  # fmt: skip
        return self.make(
            "total-mismatch", table.basis, (total,), actual=written, expected=expected,
            message=f"“{total}”填写为{written}，{table.name}各行“{column}”相加为{expected}",
            hint=f"核对{table.name}，把“{total}”改为{expected}",
        )  # fmt: skip

    def note(self, note: Note) -> Finding:
        level, message, expected, hint = _NOTES.get(note.code, _OTHER_NOTE)
        name = f"“{note.field}”"
        named = f"{name}：" if note.field and name not in note.detail else ""
        made = self.make(
            note.code, self._basis_of(note.field), (note.field,) if note.field else (), level=level,
            actual=shorten(note.detail) or "有", expected=expected,
            message=named + message.format(detail=shorten(note.detail, 120)), hint=hint,
        )  # fmt: skip
        return replace(made, outcome=Outcome.UNDECIDED) if note.code in _OPEN_NOTES else made

    def other_edition(self, submission: Submission, judging: Policy, day: str | None) -> Finding:
        edition = judging.cover.edition
        in_force = f"{judging.cover.date_field}{format_date(day)}适用" if day else "现行制度是"
        return self.make(
            "form-edition", "", (), level=Level.WARNING, actual=submission.edition, expected=edition,
            message=f"表单是 {submission.edition} 版，{in_force} {edition} 版", hint=self._way_out(judging),
        )  # fmt: skip

    def other_content(self, submission: Submission, judging: Policy) -> Finding:
        return self.make(
            "form-content", "", (), level=Level.WARNING, actual=submission.digest, expected=self.form.digest,
            message=f"表单的内容与 {submission.edition} 版的《{self.form.title}》不一致",
            hint=self._way_out(judging),
        )  # fmt: skip

    def _way_out(self, judging: Policy) -> str:
        edition = judging.cover.edition
        if form := judging.forms_by_id.get(self.form.id):
            return f"下载 {edition} 版《{form.title}》重新填写"
        return f"{edition} 版没有这张表单，向{judging.cover.owner}确认改用哪一张"

    def _basis_of(self, name: str) -> str:
        return next((f.basis for f in self.form.fields if f.name == name), "")

    def make(  # noqa: PLR0913 - the parts of a finding
        self, rule: str, basis: str, fields: tuple[str, ...], *, actual: str, expected: str, message: str,
        hint: str, level: Level = Level.ERROR,
    ) -> Finding:  # fmt: skip
        return Finding(
            rule=rule, level=level, outcome=Outcome.VIOLATED, fields=fields,
            clause=clause_of(self.policy, basis or self.form.basis),
            actual=actual, expected=expected, message=message, hint=hint,
        )  # fmt: skip


def expectation(policy: Policy, field: Field) -> str:
    """What a field wants, in a few words."""
    if options := policy.options(field.options):
        return f"{'、'.join(options)}之一" if len(options) > 1 else options[0]
    return EXAMPLES.get(field.kind) or (f"文字，如 {field.example}" if field.example else "文字")

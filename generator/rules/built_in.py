"""Findings that follow from the form itself: blank, unreadable, sums, edition, what readers noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import Level
from generator.model.finding import Clause, Finding, Outcome
from generator.model.form import Field, FieldKind
from generator.model.quantity import ValueKind, show_value
from generator.model.submission import Answer, State
from generator.text import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.model.form import Form, RowTable
    from generator.model.policy import Policy
    from generator.model.submission import Note, Submission

EXAMPLES = {
    FieldKind.DATE: "日期，如 2026-03-05", FieldKind.TIME: "时刻，如 09:30", FieldKind.INTEGER: "整数，如 3",
    FieldKind.MONEY: "金额，如 1,200.50", FieldKind.PEOPLE: "姓名，用顿号隔开", FieldKind.YES_NO: "“是”或“否”",
}  # fmt: skip
_NOTES = {
    "ambiguous-field": (Level.ERROR, "同一字段出现了不同的值：{detail}", "只保留一个值"),
    "value-differs-from-appearance": (
        Level.ERROR,
        "保存的值与页面显示的不一致：{detail}",
        "重新填写这一项并保存",
    ),
    "unaccepted-changes": (Level.WARNING, "文档里有未处理的修订", "接受或拒绝全部修订后再提交"),
    "hidden-text": (Level.WARNING, "文档里有隐藏文字：{detail}", "取消隐藏或删除"),
    "suspicious-characters": (Level.WARNING, "含有看不见的字符：{detail}", "删除这些字符后重新填写"),
    "changed-after-signature": (Level.ERROR, "文件在签名之后被改动", "重新签名"),
    "unknown-field": (Level.WARNING, "表单没有这个字段：{detail}", "改用表单上的字段名称"),
    "active-content": (Level.NOTE, "文件含有脚本或宏，已忽略：{detail}", "用下载的空白表单重新填写"),
    "external-reference": (Level.NOTE, "文件引用了外部内容，已忽略：{detail}", "用下载的空白表单重新填写"),
    "xfa-present": (Level.WARNING, "文件另含 XFA 表单，只读取了普通字段", "用下载的空白表单重新填写"),
    "extension-mismatch": (Level.NOTE, "文件扩展名与内容不符：{detail}", "改正扩展名"),
}
_OTHER_NOTE = (Level.NOTE, "{detail}", "请核对文件")


def built_in_findings(
    policy: Policy, form: Form, submission: Submission, applies: Callable[[str, str], bool | None]
) -> Iterator[Finding]:
    """Every finding that needs no rule; `applies` tells whether a conditional field is to be filled."""
    maker = _Maker(policy, form)
    for field in form.fields:
        yield from maker.field(field, submission.answers[field.name], applies(field.name, form.name))
    for table in form.tables:
        yield from maker.table(table, submission.answers[table.name])
        yield from maker.totals(table, submission)
    for note in submission.notes:
        yield maker.note(note)
    if submission.edition and submission.edition != policy.cover.edition:
        yield maker.edition(submission.edition)


class _Maker:
    def __init__(self, policy: Policy, form: Form) -> None:
        self.policy = policy
        self.form = form

    def field(self, field: Field, answer: Answer, applies: bool | None) -> Iterator[Finding]:  # noqa: FBT001
        if answer.state is State.UNREADABLE:
            yield self.unreadable(field, answer, field.name)
        elif answer.state is State.BLANK and field.is_required and applies:
            yield self.make(
                "required", field.basis, (field.name,), actual="（未填）", expected=expectation(self.policy, field),
                message=f"“{field.name}”没有填写", hint=f"填写“{field.name}”",
            )  # fmt: skip

    def unreadable(self, field: Field, answer: Answer, name: str) -> Finding:
        return self.make(
            "unreadable", field.basis, (name,), actual=answer.raw, expected=expectation(self.policy, field),
            message=f"“{name}”填写的“{shorten(answer.raw)}”无法识别：{answer.reason}",
            hint=f"按“{field.example}”的样子填写" if field.example else f"改为{expectation(self.policy, field)}",
        )  # fmt: skip

    def table(self, table: RowTable, answer: Answer) -> Iterator[Finding]:
        rows = [r for r in answer.value if not isinstance(r, str)] if isinstance(answer.value, tuple) else []
        if len(rows) < table.min_rows:
            yield self.make(
                "required", table.basis, (table.name,), actual=f"{len(rows)}行", expected=f"至少{table.min_rows}行",
                message=f"“{table.name}”填了{len(rows)}行，至少填写{table.min_rows}行", hint=f"补填“{table.name}”",
            )  # fmt: skip
        for number, row in enumerate(rows, 1):
            for column in table.columns:
                name = f"{table.name}[{number}].{column.name}"
                cell = row[column.name]
                if cell.state is State.UNREADABLE:
                    yield self.unreadable(column, cell, name)
                elif cell.state is State.BLANK and column.is_required:
                    yield self.make(
                        "required", column.basis or table.basis, (name,), actual="（未填）",
                        expected=expectation(self.policy, column),
                        message=f"“{table.name}”第{number}行没有填写“{column.name}”",
                        hint=f"补填第{number}行的“{column.name}”，或清空这一行",
                    )  # fmt: skip

    def totals(self, table: RowTable, submission: Submission) -> Iterator[Finding]:
        """The printed sum is never trusted: it is added up again."""
        rows = submission.answers[table.name].value
        for total, column in table.totals.items():
            answer = submission.answers[total]
            cells = [r[column] for r in rows if not isinstance(r, str)] if isinstance(rows, tuple) else []
            if answer.state is not State.ANSWERED or any(c.state is State.UNREADABLE for c in cells):
                continue
            right = sum(c.value for c in cells if isinstance(c.value, int))
            if right != answer.value:
                yield self._wrong_total(table, total, column, answer, right)

    def _wrong_total(self, table: RowTable, total: str, column: str, answer: Answer, right: int) -> Finding:
        kind = ValueKind.MONEY if table.column(column).kind is FieldKind.MONEY else ValueKind.INTEGER
        written, expected = show_value(answer.value, kind), show_value(right, kind)  # type: ignore[arg-type]
        return self.make(
            "total-mismatch", table.basis, (total,), actual=written, expected=expected,
            message=f"“{total}”填写为{written}，{table.name}各行“{column}”相加为{expected}",
            hint=f"核对{table.name}，把“{total}”改为{expected}",
        )  # fmt: skip

    def note(self, note: Note) -> Finding:
        level, message, hint = _NOTES.get(note.code, _OTHER_NOTE)
        named = f"“{note.field}”：" if note.field else ""
        return self.make(
            note.code, self._basis_of(note.field), (note.field,) if note.field else (), level=level,
            actual=shorten(note.detail) or "—", expected="—",
            message=named + message.format(detail=shorten(note.detail, 120)), hint=hint,
        )  # fmt: skip

    def edition(self, edition: str) -> Finding:
        current = self.policy.cover.edition
        return self.make(
            "form-edition", "", (), level=Level.WARNING, actual=edition, expected=current,
            message=f"表单是 {edition} 版，现行制度是 {current} 版", hint=f"下载 {current} 版《{self.form.title}》重新填写",
        )  # fmt: skip

    def _basis_of(self, name: str) -> str:
        return next((f.basis for f in self.form.fields if f.name == name), "")

    def make(  # noqa: PLR0913 - the parts of a finding
        self, rule: str, basis: str, fields: tuple[str, ...], *, actual: str, expected: str, message: str,
        hint: str, level: Level = Level.ERROR,
    ) -> Finding:  # fmt: skip
        article = basis or self.form.basis
        clause = Clause(id=article, label=self.policy.article_label(article), url=self.policy.url_of(article))
        return Finding(
            rule=rule, level=level, outcome=Outcome.VIOLATED, clause=clause, fields=fields,
            actual=actual, expected=expected, message=message, hint=hint,
        )  # fmt: skip


def expectation(policy: Policy, field: Field) -> str:
    """What a field wants, in a few words."""
    if options := policy.options(field.options):
        return f"{'、'.join(options)}之一"
    return EXAMPLES.get(field.kind, "填写内容")

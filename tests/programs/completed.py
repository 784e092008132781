"""The forms of the shipped regulation with something in every blank, and how they read back.

`completed` starts from the sample of the regulation's cases and fills what that leaves blank;
`demanding` writes what people also write: rare characters, full-width digits, other ways to write
dates and lists, line breaks, texts longer than their blanks.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from generator.intake.json_reader import read_json
from generator.model.answer_text import field_text
from generator.model.finding import Outcome
from generator.model.form import FieldKind
from generator.model.shape import shape_of
from generator.model.submission import Answer, State, filled_rows
from generator.rules.facts import to_answer, to_submission
from generator.rules.sequence import cell_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.model.case import Sample
    from generator.model.finding import Result
    from generator.model.form import Field, Form
    from generator.model.policy import Policy
    from tests.pdf_sample import Blanks

_TYING = "接待编号"
_GROUPS = (FieldKind.YES_NO, FieldKind.SCALE)
_DEFAULTS = {
    FieldKind.TEXT: "甲乙", FieldKind.MULTILINE: "第一行", FieldKind.INTEGER: "3", FieldKind.MONEY: "120",
    FieldKind.DATE: "2026-03-10", FieldKind.TIME: "10:00", FieldKind.PEOPLE: "李明、陈静", FieldKind.YES_NO: "否",
}  # fmt: skip
LONG = "需经欧阳䶮与㛃梅两位核对；路线、车辆、会议室和翻译均已落实，" * 3 + "请按此办理"
_DEMANDING = {
    FieldKind.MULTILINE: f"１．欧阳䶮先生素食。\n２．㛃梅女士需要英语翻译；\n{LONG}",
    FieldKind.INTEGER: "１６", FieldKind.MONEY: "１，２３４．５", FieldKind.DATE: "２０２６年３月９日",
    FieldKind.TIME: "９：０５", FieldKind.PEOPLE: "欧阳䶮，㛃梅；阿卜杜拉·买买提", FieldKind.YES_NO: "是",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Completed:
    """One form as it is to be filled: what goes into each blank, by the name of its field."""

    policy: Policy
    form: Form
    texts: Mapping[str, str]
    rows: Mapping[str, tuple[Mapping[str, str], ...]]

    @property
    def blanks(self) -> Blanks:
        """What goes into the blanks of a PDF: texts and pressed buttons by the names of fields."""
        cells = {
            f"{table}_{number}_{column}": text
            for table, rows in self.rows.items()
            for number, row in enumerate(rows, 1)
            for column, text in row.items()
        }
        groups = [f for f in self.form.fields if f.kind in _GROUPS and f.name in self.texts]
        pressed = {f.name: str(self._options(f).index(self.texts[f.name]) + 1) for f in groups}
        return {**self.texts, **cells, **pressed}, frozenset(pressed)

    @property
    def answers(self) -> dict[str, Any]:
        """The typed value of every blank that is filled; cells as `费用明细[2].金额`."""
        found = {name: self._value(self.form.field(name), text) for name, text in self.texts.items()}
        for name, rows in self.rows.items():
            for number, row in enumerate(rows, 1):
                for column, text in row.items():
                    field = self.form.table(name).column(column)
                    found[cell_name(name, number, column)] = self._value(field, text)
        return found

    def _value(self, field: Field, text: str) -> Any:
        return to_answer(field, self.policy.options(field.options), text).value

    def _options(self, field: Field) -> tuple[str, ...]:
        return ("是", "否") if field.kind is FieldKind.YES_NO else self.policy.options(field.options)

    def numbered(self, number: int) -> Completed:
        """The same form as one of another reception, so that it is checked by itself."""
        texts = {**self.texts, _TYING: f"JD-2026-{number}"} if _TYING in self.texts else self.texts
        return replace(self, texts=texts)


def answered(answers: Mapping[str, Answer]) -> dict[str, Any]:
    """What a result says was answered, in the shape of `Completed.answers`."""
    found: dict[str, Any] = {}
    for name, answer in answers.items():
        if answer.state is State.UNREADABLE:
            found[name] = f"unreadable: {answer.raw}"
        elif rows := filled_rows(answer):
            cells = {cell_name(name, n, column): cell for n, row in rows for column, cell in row.items()}
            found |= answered(cells)
        elif answer.state is State.ANSWERED:
            found[name] = answer.value
    return found


def samples(policy: Policy) -> dict[str, Sample]:
    """The first sample of each form in the regulation's cases."""
    found: dict[str, Sample] = {}
    for file in policy.case_files:
        for sample in file.samples.values():
            found.setdefault(sample.form, sample)
    return found


def as_sampled(policy: Policy, sample: Sample, changes: Mapping[str, Any] | None = None) -> Completed:
    """A sample as people would write it into a form, some values changed; blanks stay blank."""
    form = policy.forms_by_id[sample.form]
    data = json.dumps({"form": form.id, "values": {**sample.values, **(changes or {})}}, ensure_ascii=False)
    submission = to_submission(policy, form, read_json(data.encode(), (shape_of(policy, form),)))
    texts = {f.name: _text(f, submission.answers[f.name]) for f in form.fields}
    rows = {
        t.name: tuple(
            {c.name: text for c in t.columns if (text := _text(c, row[c.name]))}
            for _, row in filled_rows(submission.answers[t.name])
        )
        for t in form.tables
    }
    return Completed(policy=policy, form=form, texts={n: t for n, t in texts.items() if t}, rows=rows)


def _text(field: Field, answer: Answer) -> str:
    return field_text(field, answer.value) if answer.state is State.ANSWERED else answer.raw


def completed(policy: Policy, form: Form) -> Completed:
    """The sample of a form with every blank filled, also those that it need not fill."""
    filled = _fill(policy, form, lambda field, known: known or _default(policy, field))
    return replace(filled, texts={**filled.texts, **dict(_sums(filled))})


def _sums(filled: Completed) -> Iterator[tuple[str, str]]:
    for table in filled.form.tables:
        for total in table.total_fields:
            column = table.totals[total.name]
            cells = (cell_name(table.name, n, column) for n in range(1, table.row_count + 1))
            yield total.name, field_text(total, sum(filled.answers[cell] for cell in cells))


def demanding(policy: Policy, form: Form) -> Completed:
    """Every blank filled the way that is hardest to keep."""

    def write(field: Field, known: str) -> str:
        if field.name == _TYING:
            return known
        if field.kind is FieldKind.TEXT:
            return f"{known or field.example or '甲'}（欧阳䶮、㛃梅）"
        if options := policy.options(field.options):
            return options[-1]
        return _DEMANDING[field.kind]

    return _fill(policy, form, write)


def _default(policy: Policy, field: Field) -> str:
    options = policy.options(field.options)
    return options[0] if options else field.example or _DEFAULTS[field.kind]


def _fill(policy: Policy, form: Form, write: Callable[[Field, str], str]) -> Completed:
    sample = as_sampled(policy, samples(policy)[form.id])
    texts = {
        f.name: write(f, sample.texts.get(f.name, ""))
        for f in form.fields
        if f.kind is not FieldKind.SIGNATURE
    }
    rows = {}
    for table in form.tables:
        known = sample.rows[table.name]
        rows[table.name] = tuple(
            {c.name: write(c, known[n % len(known)].get(c.name, "")) for c in table.columns}
            for n in range(table.row_count)
        )
    return Completed(policy=policy, form=form, texts=texts, rows=rows)


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A filled form with one thing wrong, and what is to be said of it."""

    name: str
    filled: Completed
    expected: tuple[str, ...]


def faults(policy: Policy) -> tuple[Fault, ...]:
    """For each form the first case of the regulation that changes one value and expects one finding."""
    found: dict[str, Fault] = {}
    known = {name: sample for file in policy.case_files for name, sample in file.samples.items()}
    for case in (case for file in policy.case_files for case in file.cases):
        if len(case.samples) == len(case.changes) == len(case.expected) == 1:
            sample = known[case.samples[0]]
            changes = {name.partition(".")[2]: value for name, value in case.changes.items()}
            one = Fault(
                name=case.name, filled=as_sampled(policy, sample, changes), expected=tuple(case.expected)
            )
            found.setdefault(sample.form, one)
    return tuple(found.values())


def differences(filled: Completed, result: Result) -> dict[str, object]:
    """What a result says otherwise than was filled in, and what its reader found odd."""
    if result.refusal:
        return {"refused": result.refusal}
    wanted, read = filled.answers, answered(result.answers)
    wrong = {
        n: (wanted.get(n), read.get(n)) for n in wanted.keys() | read.keys() if wanted.get(n) != read.get(n)
    }
    about_content = {rule.id for article in filled.policy.articles.values() for rule in article.rules}
    odd = [f.message for f in result.findings if f.rule not in about_content | {"required", "total-mismatch"}]
    return {**wrong, **({"notes": odd} if odd else {})}


def findings_of(result: Result) -> tuple[str, ...]:
    """The identifiers of the findings, `?` behind the undecided ones; as cases list them."""
    undecided = Outcome.UNDECIDED
    return tuple(sorted({f.rule + ("?" if f.outcome is undecided else "") for f in result.findings}))

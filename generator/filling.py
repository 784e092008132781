"""Data → a prefilled form, DOCX or PDF; wrong data are refused with all that is wrong.

What is not given and follows from what is (sums, computed fields) is filled in as well; what is
given stays as it is, for the rules to judge.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.errors import InputRefused
from generator.intake.json_reader import read_json
from generator.model.shape import shape_of
from generator.model.submission import Answer, State, filled_rows
from generator.render.docx_form import render_docx_form
from generator.render.pdf_form import render_pdf_form
from generator.rules.computing import computed_answers
from generator.rules.facts import to_submission

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model.form import Form
    from generator.model.policy import Policy

RENDERERS = {".docx": render_docx_form, ".pdf": render_pdf_form}


def fill_form(policy: Policy, form: Form, data: bytes, suffix: str) -> bytes:
    """The form with the data filled in; `suffix` is `.docx` or `.pdf`.

    Raises InputRefused for data that cannot be read or do not fit the fields, with every misfit.
    """
    reading = read_json(data, (shape_of(policy, form),))
    if reading.form and reading.form != form.id:
        raise InputRefused(
            "wrong-form", f"数据是给“{reading.form}”的，不是“{form.id}”", hint="改用对应的表单或数据"
        )
    submission = to_submission(policy, form, reading)
    misfits = [f"“{name}”填写的“{a.raw}”：{a.reason}" for name, a in _unreadable(submission.answers)]
    misfits += [f"没有字段{note.detail}" for note in reading.notes if note.code == "unknown-field"]
    if misfits:
        raise InputRefused(
            "wrong-data", "；".join(misfits), hint="改正数据后再试；zhidu schema 列出可填的内容"
        )
    answers = {**submission.answers, **_totals(form, submission.answers)}
    computed = computed_answers(policy, form, replace(submission, answers=answers))
    return RENDERERS[suffix](policy, form, {**answers, **computed})


def _totals(form: Form, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The sums that were not given, of the rows that were; Word does not add up by itself."""
    found = {}
    for table in form.tables:
        for total, column in table.totals.items():
            cells = [row[column].value for _, row in filled_rows(answers[table.name])]
            addends = [value for value in cells if isinstance(value, int)]
            if addends and answers[total].state is State.BLANK:
                found[total] = Answer(state=State.ANSWERED, value=sum(addends))
    return found


def _unreadable(answers: Mapping[str, Answer]) -> Iterator[tuple[str, Answer]]:
    for name, answer in answers.items():
        if answer.state is State.UNREADABLE:
            yield name, answer
        for number, row in filled_rows(answer):
            cells = ((f"{name}[{number}].{column}", cell) for column, cell in row.items())
            yield from ((cell_name, c) for cell_name, c in cells if c.state is State.UNREADABLE)

"""A form of one edition as the form of another would hold it: what the other lacks is blank."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.model.finding import clause_of
from generator.model.submission import Answer, State
from generator.rules.facts import to_answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.finding import Finding
    from generator.model.form import Field, Form, RowTable
    from generator.model.policy import Policy
    from generator.model.submission import Submission


def fitted(policy: Policy, form: Form, submission: Submission, made_from: Form) -> Submission:
    """The answers under the names and kinds of `form`, a form of `policy`.

    An answer whose field is of another kind there is read anew from its text; a name that the
    form a file was made from does not have is blank, and the answer says why.
    """
    if form is made_from:
        return submission
    own = {f.name: f for f in made_from.fields}
    answers = {
        f.name: _answer(policy, f, own.get(f.name), submission.answers.get(f.name), submission)
        for f in form.fields
    }
    tables = {t.name: t for t in made_from.tables}
    for table in form.tables:
        given = submission.answers[table.name] if table.name in tables else _lacking(submission, table.name)
        answers[table.name] = _rows(policy, table, tables.get(table.name), given, submission)
    return replace(submission, answers=MappingProxyType(answers))


def _answer(
    policy: Policy, field: Field, own: Field | None, given: Answer | None, submission: Submission
) -> Answer:
    if own is None or given is None:
        return _lacking(submission, field.name)
    if own.kind is field.kind or given.state is State.BLANK:
        return given
    return to_answer(field, policy.options(field.options), given.raw)


def _lacking(submission: Submission, name: str) -> Answer:
    edition = f" {submission.edition} 版的" if submission.edition else ""
    return Answer(state=State.BLANK, reason=f"所交{edition}表单没有“{name}”一栏")


def _rows(
    policy: Policy, table: RowTable, own: RowTable | None, given: Answer, submission: Submission
) -> Answer:
    if own is None or not isinstance(given.value, tuple):
        return given
    columns = {c.name: c for c in own.columns}

    def fit(row: Mapping[str, Answer]) -> Mapping[str, Answer]:
        return MappingProxyType(
            {
                c.name: _answer(policy, c, columns.get(c.name), row.get(c.name), submission)
                for c in table.columns
            }
        )

    return replace(given, value=tuple(fit(row) for row in given.value if not isinstance(row, str)))


def cited_in(policy: Policy, finding: Finding, made_from: Policy, form: str) -> Finding:
    """A finding of another edition with the number its article has in this one.

    Where the article is gone the basis of the form is cited, and without the form the other edition.
    """
    if policy is made_from:
        return finding
    if finding.clause.id in policy.articles:
        return replace(finding, clause=clause_of(policy, finding.clause.id))
    if form in policy.forms_by_id:
        return replace(finding, clause=clause_of(policy, policy.forms_by_id[form].basis))
    label = f"{made_from.cover.edition} 版{finding.clause.label}"
    return replace(finding, clause=replace(finding.clause, label=label))

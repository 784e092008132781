"""The forms of one matter seen from one of them: the others, its own copies, and what must agree."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.errors import Level
from generator.model.finding import Finding, Outcome, clause_of
from generator.model.form import FieldKind
from generator.model.submission import BLANK, Answer, State, filled_rows
from generator.rules.scope import kind_of, show_result
from generator.text import key, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model.form import Form
    from generator.model.policy import Policy
    from generator.model.submission import Submission
    from generator.rules.lookup import Case

COPIES_DIFFER, COPIES_AGREE, FORMS_DISAGREE = "copies-differ", "copies-agree", "forms-disagree"
MATTER_CODES = (COPIES_DIFFER, COPIES_AGREE, FORMS_DISAGREE)
MOST_NAMED = 4
"""Fields and files that a finding lists at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form as handed in, and the policy by whose form its answers were typed."""

    submission: Submission
    made_from: Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """The copies of a form in its matter: how many, and some of the names of the other files."""

    count: int = 1
    same: tuple[str, ...] = ()
    """Files before this one that say the same."""
    other: tuple[str, ...] = ()
    """Files that say something else."""
    differing: Submission | None = None
    """What one of those says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What was handed in beside a form; `several` are forms of which it is not clear which copy counts."""

    others: Mapping[str, Filled] = field(default_factory=dict)
    """Form identifier → the one that counts."""
    several: Mapping[str, int] = field(default_factory=dict)
    """Form identifier → how many copies."""
    copies: Copies = Copies()


def why_unclear(policy: Policy, form: str, count: int) -> str:
    """Why a form that was handed in several times cannot be compared with."""
    kind = policy.forms_by_id[form]
    differ = "" if kind.may_repeat else "，内容不同"
    return f"《{kind.title}》交了{count}份{differ}，分不清以哪一份为准"


def copy_findings(policy: Policy, form: Form, submission: Submission, copies: Copies) -> Iterator[Finding]:
    """A form that was handed in more than once, with the same content or with another."""
    if copies.differing and not form.may_repeat:
        names = differing_names(submission, copies.differing)
        shown = "、".join(f"“{n}”" for n in names[:MOST_NAMED]) + ("等" if len(names) > MOST_NAMED else "")
        yield _finding(
            policy, form, COPIES_DIFFER, Level.WARNING, names,
            actual="；".join(f"{n}：{_shown(policy, form, submission, n)}" for n in names[:MOST_NAMED]),
            expected="只交一份", message=f"同一{policy.cover.dossier_field}的这张表单交了{copies.count}份，{shown}不同",
            hint=f"与 {'、'.join(copies.other)} 核对，只交正确的一份",
        )  # fmt: skip
    elif copies.same:
        yield _finding(
            policy, form, COPIES_AGREE, Level.NOTE, (), actual="重复", expected="只交一份",
            message=f"这张表单已经交过，内容相同：{'、'.join(copies.same)}", hint="留下一份",
        )  # fmt: skip


def unclear_finding(policy: Policy, form: Form, reason: str) -> Finding:
    """Rules that compare this form with another could not be asked."""
    made = _finding(
        policy, form, COPIES_DIFFER, Level.ERROR, (), actual="—", expected="只交一份",
        message=f"无法判定：{reason}", hint="确定以哪一份为准，只交那一份，然后重新检查",
    )  # fmt: skip
    return replace(made, outcome=Outcome.UNDECIDED)


def disagreements(
    policy: Policy, form: Form, case: Case, compared: frozenset[tuple[str, str]]
) -> Iterator[Finding]:
    """Fields that must say the same on all forms of a matter, against the first form that has them.

    `compared` are the fields (name, short name of the other form) that a rule compares itself, in
    its own words. A text that differs may be a short name: that is a warning.
    """
    own = case.submissions[form.name]
    before = [f for f in policy.forms[: policy.forms.index(form)] if f.name in case.submissions]
    for name in policy.cover.matching_fields:
        other = next((f for f in before if _is_answered(case.submissions[f.name].answers.get(name))), None)
        if other is None or (name, other.name) in compared or not _is_answered(own.answers.get(name)):
            continue
        there = case.submissions[other.name]
        if _comparable(own.answers[name]) == _comparable(there.answers[name]):
            continue
        is_text = form.field(name).kind in (FieldKind.TEXT, FieldKind.MULTILINE)
        actual, wanted = (_shown(policy, f, s, name) for f, s in ((form, own), (other, there)))
        yield _finding(
            policy, form, FORMS_DISAGREE, Level.WARNING if is_text else Level.ERROR, (name,),
            actual=actual, expected=wanted, message=f"“{name}”填的是{actual}，《{other.title}》填的是{wanted}",
            hint="核对后把两张表改为一致",
        )  # fmt: skip


def _is_answered(answer: Answer | None) -> bool:
    """False for what is not there, blank or unreadable: that is a finding of its own."""
    return answer is not None and answer.state is State.ANSWERED


def differing_names(one: Submission, other: Submission) -> tuple[str, ...]:
    """The fields and tables that two copies of a form answer differently, in the order of the page."""
    there = other.answers
    return tuple(n for n, a in one.answers.items() if _comparable(a) != _comparable(there.get(n, BLANK)))


def content_of(submission: Submission) -> tuple[object, ...]:
    """What a copy says, however it was written: equal for equal answers."""
    answers = submission.answers.items()
    return tuple((name, _comparable(a)) for name, a in answers if a.state is not State.BLANK)


def _comparable(answer: Answer) -> object:
    if rows := filled_rows(answer):
        return tuple(tuple((c, _comparable(a)) for c, a in row.items()) for _, row in rows)
    if answer.state is State.UNREADABLE:
        return answer.raw
    return key(answer.value) if isinstance(answer.value, str) else answer.value


def _shown(policy: Policy, form: Form, submission: Submission, name: str) -> str:
    answer = submission.answers[name]
    if answer.state is not State.ANSWERED:
        return answer.raw or "（未填）"
    if rows := filled_rows(answer):
        return f"共{len(rows)}行"
    value = list(answer.value) if isinstance(answer.value, tuple) else answer.value
    text = shorten(show_result(value, kind_of(policy, (form.name, name))), 60)
    return f"“{text}”" if isinstance(answer.value, str) and key(answer.value) == key(text) else text


def _finding(  # noqa: PLR0913 - the parts of a finding
    policy: Policy, form: Form, rule: str, level: Level, fields: tuple[str, ...], *, actual: str, expected: str,
    message: str, hint: str,
) -> Finding:  # fmt: skip
    tie = fields[0] if len(fields) == 1 and rule == FORMS_DISAGREE else policy.cover.dossier_field
    basis = next((f.basis for f in form.fields if f.name == tie), "") or form.basis
    return Finding(
        rule=rule, level=level, outcome=Outcome.VIOLATED, clause=clause_of(policy, basis), fields=fields,
        actual=actual, expected=expected, message=message, hint=hint,
    )  # fmt: skip

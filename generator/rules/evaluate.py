"""Compiled rules + the forms of a matter → findings. Every rule is asked; nothing stops at the first."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from generator.errors import Level
from generator.model.finding import Finding, Outcome, clause_of
from generator.model.submission import State
from generator.rules.built_in import before_any_edition, built_in_findings, edition_findings, open_field
from generator.rules.expression import PARAMETER, ROW, TABLE
from generator.rules.fitting import cited_in, fitted
from generator.rules.lookup import Case
from generator.rules.matter import (
    Filled,
    Matter,
    copy_findings,
    disagreements,
    unclear_finding,
    why_unclear,
)
from generator.rules.ruling import Ruling
from generator.rules.scope import sources_of
from generator.rules.sequence import cell_name, in_order, table_of
from generator.rules.verdict import Asker, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.model.form import Form
    from generator.model.policy import Policy
    from generator.model.submission import Submission
    from generator.rules.bundle import Bundle, CompiledRule, Condition
    from generator.rules.scope import Path
    from generator.rules.verdict import View

FORM_EDITION = "form-edition"
_ALWAYS = Verdict(holds=True)


class Standing(Enum):
    """Whether the edition that judges was in force on the day of the matter."""

    CERTAIN = auto()
    NOT_YET = auto()
    """No edition was; the first one judges."""
    UNKNOWN = auto()
    """The day is not known, and another edition may have been; the newest one judges."""


def evaluate(
    bundle: Bundle, submission: Submission, others: Mapping[str, Submission] | None = None
) -> tuple[Finding, ...]:
    """The findings on a form, most serious first, then by article, then by place on the page.

    `others` are the other forms of the same matter (form id → submission); rules that touch a
    form which was not handed in are not asked.
    """
    rest = {id_: Filled(submission=s, made_from=bundle.policy) for id_, s in (others or {}).items()}
    return evaluate_across(bundle, bundle, submission, Matter(others=rest))


def evaluate_across(
    bundle: Bundle,
    made_from: Bundle,
    submission: Submission,
    matter: Matter,
    standing: Standing = Standing.CERTAIN,
) -> tuple[Finding, ...]:
    """The findings on a form of one edition under the rules of another.

    What follows from the form itself is asked by the edition it was made from; the rules of
    `bundle` see the answers as its own form would hold them.
    """
    policy, origin = bundle.policy, made_from.policy
    form, day = origin.forms_by_id[submission.form], day_of(origin, submission)
    filled = [Filled(submission=submission, made_from=origin), *matter.others.values()]
    own = _Judge(made_from, form, Case(origin, _given(origin, filled), day, _unclear(origin, matter)))
    found = [*own.on_form(submission), *edition_findings(origin, form, submission, policy, day)]
    if standing is Standing.NOT_YET:
        found.append(before_any_edition(origin, form, policy, day or ""))
    if standing is Standing.UNKNOWN:
        found.append(_open_edition(origin, form, policy, own.reported))
    found += copy_findings(origin, form, submission, matter.copies)
    judge: _Judge | None = own
    if policy is not origin:
        judging_form = policy.forms_by_id.get(submission.form)
        case = Case(policy, _given(policy, filled), day, _unclear(policy, matter))
        judge = _Judge(bundle, judging_form, case, own.reported) if judging_form else None
    cited = [cited_in(policy, finding, origin, form.id) for finding in found]
    return in_order(policy, form, [*cited, *(judge.on_rules() if judge else ())])


def _open_edition(policy: Policy, form: Form, judging: Policy, reported: frozenset[str]) -> Finding:
    """Which edition judges depends on a day that is not known."""
    name, edition = policy.cover.date_field, judging.cover.edition
    basis = next((f.basis for f in form.fields if f.name == name), "") or form.basis
    return Finding(
        rule=FORM_EDITION, level=Level.ERROR, outcome=Outcome.UNDECIDED, clause=clause_of(policy, basis),
        fields=(name,), actual="—", expected="写明日期",
        message=f"无法判定：“{name}”未填或无法识别，不能确定适用哪一版，暂按 {edition} 版检查",
        hint=f"填写“{name}”后重新检查", waits=name in reported,
    )  # fmt: skip


def _given(policy: Policy, filled: Iterable[Filled]) -> dict[str, Submission]:
    """Short name of a form of the policy → what was handed in of it, the first one first."""
    given: dict[str, Submission] = {}
    for one in filled:
        form = policy.forms_by_id.get(one.submission.form)
        if form is not None and form.name not in given:
            made_from = one.made_from.forms_by_id[form.id]
            given[form.name] = fitted(policy, form, one.submission, made_from)
    return given


def _unclear(policy: Policy, matter: Matter) -> dict[str, str]:
    """Short name of a form of which several copies were handed in → why that leaves rules open."""
    known = {i: n for i, n in matter.several.items() if i in policy.forms_by_id}
    return {policy.forms_by_id[i].name: why_unclear(policy, i, n) for i, n in known.items()}


def day_of(policy: Policy, submission: Submission) -> str | None:
    """The day that decides which figures are in force, or None where it is not known."""
    answer = submission.answers.get(policy.cover.date_field)
    return str(answer.value) if answer and answer.state is State.ANSWERED else None


class _Judge:
    def __init__(
        self, bundle: Bundle, form: Form, case: Case, reported: frozenset[str] = frozenset()
    ) -> None:
        self.bundle = bundle
        self.form = form
        self.case = case
        self.asker = Asker(bundle.evaluator, case)
        self.reported = reported
        """Fields whose own fault is reported: what hangs on them need not be reported again."""
        self.left_open: set[str] = set()
        """Forms handed in several times that left a rule open."""

    def on_form(self, submission: Submission) -> list[Finding]:
        found = list(built_in_findings(self.bundle.policy, self.form, submission, self._applies))
        self.reported = frozenset(field for finding in found for field in finding.fields)
        return [*found, *self._open_fields(submission)]

    def on_rules(self) -> Iterator[Finding]:
        handed_in = {*self.case.submissions, *self.case.unclear}
        for rule in self.bundle.rules:
            is_asked = rule.forms[:1] == (self.form.name,)
            if is_asked and handed_in.issuperset(rule.forms):
                yield from _merged(self._rule(rule))
        if len(self.case.submissions) > 1:
            yield from disagreements(self.bundle.policy, self.form, self.case, self._compared())
        for name in sorted(self.left_open):
            yield unclear_finding(self.bundle.policy, self.form, self.case.unclear[name])

    def _compared(self) -> frozenset[tuple[str, str]]:
        """Fields that a rule on this form compares with the same field of another form itself."""
        comparing = (r for r in self.bundle.rules if len(r.forms) > 1 and r.forms[0] == self.form.name)
        asked = [r.requirement.paths for r in comparing]
        return frozenset(
            (path[1], other[0])
            for paths in asked
            for path in paths
            for other in paths
            if path[0] == self.form.name != other[0] and path[1:] == other[1:]
        )

    def _applies(self, field: str) -> Verdict:
        """Whether a field is to be filled."""
        condition = self.bundle.applicability.get((self.form.name, field))
        return self.asker.ask(condition, self.asker.whole) if condition else _ALWAYS

    def _open_fields(self, submission: Submission) -> Iterator[Finding]:
        """Blank fields of which it cannot be said whether they had to be filled."""
        for (form, name), condition in self.bundle.applicability.items():
            is_blank = form == self.form.name and submission.answers[name].state is State.BLANK
            if not is_blank or name in self.reported:
                continue
            field, verdict = self.form.field(name), self._applies(name)
            if field.is_required and verdict.holds is None and not self._is_reported(condition.paths):
                yield open_field(self.bundle.policy, self.form, field, verdict.reasons)

    def _is_reported(self, paths: tuple[Path, ...], number: int = 0, each: Path = ()) -> bool:
        """True when a field among the paths, perhaps of a numbered row, is at fault itself."""
        if open_ := self.case.unclear.keys() & {p[0] for p in paths}:
            self.left_open |= open_
            return True
        own = {p[1] for p in paths if p[0] == self.form.name and len(p) > 1}
        own |= {cell_name(each[1], number, p[1]) for p in paths if p[0] == ROW and len(p) > 1 and each}
        return not own.isdisjoint(self.reported)

    def _waits(self, condition: Condition, verdict: Verdict, number: int, each: Path) -> bool:
        """True when a condition is settled once the fields that are at fault are mended.

        What stands in the tables it looks up, and in rows it walks over, counts as well.
        """
        if verdict.lacks_calendar:
            return False
        policy = self.bundle.policy
        is_dated = any(p[0] in (PARAMETER, TABLE) for p in condition.paths)
        if self.case.day is None and is_dated and policy.cover.date_field in self.reported:
            return True
        inputs = self._inputs(condition.paths)
        walked = {p[1] for p in (*condition.paths, *inputs) if p[0] == self.form.name and len(p) > 1}
        is_near = self._is_reported((*condition.paths, *inputs), number, each)
        return is_near or not walked.isdisjoint(map(table_of, self.reported))

    def _inputs(self, paths: tuple[Path, ...]) -> set[Path]:
        """What the tables among the paths look at, and the tables they look at, in turn."""
        found: set[Path] = set()
        waiting = [p for p in paths if p[0] == TABLE and len(p) > 1]
        while waiting:
            table = waiting.pop()[1]
            columns = self.bundle.policy.tables[table].inputs
            new = {p for c in columns for p in sources_of(self.bundle.policy, table, c)} - found
            found |= new
            waiting += [p for p in new if p[0] == TABLE]
        return found

    def _rule(self, rule: CompiledRule) -> Iterator[Finding]:
        """What one rule says: at most one finding, or one a row."""
        ruling = Ruling(self.bundle.policy, self.case, rule)
        for view in self.asker.rows(rule.each) if rule.each else [self.asker.whole]:
            if finding := self._one(rule, ruling, view):
                yield finding

    def _one(self, rule: CompiledRule, ruling: Ruling, view: View) -> Finding | None:
        if rule.when is not None:
            applies = self.asker.ask(rule.when, view)
            if applies.holds is None:
                known = self._is_reported(rule.when.paths, view.number, rule.each or ())
                waits = self._waits(rule.when, applies, view.number, rule.each or ())
                return None if known else replace(ruling.undecided(view, applies), waits=waits)
            if not applies.holds:
                return None
        verdict = self.asker.ask(rule.requirement, view)
        if verdict.holds is None:
            waits = self._waits(rule.requirement, verdict, view.number, rule.each or ())
            return replace(ruling.undecided(view, verdict), waits=waits)
        return None if verdict.holds else ruling.violated(view)


def _merged(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings of one rule, those that say the same of several rows made one."""
    same: dict[tuple[Outcome, str], list[Finding]] = {}
    for finding in findings:
        same.setdefault((finding.outcome, finding.message), []).append(finding)
    for first, *more in same.values():
        fields = dict.fromkeys(name for finding in (first, *more) for name in finding.fields)
        yield replace(first, fields=tuple(fields)) if more else first

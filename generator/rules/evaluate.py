"""Compiled rules + the forms of a matter → findings. Every rule is asked; nothing stops at the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.model.finding import Clause, Finding, Outcome
from generator.model.submission import State
from generator.rules.built_in import built_in_findings
from generator.rules.cel import CelError
from generator.rules.expression import ROW, ROW_NUMBER, mangle
from generator.rules.lookup import Case
from generator.rules.messages import UNKNOWN
from generator.rules.scope import Path, kind_of, row_table, show_result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.policy import Policy
    from generator.model.submission import Answer, Submission
    from generator.rules.bundle import Bundle, CompiledRule, Condition


def evaluate(
    bundle: Bundle, submission: Submission, others: Mapping[str, Submission] | None = None
) -> tuple[Finding, ...]:
    """The findings on a form, most serious first.

    `others` are the other forms of the same matter (form id → submission); rules that touch a
    form which was not handed in are not asked.
    """
    policy = bundle.policy
    given = {submission.form: submission, **(others or {})}
    by_name = {policy.forms_by_id[id_].name: s for id_, s in given.items()}
    case = Case(policy, by_name, day_of(policy, submission))
    judge = _Judge(bundle, case)
    form = policy.forms_by_id[submission.form]
    findings = list(built_in_findings(policy, form, submission, judge.applies))
    reported = {f for finding in findings for f in finding.fields}
    for rule in bundle.rules:
        if rule.forms and rule.forms[0] == form.name and all(n in by_name for n in rule.forms):
            findings += judge.findings(rule, reported)
    return tuple(sorted(dict.fromkeys(findings), key=lambda f: f.order))


def day_of(policy: Policy, submission: Submission) -> str | None:
    """The day that decides which figures are in force, or None where it is not known."""
    answer = submission.answers.get(policy.cover.date_field)
    return str(answer.value) if answer and answer.state is State.ANSWERED else None


class _Judge:
    def __init__(self, bundle: Bundle, case: Case) -> None:
        self.bundle = bundle
        self.policy = bundle.policy
        self.case = case
        self.data = {**case.data(), mangle(ROW): {}}

    def applies(self, field: str, form: str) -> bool | None:
        """Whether a field is to be filled; None when that cannot be decided."""
        condition = self.bundle.applicability.get((form, field))
        value = self._ask(condition, self.data, None) if condition else True
        return value if isinstance(value, bool) else None

    def _ask(
        self, condition: Condition, data: Mapping[str, Any], row: Mapping[str, Answer] | None
    ) -> bool | None:
        """True or false, or None when it cannot be decided."""
        if self.case.blockers(condition.paths, row):
            return None
        self.bundle.evaluator.missing_years.clear()
        value = condition.program.run(data)
        return None if isinstance(value, CelError) else bool(value)

    def findings(self, rule: CompiledRule, reported: set[str]) -> list[Finding]:
        """What one rule says: at most one finding, or one a row."""
        if rule.each is None:
            found = self._one(rule, self.data, None, reported)
            return [found] if found else []
        rows = self.case.rows(rule.each)
        asked = (self._one(rule, {**self.data, mangle(ROW): facts}, row, reported) for facts, row in rows)
        return [f for f in asked if f]

    def _one(
        self,
        rule: CompiledRule,
        data: Mapping[str, Any],
        row: Mapping[str, Answer] | None,
        reported: set[str],
    ) -> Finding | None:
        if rule.when is not None:
            applies = self._ask(rule.when, data, row)
            if applies is None:
                return self._undecided(rule, rule.when, data, row, reported)
            if not applies:
                return None
        holds = self._ask(rule.requirement, data, row)
        if holds is None:
            return self._undecided(rule, rule.requirement, data, row, set())
        return None if holds else self._violated(rule, data, row)

    def _violated(
        self, rule: CompiledRule, data: Mapping[str, Any], row: Mapping[str, Answer] | None
    ) -> Finding:
        return self._finding(
            rule, data, row, Outcome.VIOLATED, rule.message.fill(data), rule.remedy.fill(data)
        )

    def _undecided(
        self,
        rule: CompiledRule,
        condition: Condition,
        data: Mapping[str, Any],
        row: Mapping[str, Answer] | None,
        reported: set[str],
    ) -> Finding | None:
        """A finding that says why; none when a field it hangs on is reported already."""
        if any(path[-1] in reported for path in condition.paths):
            return None
        years = sorted(self.bundle.evaluator.missing_years)
        reasons = self.case.reasons(condition.paths, row)
        if not reasons or years:
            reasons += tuple(f"{year}年放假安排未录入" for year in years)
        why = "；".join(reasons) or "所需的内容不全"
        message = f"无法判定：{why}"
        hint = _HINT_CALENDAR if years else _HINT_UNDECIDED
        return self._finding(rule, data, row, Outcome.UNDECIDED, message, hint)

    def _finding(
        self,
        rule: CompiledRule,
        data: Mapping[str, Any],
        row: Mapping[str, Answer] | None,
        outcome: Outcome,
        message: str,
        hint: str,
    ) -> Finding:
        fields = tuple(self._field_name(rule, path, data) for path in rule.fields)
        actual = rule.actual.fill(data) if rule.actual else self._actual(rule, row)
        return Finding(
            rule=rule.rule.id, level=rule.rule.level, outcome=outcome,
            clause=clause_of(self.policy, rule.article), fields=fields,
            actual=actual, expected=rule.expected.fill(data), message=message, hint=hint,
        )  # fmt: skip

    def _field_name(self, rule: CompiledRule, path: Path, data: Mapping[str, Any]) -> str:
        """`陪同人数`, or for a row `日程[2].结束时间`."""
        if path[0] != ROW or rule.each is None:
            return path[1]
        number = data[mangle(ROW)].get(mangle(ROW_NUMBER), 0)
        column = f".{path[1]}" if path[1] != ROW_NUMBER else ""
        return f"{rule.each[1]}[{number}]{column}"

    def _actual(self, rule: CompiledRule, row: Mapping[str, Answer] | None) -> str:
        """The values of the fields of a finding; with their names where there are several."""
        shown = [(path[-1], self._shown(path, rule, row)) for path in rule.fields if path[-1] != ROW_NUMBER]
        if len(shown) == 1:
            return shown[0][1]
        return "；".join(f"{name}：{value}" for name, value in shown)

    def _shown(self, path: Path, rule: CompiledRule, row: Mapping[str, Answer] | None) -> str:
        answer = self.case.answer(path, row)
        if answer is None or answer.state is State.BLANK:
            return UNKNOWN
        if answer.state is State.UNREADABLE:
            return answer.raw
        if isinstance(answer.value, tuple) and any(not isinstance(v, str) for v in answer.value):
            return f"共{len(answer.value)}行"
        table = row_table(self.policy, ".".join(rule.each)) if rule.each else None
        value = list(answer.value) if isinstance(answer.value, tuple) else answer.value
        return show_result(value, kind_of(self.policy, path, table))


_HINT_UNDECIDED = "补齐或更正上述内容后重新检查"
_HINT_CALENDAR = "请行政部录入该年度的放假安排后重新检查，或人工核对工作日"


def clause_of(policy: Policy, article: str) -> Clause:
    """The citation of an article."""
    return Clause(id=article, label=policy.article_label(article), url=policy.url_of(article))

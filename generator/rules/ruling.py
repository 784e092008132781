"""The findings of one rule: its texts filled with what the case holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.finding import Finding, Outcome, clause_of
from generator.model.submission import State, filled_rows
from generator.rules.expression import HANDED_IN, ROW, ROW_NUMBER
from generator.rules.scope import Path, kind_of, row_table, show_result
from generator.rules.sequence import cell_name
from generator.text import shorten

if TYPE_CHECKING:
    from generator.model.policy import Policy
    from generator.rules.bundle import CompiledRule
    from generator.rules.lookup import Case
    from generator.rules.verdict import Verdict, View

NOT_FILLED = "（未填）"
_HINT_UNDECIDED = "补齐或更正上述内容后重新检查"
_HINT_CALENDAR = "请{owner}录入该年度的放假安排后重新检查，或人工核对工作日"


class Ruling:
    """Makes the findings of one rule in one case."""

    def __init__(self, policy: Policy, case: Case, rule: CompiledRule) -> None:
        self.policy = policy
        self.case = case
        self.rule = rule
        self.table = row_table(policy, ".".join(rule.each)) if rule.each else None

    def violated(self, view: View) -> Finding:
        """The requirement does not hold."""
        message, remedy = (text.fill(view.facts) for text in (self.rule.message, self.rule.remedy))
        return self._finding(view, Outcome.VIOLATED, message, remedy)

    def undecided(self, view: View, verdict: Verdict) -> Finding:
        """It cannot be said whether the requirement holds, or whether the rule applies."""
        calendar = _HINT_CALENDAR.format(owner=self.policy.cover.owner)
        hint = calendar if verdict.lacks_calendar else _HINT_UNDECIDED
        return self._finding(view, Outcome.UNDECIDED, f"无法判定：{'；'.join(verdict.reasons)}", hint)

    def _finding(self, view: View, outcome: Outcome, message: str, hint: str) -> Finding:
        rule = self.rule
        return Finding(
            rule=rule.rule.id, level=rule.rule.level, outcome=outcome,
            clause=clause_of(self.policy, rule.article), fields=self._field_names(view),
            actual=rule.actual.fill(view.facts) if rule.actual else self._actual(view),
            expected=rule.expected.fill(view.facts), message=message, hint=hint,
        )  # fmt: skip

    def _field_names(self, view: View) -> tuple[str, ...]:
        """The fields of the form that is judged: `陪同人数`, or of a row `日程[2].结束`."""
        own = [p for p in self.rule.fields if p[0] in (self.rule.forms[0], ROW)]
        return tuple(dict.fromkeys(self._name(path, view) for path in own))

    def _name(self, path: Path, view: View) -> str:
        if path[0] != ROW or self.rule.each is None:
            return path[1]
        column = path[1] if path[1] != ROW_NUMBER else ""
        return cell_name(self.rule.each[1], view.number, column)

    def _actual(self, view: View) -> str:
        """The values of the fields of a finding; with their names where there are several."""
        paths = [path for path in self.rule.fields if path[-1] != ROW_NUMBER]
        if missing := self._missing_forms():
            return missing
        if len(paths) == 1:
            return self._shown(paths[0], view)
        return "；".join(f"{self._label(path)}：{self._shown(path, view)}" for path in paths)

    def _missing_forms(self) -> str:
        """The forms a requirement asks to be handed in, too, and that were not."""
        asked = [p[1] for p in self.rule.requirement.paths if p[0] == HANDED_IN]
        missing = [n for n in asked if n not in self.case.submissions and n not in self.case.unclear]
        return (
            f"没有{'、'.join(f'《{self.policy.forms_by_name[n].title}》' for n in missing)}"
            if missing
            else ""
        )

    def _label(self, path: Path) -> str:
        """`客户单位`, or for another form than the one judged `通知的客户单位`."""
        is_own = path[0] in (self.rule.forms[0], ROW)
        return path[-1] if is_own else f"{path[0]}的{path[-1]}"

    def _shown(self, path: Path, view: View) -> str:
        answer = self.case.answer(path, view.row)
        if answer is None or answer.state is State.BLANK:
            return (answer and answer.raw) or NOT_FILLED
        if answer.state is State.UNREADABLE:
            return answer.raw
        if rows := filled_rows(answer):
            return f"共{len(rows)}行"
        value = list(answer.value) if isinstance(answer.value, tuple) else answer.value
        return shorten(show_result(value, kind_of(self.policy, path, self.table)), 120)

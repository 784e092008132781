"""Asking one condition of one case: it holds, it does not, or why that cannot be said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.rules.cel import CelError
from generator.rules.expression import ROW, mangle
from generator.rules.facts import to_row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.submission import Answer
    from generator.rules.bundle import Condition
    from generator.rules.cel import Evaluator, Facts
    from generator.rules.lookup import Case
    from generator.rules.scope import Path

_NO_RESULT = "按填写的内容算不出结果"


@dataclass(frozen=True, slots=True)
class View:
    """What a condition looks at: the facts, and the row it is asked for, if any, with its number."""

    facts: Facts
    row: Mapping[str, Answer] | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """`holds` is None when it cannot be decided; then `reasons` say why."""

    holds: bool | None
    reasons: tuple[str, ...] = ()
    lacks_calendar: bool = False


class Asker:
    """Asks conditions of one case."""

    def __init__(self, evaluator: Evaluator, case: Case) -> None:
        self.evaluator = evaluator
        self.case = case
        self._data = case.data()
        self._rows: dict[Path, tuple[View, ...]] = {}
        self.whole = self._view({})

    def _view(
        self, facts_of_row: dict[str, Any], row: Mapping[str, Answer] | None = None, number: int = 0
    ) -> View:
        return View(self.evaluator.bind({**self._data, mangle(ROW): facts_of_row}), row, number)

    def rows(self, path: Path) -> tuple[View, ...]:
        """A view a row of a table, filled rows only."""
        if path not in self._rows:
            rows = self.case.rows(path)
            self._rows[path] = tuple(self._view(to_row(number, row), row, number) for number, row in rows)
        return self._rows[path]

    def ask(self, condition: Condition, view: View) -> Verdict:
        """The verdict on one condition. What is unreadable or not decided never counts as absent."""
        if blockers := self.case.blockers(condition.paths, view.row):
            return Verdict(None, blockers)
        self.evaluator.missing_years.clear()
        value = condition.program.run(view.facts)
        if not isinstance(value, CelError):
            return Verdict(bool(value))
        if years := sorted(self.evaluator.missing_years):
            reasons = tuple(f"{year}年放假安排未录入" for year in years)
            return Verdict(None, reasons, lacks_calendar=True)
        return Verdict(None, self.case.reasons(condition.paths, view.row) or (_NO_RESULT,))

"""The state of a case: forms handed in, day in force, tables looked up, and why a name is open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.model.quantity import UNLIMITED, Value
from generator.model.submission import Answer, State
from generator.rules.expression import PARAMETER, ROW, TABLE, mangle
from generator.rules.facts import to_facts, to_row
from generator.rules.scope import Path, sources_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.policy import Policy
    from generator.model.submission import Submission


@dataclass(frozen=True, slots=True)
class Hit:
    """What a table answered: the row, or why there is none."""

    row: int | None = None
    reasons: tuple[str, ...] = ()


@dataclass
class Case:
    """The forms of one matter seen from one of them; everything a rule may look at."""

    policy: Policy
    submissions: Mapping[str, Submission]
    """Form short name → what was handed in; the one being judged first."""
    day: str | None
    _hits: dict[str, Hit] = field(default_factory=dict)

    def answer(self, path: Path, row: Mapping[str, Answer] | None = None) -> Answer | None:
        """The answer a path names, or None when its form was not handed in."""
        if path[0] == ROW:
            return row.get(path[1]) if row is not None and len(path) > 1 else None
        submission = self.submissions.get(path[0])
        return submission.answers.get(path[1]) if submission and len(path) > 1 else None

    def hit(self, table: str) -> Hit:
        """The row of a table that the case hits."""
        if table not in self._hits:
            self._hits[table] = Hit(reasons=("表的引用绕回了自己",))  # while it is being looked up
            self._hits[table] = self._look_up(table)
        return self._hits[table]

    def _look_up(self, name: str) -> Hit:
        table = self.policy.tables[name]
        case: dict[str, Value] = {}
        reasons: list[str] = []
        for column in table.inputs:
            value, why = self._input(name, column)
            if value is None:
                reasons += why
            else:
                case[column] = value
        if reasons:
            return Hit(reasons=tuple(dict.fromkeys(reasons)))
        rows = table.matching_rows(case, self.day or self.policy.cover.effective)
        if not rows or (table.hit == "唯一" and len(rows) > 1):
            shown = "、".join(f"{k}{v}" for k, v in case.items())
            return Hit(reasons=(f"表“{name}”里{'没有' if not rows else '有多于一行'}对应“{shown}”",))
        return Hit(row=rows[0])

    def _input(self, table: str, column: str) -> tuple[Value | None, tuple[str, ...]]:
        """The value of an input column, or why it is open."""
        sources = sources_of(self.policy, table, column)
        for path in sources:
            if path[0] == TABLE:
                return self._table_value(path)
            answer = self.answer(path)
            if answer is not None and answer.state is State.ANSWERED:
                return answer.value, ()  # type: ignore[return-value]
        given = [p for p in sources if self.answer(p) is not None]
        return None, tuple(self._why(p) for p in given or sources[:1]) or (f"没有“{column}”",)

    def _table_value(self, path: Path) -> tuple[Value | None, tuple[str, ...]]:
        _, name, column = path
        hit = self.hit(name)
        if hit.row is None:
            return None, hit.reasons
        value = self.policy.tables[name].output(hit.row, column, self._day)
        return value, () if value is not None else (self._undecided_cell(name, column),)

    @property
    def _day(self) -> str:
        return self.day or self.policy.cover.effective

    def _why(self, path: Path, row: Mapping[str, Answer] | None = None) -> str:
        answer = self.answer(path, row)
        name = path[-1]
        if answer is not None and answer.state is State.UNREADABLE:
            return f"“{name}”填写的“{answer.raw}”无法识别"
        return f"“{name}”未填"

    def _undecided_cell(self, table: str, column: str) -> str:
        return f"制度尚未规定“{column}”（见“{table}”）"

    def blockers(self, paths: tuple[Path, ...], row: Mapping[str, Answer] | None = None) -> tuple[str, ...]:
        """Why names a rule touches must not count as simply absent: unreadable, or not decided."""
        found: list[str] = []
        for path in paths:
            answer = self.answer(path, row)
            if answer is not None and answer.state is State.UNREADABLE:
                found.append(self._why(path, row))
            elif answer is not None and isinstance(answer.value, tuple):
                found += self._unreadable_cells(path, answer)
            elif path[0] == TABLE and len(path) == 3 and self._is_undecided(path):
                found.append(self._undecided_cell(path[1], path[2]))
        return tuple(dict.fromkeys(found))

    @staticmethod
    def _unreadable_cells(path: Path, answer: Answer) -> list[str]:
        """A rule over rows cannot be decided while a cell of them is unreadable."""
        rows = [r for r in answer.value if not isinstance(r, str)] if isinstance(answer.value, tuple) else []
        return [
            f"“{path[1]}”第{number}行“{column}”填写的“{cell.raw}”无法识别"
            for number, row in enumerate(rows, 1)
            for column, cell in row.items()
            if cell.state is State.UNREADABLE
        ]

    def _is_undecided(self, path: Path) -> bool:
        _, name, column = path
        table = self.policy.tables.get(name)
        row = self.hit(name).row if table else None
        if table is None or row is None or column not in table.outputs:
            return False
        raw = table.rows[row][column].raw_on(self._day)
        return raw != UNLIMITED and table.output(row, column, self._day) is None

    def reasons(self, paths: tuple[Path, ...], row: Mapping[str, Answer] | None = None) -> tuple[str, ...]:
        """Why an evaluation that touched these names came to no value."""
        found: list[str] = list(self.blockers(paths, row))
        for path in paths:
            if path[0] == TABLE and path[1] in self.policy.tables:
                found += self.hit(path[1]).reasons
            elif path[0] == PARAMETER and self._parameter(path[1]) is None:
                found.append(f"参数“{path[1]}”在这一天没有数值")
            elif (answer := self.answer(path, row)) is not None and answer.state is State.BLANK:
                found.append(self._why(path, row))
        return tuple(dict.fromkeys(found))

    def _parameter(self, name: str) -> Value | None:
        """The value of a parameter; None when the day is unknown and the value changes over time."""
        parameter = self.policy.parameters[name]
        if self.day is None and len(parameter.values) > 1:
            return None
        return parameter.value_on(self._day, parameter.kind)

    def data(self) -> dict[str, Any]:
        """The facts of the case as the evaluator takes them; what is open is absent."""
        found: dict[str, Any] = {mangle(n): to_facts(s.answers) for n, s in self.submissions.items()}
        values = {n: self._parameter(n) for n in self.policy.parameters}
        found[mangle(PARAMETER)] = {mangle(n): _cel_value(v) for n, v in values.items() if v is not None}
        found[mangle(TABLE)] = {
            mangle(n): self._outputs(n) for n in self.policy.tables if self.hit(n).row is not None
        }
        return found

    def _outputs(self, name: str) -> dict[str, Any]:
        table, row = self.policy.tables[name], self.hit(name).row
        assert row is not None  # noqa: S101 - for the type checker; data() asks first
        values = {c: table.output(row, c, self._day) for c in table.outputs}
        return {mangle(c): _cel_value(v) for c, v in values.items() if v is not None}

    def rows(self, path: Path) -> list[tuple[dict[str, Any], Mapping[str, Answer]]]:
        """The rows of a table of a form: facts and answers side by side."""
        answer = self.answer(path)
        rows = answer.value if answer and isinstance(answer.value, tuple) else ()
        return [(to_row(n, row), row) for n, row in enumerate(rows, 1) if not isinstance(row, str)]


def _cel_value(value: Value) -> Any:
    return list(value) if isinstance(value, tuple) else value

"""The state of a case: forms handed in, day in force, tables looked up, and why a name is open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.model.quantity import UNLIMITED, Value, show_value
from generator.model.submission import Answer, State, filled_rows
from generator.rules.expression import HANDED_IN, PARAMETER, ROW, TABLE, mangle
from generator.rules.facts import to_facts
from generator.rules.scope import Path, sources_of
from generator.wording import format_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    """The ISO day that decides which figures are in force; None where it is not known."""
    unclear: Mapping[str, str] = field(default_factory=dict)
    """Short name of a form that was handed in, but cannot be compared with → why."""
    _hits: dict[str, Hit] = field(default_factory=dict)

    def answer(self, path: Path, row: Mapping[str, Answer] | None = None) -> Answer | None:
        """The answer a path names, or None when its form was not handed in."""
        if len(path) < 2:
            return None
        if path[0] == ROW:
            return row.get(path[1]) if row is not None else None
        submission = self.submissions.get(path[0])
        return submission.answers.get(path[1]) if submission else None

    def rows(self, path: Path) -> tuple[tuple[int, Mapping[str, Answer]], ...]:
        """The filled rows of a table of a form with their printed numbers."""
        answer = self.answer(path)
        return filled_rows(answer) if answer else ()

    def hit(self, table: str) -> Hit:
        """The row of a table that the case hits."""
        if table not in self._hits:
            self._hits[table] = Hit(reasons=(f"表“{table}”的取值绕回了自己",))  # while it is looked up
            self._hits[table] = self._look_up(table)
        return self._hits[table]

    def _look_up(self, name: str) -> Hit:
        table = self.policy.tables[name]
        if self.day is None and table.days:
            return Hit(reasons=(self._day_unknown(),))
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
        rows = table.matching_rows(case, self._on)
        if not rows or (table.hit == "唯一" and len(rows) > 1):
            columns = table.inputs
            shown = "、".join(
                f"{c}{show_value(v, columns[c].kind, columns[c].unit)}" for c, v in case.items()
            )
            return Hit(reasons=(f"表“{name}”里{'有多于一行' if rows else '没有'}对应“{shown}”",))
        return Hit(row=rows[0])

    def _input(self, table: str, column: str) -> tuple[Value | None, tuple[str, ...]]:
        """The value of an input column, or why it is open; the form being judged goes first."""
        judged = next(iter(self.submissions), "")
        sources = sorted(sources_of(self.policy, table, column), key=lambda path: path[0] != judged)
        for path in sources:
            if path[0] == TABLE:
                return self._table_value(path)
            answer = self.answer(path)
            if answer is not None and answer.state is State.UNREADABLE:
                return None, (self._why(path),)
            if answer is not None and not isinstance(answer.value, tuple | None):
                return answer.value, ()
        given = [p for p in sources if self.answer(p) is not None or p[0] in self.unclear]
        return None, tuple(self._why(p) for p in given or sources[:1])

    def _table_value(self, path: Path) -> tuple[Value | None, tuple[str, ...]]:
        _, name, column = path
        hit = self.hit(name)
        if hit.row is None:
            return None, hit.reasons
        value = self.policy.tables[name].output(hit.row, column, self._on)
        return value, () if value is not None else (self._undecided_cell(name, column),)

    @property
    def _on(self) -> str:
        return self.day or self.policy.cover.effective

    def _day_unknown(self) -> str:
        return f"“{self.policy.cover.date_field}”未填或无法识别，不能确定适用哪一时期的规定"

    def _why(self, path: Path, row: Mapping[str, Answer] | None = None) -> str:
        """Why the answer a path names is open."""
        answer = self.answer(path, row)
        name = path[-1]
        if path[0] in self.unclear:
            return self.unclear[path[0]]
        if answer is None and path[0] in self.policy.forms_by_name:
            return f"没有一并提交《{self.policy.forms_by_name[path[0]].title}》，不知道“{name}”"
        if answer is not None and answer.state is State.UNREADABLE:
            return f"“{name}”填写的“{answer.raw}”无法识别"
        return (answer and answer.reason) or f"“{name}”未填"

    @staticmethod
    def _undecided_cell(table: str, column: str) -> str:
        return f"制度尚未规定“{column}”（见“{table}”）"

    def blockers(self, paths: tuple[Path, ...], row: Mapping[str, Answer] | None = None) -> tuple[str, ...]:
        """Why names a rule touches must not count as simply absent: unreadable, or not decided."""
        found = (reason for path in paths for reason in self._blockers(path, row))
        return tuple(dict.fromkeys(found))

    def _blockers(self, path: Path, row: Mapping[str, Answer] | None) -> Iterator[str]:
        if path[0] == TABLE and len(path) == 3:
            yield from self._open_cell(path[1], path[2])
        elif path[0] == PARAMETER and len(path) == 2:
            yield from self._open_parameter(path[1])
        elif path[0] in self.unclear:
            yield self.unclear[path[0]]
        elif answer := self.answer(path, row):
            if answer.state is State.UNREADABLE:
                yield self._why(path, row)
            for number, cells in filled_rows(answer):
                for column, cell in cells.items():
                    if cell.state is State.UNREADABLE:
                        yield f"“{path[1]}”第{number}行“{column}”填写的“{cell.raw}”无法识别"

    def _open_cell(self, name: str, column: str) -> Iterator[str]:
        """不限 is a decision (no bound); 未定 is none."""
        table = self.policy.tables[name]
        row = self.hit(name).row
        if row is None:
            return
        raw = table.rows[row][column].raw_on(self._on)
        if raw != UNLIMITED and table.output(row, column, self._on) is None:
            yield self._undecided_cell(name, column)

    def _open_parameter(self, name: str) -> Iterator[str]:
        if self._parameter(name) is None:
            if self.day is None and self.policy.parameters[name].changes:
                yield self._day_unknown()
            else:
                yield f"制度没有规定{format_date(self._on)}的“{name}”"

    def reasons(self, paths: tuple[Path, ...], row: Mapping[str, Answer] | None = None) -> tuple[str, ...]:
        """Why an evaluation that touched these names came to no value."""
        found: list[str] = list(self.blockers(paths, row))
        for path in paths:
            if path[0] == TABLE and len(path) > 1:
                found += self.hit(path[1]).reasons
            elif (answer := self.answer(path, row)) is not None and answer.state is State.BLANK:
                found.append(self._why(path, row))
        return tuple(dict.fromkeys(found)) or tuple(self._blank_cells(paths))

    def _blank_cells(self, paths: tuple[Path, ...]) -> Iterator[str]:
        """Cells left blank, in columns an expression speaks of, of tables it walks over."""
        columns = {path[-1] for path in paths}
        for path in paths:
            answer = self.answer(path)
            for number, cells in filled_rows(answer) if answer else ():
                blank = [c for c, cell in cells.items() if cell.state is State.BLANK and c in columns]
                if blank:
                    yield f"“{path[1]}”第{number}行没有填写{'、'.join(f'“{c}”' for c in blank)}"

    def _parameter(self, name: str) -> Value | None:
        """The value of a parameter; None when the day is unknown and the value changes over time."""
        if name in self.policy.constants:
            return self.policy.constants[name]
        if self.day is None:
            return None
        parameter = self.policy.parameters[name]
        return parameter.value_on(self._on, parameter.kind)

    def data(self) -> dict[str, Any]:
        """The facts of the case as the evaluator takes them; what is open is absent."""
        found: dict[str, Any] = {mangle(n): to_facts(s.answers) for n, s in self.submissions.items()}
        values = {n: self._parameter(n) for n in self.policy.parameters}
        found[mangle(PARAMETER)] = {mangle(n): _cel_value(v) for n, v in values.items() if v is not None}
        handed_in = {*self.submissions, *self.unclear}
        found[mangle(HANDED_IN)] = {mangle(n): n in handed_in for n in self.policy.forms_by_name}
        hits = {name: self.hit(name).row for name in self.policy.tables}
        found[mangle(TABLE)] = {mangle(n): self._outputs(n, r) for n, r in hits.items() if r is not None}
        return found

    def _outputs(self, name: str, row: int) -> dict[str, Any]:
        table = self.policy.tables[name]
        values = {c: table.output(row, c, self._on) for c in table.outputs}
        return {mangle(c): _cel_value(v) for c, v in values.items() if v is not None}


def _cel_value(value: Value) -> Any:
    return list(value) if isinstance(value, tuple) else value

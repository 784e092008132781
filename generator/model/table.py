"""Decision tables: rows of interval and choice cells, outputs, and a hit policy (DMN terms)."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from generator.model.interval import ANY, Interval, parse_interval
from generator.model.node import Line, Listed, Named, Node, Raw, wrapped
from generator.model.quantity import UNLIMITED, Cell, RawFigure, Value, ValueKind, show_value
from generator.values import parse_integer, parse_written_money
from generator.wording import join_words

if TYPE_CHECKING:
    from collections.abc import Mapping

UNIQUE, FIRST = "唯一", "优先"


class InputColumn(Node):
    """A column that a case is matched against."""

    kind: ValueKind = Field(alias="类型", strict=False, description="整数、金额或选项")
    domain: Raw = Field(default="-", alias="范围", description="可能出现的数值，如 ≥ 0")
    taken_from: str = Field(default="", alias="取自", description="表单字段或另一张表的输出；缺省为同名字段")
    options: Listed[Line] = Field(default=(), alias="选项", description="缺省为“取自”的字段或列的选项")
    unit: str = Field(default="", alias="单位")

    def interval(self, cell: RawFigure) -> Interval:
        """A cell of this column as an interval. Raises ValueError with a Chinese sentence."""
        return _interval(cell, is_money=self.kind is ValueKind.MONEY)

    def choices(self, cell: RawFigure) -> tuple[str, ...]:
        """A cell of this column as the options it admits."""
        if cell in ANY:
            return self.options
        return tuple(map(str, cell)) if isinstance(cell, tuple) else (str(cell),)

    def admits(self, cell: RawFigure, value: Value) -> bool:
        """True when a value lies in a cell."""
        if self.kind is ValueKind.CHOICE:
            return value in self.choices(cell)
        return isinstance(value, int) and value in self.interval(cell)

    def words(self, cell: RawFigure) -> str:
        """A cell in words."""
        if self.kind is ValueKind.CHOICE:
            return "不限" if cell in ANY else join_words(self.choices(cell), "或")
        return self._interval_words(self.interval(cell))

    def _interval_words(self, interval: Interval) -> str:
        """An interval as people say it: whole numbers are counted, `5至10人`, amounts are bounded."""
        low, high = interval.low, interval.high
        is_counted = self.kind is ValueKind.INTEGER and interval.low_closed and interval.high_closed
        if is_counted and low is not None and high is not None and low < high:
            return f"{low}至{self._shown(high)}"
        return interval.words(self._shown)

    def _shown(self, number: int) -> str:
        return show_value(number, self.kind, self.unit)


class OutputColumn(Node):
    """A column that a matched row answers with."""

    kind: ValueKind = Field(alias="类型", strict=False)
    options: Listed[Line] = Field(default=(), alias="选项")
    unit: str = Field(default="", alias="单位")
    unconfirmed: bool = Field(default=False, alias="待核定", description="整列须由公司核定")


class Table(Node):
    """A decision table that belongs to an article."""

    is_whole: ClassVar[bool] = True

    hit: Literal["唯一", "优先"] = Field(default="唯一", alias="命中")
    inputs: Named[InputColumn] = Field(alias="输入", min_length=1)
    outputs: Named[Annotated[OutputColumn, BeforeValidator(wrapped("类型"))]] = Field(
        alias="输出", min_length=1
    )
    rows: Listed[Named[Cell]] = Field(alias="行", min_length=1)
    explanation: str = Field(default="", alias="说明")

    def matching_rows(self, case: Mapping[str, Value], day: str) -> tuple[int, ...]:
        """The indexes of the rows that a complete case hits, from the top."""
        return tuple(
            index
            for index, row in enumerate(self.rows)
            if all(self._admits(row[name], name, value, day) for name, value in case.items())
        )

    def _admits(self, cell: Cell, column: str, value: Value, day: str) -> bool:
        """True when a value lies in a cell that is in force."""
        raw = cell.raw_on(day)
        return raw is not None and self.inputs[column].admits(raw, value)

    @cached_property
    def days(self) -> tuple[str, ...]:
        """The ISO days on which a cell changes, in order."""
        return tuple(sorted({d for row in self.rows for cell in row.values() for d in cell.values if d}))

    def output(self, row: int, column: str, day: str) -> Value | None:
        """What a row answers in a column; None where it is 未定 or 不限."""
        return self.rows[row][column].value_on(day, self.outputs[column].kind)

    def show(self, row: int, column: str, day: str) -> str:
        """A cell in words, as tables of the handbook print it."""
        raw = self.rows[row][column].raw_on(day)
        if raw is None:
            return "未施行"
        if column in self.inputs:
            return self.inputs[column].words(raw)
        if raw == UNLIMITED:
            return UNLIMITED
        return show_value(self.output(row, column, day), self.outputs[column].kind, self.outputs[column].unit)

    def is_unconfirmed(self, row: int, column: str) -> bool:
        """True when the company has still to confirm a cell."""
        of_column = column in self.outputs and self.outputs[column].unconfirmed
        return of_column or self.rows[row][column].unconfirmed

    def column_values(self, column: str, day: str) -> tuple[str, ...]:
        """The different texts of an output column, from the top: the options it offers."""
        found = list(self.outputs[column].options)
        for value in (self.output(index, column, day) for index in range(len(self.rows))):
            found += value if isinstance(value, tuple) else () if value is None else (str(value),)
        return tuple(dict.fromkeys(found))

    def sentence(self, key: str, day: str) -> str:
        """The condition of the row that answers `key`, in words. Raises KeyError."""
        for index, row in enumerate(self.rows):
            if any(str(row[name].raw_on(day)) == key for name in self.outputs):
                return "，".join(f"{name}{self.show(index, name, day)}" for name in self.inputs)
        raise KeyError(key)


@lru_cache(maxsize=4096, typed=True)
def _interval(cell: RawFigure, *, is_money: bool) -> Interval:
    """A cell as an interval; tables are asked the same cells over and over."""
    if isinstance(cell, bool | tuple) or (is_money and isinstance(cell, int) and cell):
        raise ValueError(f"应当是一个区间，如 {'超过 600万、不满 100万' if is_money else '5～10、超过 10'}")
    return parse_interval(cell, parse_written_money if is_money else parse_integer)

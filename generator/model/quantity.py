"""Figures of the regulation: a value, by date where it changes, confirmed or not."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, BeforeValidator, Field

from generator.model.node import IsoDate, Node, Raw
from generator.source.reader import PLACE_KEY
from generator.values import parse_date, parse_written_money
from generator.wording import format_date, format_money, join_words

Value: TypeAlias = "int | bool | str | tuple[str, ...]"
RawFigure: TypeAlias = "bool | int | str | tuple[str, ...]"
"""A figure as the source writes it."""
UNDECIDED = "未定"
UNLIMITED = "不限"
_MONEY = re.compile(r"-?[\d,]+(?:\.\d+)?\s*(?:万元|亿元|万|亿|元)\Z")


class ValueKind(StrEnum):
    """What a figure is: it decides how it is compared and how it is shown."""

    INTEGER = "整数"
    MONEY = "金额"
    TEXT = "文本"
    CHOICE = "选项"
    LIST = "列表"
    DATE = "日期"
    YES_NO = "是否"


def _by_date(data: Any) -> Any:
    """A bare value counts from the beginning; the key '' stands for that."""
    if not isinstance(data, dict):
        return {"": data}
    listed = [(k and parse_date(k).isoformat(), v) for k, v in data.items() if k != PLACE_KEY]
    found = dict(listed)
    if len(found) < len(listed):
        raise ValueError("同一日期写了两个数值")
    return found


def _normalise(data: Any) -> Any:
    if isinstance(data, BaseModel) or (isinstance(data, dict) and "值" in data):
        return data
    return {"值": data}


class Dated(Node):
    """A value in force, written bare or as `{date: value}`; 未定 means none was decided."""

    values: Annotated[dict[str, Raw], BeforeValidator(_by_date)] = Field(
        alias="值", min_length=1, description="数值；随日期变化的写成 {日期: 数值}"
    )
    unconfirmed: bool = Field(default=False, alias="待核定", description="须由公司核定")

    @property
    def changes(self) -> bool:
        """True when the value depends on the day."""
        return set(self.values) != {""}

    def raw_on(self, day: str) -> RawFigure | None:
        """The value as written, in force on an ISO day; None before the first date."""
        started = [start for start in sorted(self.values) if start <= day]
        return self.values[started[-1]] if started else None

    def value_on(self, day: str, kind: ValueKind) -> Value | None:
        """The typed value in force on an ISO day; None where it is 未定, 不限 or not yet in force."""
        raw = self.raw_on(day)
        return None if raw is None or raw in (UNDECIDED, UNLIMITED) else to_value(raw, kind)


Cell = Annotated[Dated, BeforeValidator(_normalise)]
"""A table cell: a bare value, a value by date, or a mapping with 值 and 待核定."""


def guess_kind(raw: object) -> ValueKind:
    """The kind of a figure that does not say what it is."""
    if isinstance(raw, bool):
        return ValueKind.YES_NO
    if isinstance(raw, int):
        return ValueKind.INTEGER
    if isinstance(raw, tuple | list):
        return ValueKind.LIST
    return ValueKind.MONEY if _MONEY.match(str(raw)) else ValueKind.TEXT


@lru_cache(maxsize=4096, typed=True)
def to_value(raw: RawFigure, kind: ValueKind) -> Value:
    """A written value as its kind. Raises ValueError with a Chinese sentence."""
    match kind:
        case ValueKind.MONEY:
            return parse_written_money(str(raw))
        case ValueKind.INTEGER | ValueKind.YES_NO:
            wanted = bool if kind is ValueKind.YES_NO else int
            if type(raw) is wanted:
                return raw
            raise ValueError("应当是 true 或 false" if wanted is bool else "应当是整数")
        case ValueKind.LIST:
            return raw if isinstance(raw, tuple) else (str(raw),)
        case ValueKind.DATE:
            return parse_date(str(raw)).isoformat()
        case ValueKind.TEXT | ValueKind.CHOICE:
            return _to_word(raw)


def _to_word(raw: RawFigure) -> str:
    if isinstance(raw, tuple | bool):
        raise ValueError("应当是一个词")  # noqa: TRY004 - a mistake of an author, not of a program
    return str(raw)


def show_raw(raw: RawFigure) -> str:
    """A figure as its author wrote it."""
    if isinstance(raw, tuple):
        return f"[{', '.join(raw)}]"
    return str(raw).lower() if isinstance(raw, bool) else str(raw)


def show_value(value: Value | None, kind: ValueKind, unit: str = "") -> str:
    """A typed value in words, with its unit."""
    if value is None:
        return UNDECIDED
    if isinstance(value, tuple):
        return join_words(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if kind is ValueKind.MONEY and isinstance(value, int):
        return f"{format_money(value)}{unit}"
    if kind is ValueKind.DATE:
        return format_date(str(value))
    return f"{value}{unit}"


class Parameter(Dated):
    """A named figure of an article, quoted in prose as `{{ 参数("名") }}`."""

    unit: str = Field(default="", alias="单位", description="紧跟在数值后面的单位，如 个工作日")
    kind_written: ValueKind | None = Field(default=None, alias="类型", strict=False)
    explanation: str = Field(default="", alias="说明")
    review: IsoDate | None = Field(default=None, alias="复核日期")

    @property
    def kind(self) -> ValueKind:
        """The declared kind, or what the first decided value looks like."""
        decided = (v for v in self.values.values() if v not in (UNDECIDED, UNLIMITED))
        return self.kind_written or guess_kind(next(decided, UNDECIDED))

    def show_on(self, day: str) -> str:
        """The value in force on an ISO day, in words."""
        return show_value(self.value_on(day, self.kind), self.kind, self.unit)

"""Parameters: each value fits its kind on every date, and there is one from the first day on.

Such as:

    提前工作日: {值: 三, 类型: 整数}            参数“提前工作日”写成“三”：应当是整数
    提前工作日: {值: {2026-07-01: 3}}           施行日2026年1月1日没有数值
    提前工作日: {值: {2026-01-01: 2, 2026-07-01: 3}, 单位: 个工作日}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import Location, Problem
from generator.model.quantity import UNDECIDED, UNLIMITED, show_raw, to_value
from generator.wording import format_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.policy import Policy
    from generator.model.quantity import Parameter, RawFigure

CODE = "parameter-value"


def check(policy: Policy) -> Iterator[Problem]:
    """Find values that do not fit the kind of their parameter, and parameters without a value."""
    for article in policy.articles.values():
        for name, parameter in article.parameters.items():
            for start, raw in parameter.values.items():
                yield from _check_value(name, parameter, raw, article.place.of("参数", name, "值", start))
            if parameter.raw_on(policy.cover.effective) is None:
                day = format_date(policy.cover.effective)
                hint = "补上从施行日起的数值，没有规定的写“未定”"
                at = article.place.of("参数", name)
                yield _problem(at, f"参数“{name}”在施行日{day}没有数值", hint)


def _check_value(name: str, parameter: Parameter, raw: RawFigure, at: Location) -> Iterator[Problem]:
    if raw == UNDECIDED:
        return
    if raw == UNLIMITED:
        hint = "没有上限就不写这个参数；还没有规定的写“未定”"
        yield _problem(at, f"参数“{name}”不能写“{UNLIMITED}”", hint)
        return
    try:
        to_value(raw, parameter.kind)
    except ValueError as error:
        yield _problem(at, f"参数“{name}”写成“{show_raw(raw)}”：{error}", f"这个参数是{parameter.kind}")


def _problem(at: Location, message: str, hint: str) -> Problem:
    return Problem(location=at, code=CODE, message=message, hint=hint)

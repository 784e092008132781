"""Computed fields: what `zhidu fill` could never compute, and what no rule judges.

Whether an expression compiles and fits the kind of its field is said by `expression`.

Such as:

    {名称: 等级, 类型: 选项, 选项: [A, B], 计算: 通知.等级}     绕回了自己
    {名称: 单价, 类型: 金额, 计算: 单.人数}                   算出的是整数
    {名称: 人均, 类型: 金额, 计算: 单.合计 / 单.人数}         没有规则核对“人均”
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import Level, Problem
from generator.lint.cycles import circles
from generator.lint.texts import paths_of
from generator.model.fields_behind import fields_behind
from generator.model.form import FieldKind
from generator.model.quantity import ValueKind
from generator.rules.expression import TABLE
from generator.rules.scope import as_value, find_field, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.form import Field, Form
    from generator.model.policy import Policy
    from generator.rules.scope import Path

CODE = "computed-field"
_ALIKE = (
    {ValueKind.INTEGER, ValueKind.MONEY},
    {ValueKind.TEXT, ValueKind.CHOICE, ValueKind.DATE},
)
"""Kinds that have the same type in rules, and are not the same."""


def check(policy: Policy) -> Iterator[Problem]:
    """Find formulas that lead nowhere, and computed fields that no rule compares with what they follow from."""
    judged = [{*paths_of(policy, r.requirement)} for a in policy.articles.values() for r in a.rules]
    for form in policy.forms:
        yield from _circles(policy, form)
        for field in form.fields:
            if field.formula:
                yield from _field(policy, form, field)
                yield from _unjudged(policy, form, field, judged)
        for column in (c for table in form.tables for c in table.columns if c.formula):
            hint = "删去“计算”；要核对的，写一条 逐行 的规则"
            yield _problem(column, f"明细的列“{column.name}”不能有计算", hint)


def _circles(policy: Policy, form: Form) -> Iterator[Problem]:
    computed = {f.name: f for f in form.fields if f.formula}
    graph = {
        name: tuple(n for _, n in fields_behind(policy, form, f.formula) if n in computed)
        for name, f in computed.items()
    }
    for circle in circles(graph):
        shown = " → ".join((*circle, circle[0]))
        yield _problem(computed[circle[0]], f"计算绕回了自己：{shown}", "去掉其中一处引用")


def _field(policy: Policy, form: Form, field: Field) -> Iterator[Problem]:
    if field.default:
        yield _problem(field, f"“{field.name}”既有默认又有计算", "两者留一个")
    if field.kind is FieldKind.SIGNATURE:
        yield _problem(field, f"“{field.name}”是{field.kind}，不能算出来", "删去“计算”")
    for other, name in fields_behind(policy, form, field.formula):
        if other != form.name:
            title = policy.forms_by_name[other].title
            message = f"“{field.name}”的计算用到《{title}》的“{name}”，填这张表时不知道"
            yield _problem(field, message, f"只用《{form.title}》自己的字段")
    if reason := _why_unfit(policy, field):
        message = f"“{field.name}”的计算“{field.formula}”{reason}"
        yield _problem(field, message, "改表达式，或改字段的类型、选项")


def _why_unfit(policy: Policy, field: Field) -> str:
    """Why a formula that is a single name does not fit its field, though its type does."""
    path: Path = tuple(field.formula.split("."))
    if paths_of(policy, field.formula) != (path,):
        return ""
    found, wanted = kind_of(policy, path), as_value(field)
    if field.kind in (FieldKind.TEXT, FieldKind.MULTILINE) or not any({found, wanted} <= a for a in _ALIKE):
        return ""
    if wanted is ValueKind.CHOICE:
        return _strange_option(policy, field, path)
    return "" if found is wanted else f"是{found}，不是{field.kind}"


def _strange_option(policy: Policy, field: Field, path: Path) -> str:
    """What a name may hold that is no option of the field."""
    other = find_field(policy, path)
    source = other.options if other else field.formula if path[0] == TABLE else ()
    try:
        options, offered = policy.options(field.options), policy.options(source)
    except (KeyError, ValueError):
        return ""  # reported where the options are written
    strange = [o for o in offered if o not in options]
    return f"可能是“{strange[0]}”，不在选项之内" if strange else ""


def _unjudged(policy: Policy, form: Form, field: Field, judged: list[set[Path]]) -> Iterator[Problem]:
    """A rule judges a computed field when it looks at it and at something it follows from."""
    behind = {*paths_of(policy, field.formula)}
    if behind and not any((form.name, field.name) in paths and paths & behind for paths in judged):
        hint = f"在相应的条下写一条规则，如 要求: {form.name}.{field.name} == {field.formula}"
        yield _problem(field, f"没有规则核对“{field.name}”填的是不是算出的值", hint, Level.WARNING)


def _problem(field: Field, message: str, hint: str, level: Level = Level.ERROR) -> Problem:
    return Problem(location=field.place.of("计算"), code=CODE, message=message, hint=hint, level=level)

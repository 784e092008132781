"""Parameters, tables and definitions that nothing uses: no text, form, table or rule.

Such as:

    参数: {提前工作日: 3}        参数“提前工作日”没有用到
    款: ['至少提前{{ 参数("提前工作日") }}提交。']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import Level, Problem
from generator.lint.texts import expressions_of, paths_of, prose_of
from generator.model.prose import names_in
from generator.rules.expression import PARAMETER, TABLE, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.policy import Policy

CODE = "unused-figure"


def check(policy: Policy) -> Iterator[Problem]:
    """Find figures that stand in the source for nobody."""
    used = {
        "参数": {*_in_prose(policy, "参数"), *_in_paths(policy, PARAMETER), *_in_options(policy, PARAMETER)},
        "表": {*_in_prose(policy, "表"), *_in_prose(policy, "句"), *_in_paths(policy, TABLE)}
        | {*_in_options(policy, TABLE), *_in_inputs(policy)},
        "定义": {token.text for text in expressions_of(policy) for token in tokenize(text.text)},
    }
    for article in policy.articles.values():
        for kind, names in (
            ("参数", article.parameters),
            ("表", article.tables),
            ("定义", article.definitions),
        ):
            for name in names:
                if name not in used[kind]:
                    yield Problem(
                        location=article.place.of(kind, name), code=CODE, level=Level.WARNING,
                        message=f"{kind}“{name}”没有用到", hint="在条文、表单或规则里引用，或者删去",
                    )  # fmt: skip


def _in_prose(policy: Policy, kind: str) -> Iterator[str]:
    for text in prose_of(policy):
        yield from (name for found, name in names_in(text.text) if found == kind)


def _in_paths(policy: Policy, head: str) -> Iterator[str]:
    for text in expressions_of(policy):
        yield from (path[1] for path in paths_of(policy, text.text) if path[0] == head and len(path) > 1)


def _in_options(policy: Policy, head: str) -> Iterator[str]:
    for form in policy.forms:
        columns = (column for table in form.tables for column in table.columns)
        for field in (*form.fields, *columns):
            for options in (field.options, field.foreign_options):
                if isinstance(options, str) and options.startswith(f"{head}."):
                    yield options.split(".")[1]


def _in_inputs(policy: Policy) -> Iterator[str]:
    for table in policy.tables.values():
        for column in table.inputs.values():
            if column.taken_from.startswith(f"{TABLE}."):
                yield column.taken_from.split(".")[1]

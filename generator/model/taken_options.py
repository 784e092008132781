"""Options that an input of a table need not repeat: they are those of what it takes its value from.

    输入: {来宾类别: {类型: 选项, 取自: 通知.来宾类别}}     the options of the field
    输入: {等级: {类型: 选项, 取自: 表.客户等级.等级}}       the options of the output

What leads nowhere stays without options; the linter says so where it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.policy import Policy
from generator.model.quantity import ValueKind

if TYPE_CHECKING:
    from generator.model.policy import Article
    from generator.model.table import InputColumn, Table


def with_taken_options(policy: Policy) -> Policy:
    """The policy with the options of every choice input filled in where its source has some."""
    chapters = tuple(
        c.model_copy(update={"articles": tuple(_article(policy, a) for a in c.articles)})
        for c in policy.chapters
    )
    return Policy(
        cover=policy.cover, chapters=chapters, forms=policy.forms, glossary=policy.glossary,
        calendar_years=policy.calendar_years, case_files=policy.case_files,
    )  # fmt: skip


def _article(policy: Policy, article: Article) -> Article:
    tables = {name: _table(policy, table) for name, table in article.tables.items()}
    return article if tables == article.tables else article.model_copy(update={"tables": tables})


def _table(policy: Policy, table: Table) -> Table:
    inputs = {name: _column(policy, column) for name, column in table.inputs.items()}
    return table if inputs == table.inputs else table.model_copy(update={"inputs": inputs})


def _column(policy: Policy, column: InputColumn) -> InputColumn:
    if column.kind is not ValueKind.CHOICE or column.options or not column.taken_from:
        return column
    try:
        options = _options(policy, column.taken_from)
    except (KeyError, ValueError):
        return column  # reported where the source is written
    return column.model_copy(update={"options": options})


def _options(policy: Policy, source: str) -> tuple[str, ...]:
    """The options of a field or of an output. Raises KeyError where there is none, ValueError for bad values."""
    head, _, name = source.partition(".")
    if head == "表":
        return _answers(policy, *name.split(".", 1))
    form = policy.forms_by_name[head]
    return next((policy.options(f.options) for f in form.fields if f.name == name), ())


def _answers(policy: Policy, name: str, column: str = "") -> tuple[str, ...]:
    """What an output answers, on any day. Raises KeyError for an unknown table or column."""
    table = policy.tables[name]
    if column not in table.outputs:
        raise KeyError(column)
    days = (policy.cover.effective, *table.days)
    return tuple(dict.fromkeys(v for day in days for v in table.column_values(column, day)))

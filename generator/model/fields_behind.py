"""The fields a computed field follows from: those its expression names, itself or through tables.

Such as:

    计算: 表.客户等级.等级                  合同金额, which the table looks at
    计算: 单.合计 / 用餐人数                 合计, and the fields of the definition 用餐人数
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.form import Form
    from generator.model.policy import Policy
    from generator.model.table import Table

_NAME = re.compile(r"""(?P<text>"[^"]*"|'[^']*'|“[^”]*”)|[^\W\d]\w*(?:\s*[.．]\s*[^\W\d]\w*)*""")
_STOP = re.compile(r"\s*[.．]\s*")


def fields_behind(policy: Policy, form: Form, expression: str) -> tuple[tuple[str, str], ...]:
    """Short name of the form and name of every field, in the order in which the expression leads to them."""
    return tuple(dict.fromkeys(_fields(policy, form, expression, set())))


def _fields(policy: Policy, form: Form, expression: str, seen: set[str]) -> Iterator[tuple[str, str]]:
    """`seen` holds the definitions and tables already followed: circles are for the linter to report."""
    for head, *rest in _names(expression):
        if head in policy.forms_by_name and rest:
            yield head, rest[0]
        elif head == "表" and rest and rest[0] in policy.tables and f"表.{rest[0]}" not in seen:
            seen.add(f"表.{rest[0]}")
            for source in _inputs(policy.tables[rest[0]], policy, form):
                yield from _fields(policy, form, source, seen)
        elif head in policy.definitions and head not in seen:
            seen.add(head)
            yield from _fields(policy, form, policy.definitions[head], seen)


def _names(expression: str) -> Iterator[list[str]]:
    """The dotted names of an expression, outside its texts."""
    return (_STOP.split(m[0]) for m in _NAME.finditer(expression) if not m["text"])


def _inputs(table: Table, policy: Policy, form: Form) -> Iterator[str]:
    """Where a table takes its inputs from: as written, else the field of that name, this form's first."""
    for name, column in table.inputs.items():
        forms = sorted(policy.forms, key=lambda f: f.id != form.id)
        named = (f"{f.name}.{name}" for f in forms if name in f.names)
        yield column.taken_from or next(named, "")

"""The parts of a regulation as texts that can be compared and read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.prose import to_plain, to_spans
from generator.wording import format_date, item_label, subitem_label

if TYPE_CHECKING:
    from generator.model.form import Field, Form, RowTable
    from generator.model.policy import Paragraph, Policy
    from generator.model.quantity import Parameter
    from generator.model.rule import Rule
    from generator.model.table import Table

_FIRST_DAY = "0001-01-01"
_POINTERS = ("article", "chapter", "form")


def paragraph_words(policy: Policy, paragraph: Paragraph, *, by_identity: bool = False) -> str:
    """A paragraph with its items as read; by identity, references show what they point at."""

    def text(source: str) -> str:
        if not by_identity:
            return to_plain(policy, source)
        spans = to_spans(policy, source)
        return "".join(f"{{{s.target}}}" if s.kind in _POINTERS else s.text for s in spans)

    lines = [text(paragraph.text)]
    for number, item in enumerate(paragraph.items, 1):
        lines.append(f"{item_label(number)}{text(item.text)}")
        lines += [f"{subitem_label(n)}{text(s)}" for n, s in enumerate(item.subitems, 1)]
    return "\n".join(lines)


def parameter_words(parameter: Parameter | None) -> str:
    """The values of a parameter on every date it has one for."""
    if parameter is None:
        return ""
    shown = [f"{_from(start)}{parameter.show_on(start or _FIRST_DAY)}" for start in sorted(parameter.values)]
    return "；".join(shown) + ("（待核定）" if parameter.unconfirmed else "")


def _from(start: str) -> str:
    return f"{format_date(start)}起 " if start else ""


@dataclass(frozen=True, slots=True)
class RowWords:
    """A table row in words: its condition, what it answers, and every cell by column."""

    key: str
    answer: str
    cells: dict[str, str]

    @property
    def text(self) -> str:
        """The whole row."""
        return "，".join(f"{column}：{text}" for column, text in self.cells.items())


def row_words(table: Table | None) -> list[RowWords]:
    """The rows of a decision table; none for no table."""
    if table is None:
        return []
    rows = []
    for index in range(len(table.rows)):
        inputs = {c: _cell(table, index, c) for c in table.inputs}
        outputs = {c: _cell(table, index, c) for c in table.outputs}
        key = "，".join(f"{c}{text}" for c, text in inputs.items())
        rows.append(RowWords(key, "，".join(outputs.values()), {**inputs, **outputs}))
    return rows


def _cell(table: Table, index: int, column: str) -> str:
    """A cell on every date it has a value for."""
    starts = sorted(table.rows[index][column].values)
    shown = [f"{_from(start)}{table.show(index, column, start or _FIRST_DAY)}" for start in starts]
    return "；".join(shown) + ("（待核定）" if table.is_unconfirmed(index, column) else "")


def rule_words(rule: Rule | None) -> str:
    """A rule as the source holds it."""
    if rule is None:
        return ""
    parts = {
        "级别": rule.level.value, "适用": rule.when, "逐行": rule.each, "要求": rule.requirement,
        "提示": rule.message, "应为": rule.expected, "更正": rule.remedy,
    }  # fmt: skip
    return "\n".join(f"{k}：{v}" for k, v in parts.items() if v)


def field_words(policy: Policy, form: Form) -> dict[str, str]:
    """Field name → what it asks, in words; columns of tables as `表名　列名`."""
    found = {f.name: _field(policy, f) for f in form.fields}
    for table in form.tables:
        found[table.name] = _table(table)
        found |= {f"{table.name}　{c.name}": _field(policy, c) for c in table.columns}
    return found


def _field(policy: Policy, field: Field) -> str:
    options = policy.options(field.options)
    parts = [
        f"{field.kind.value}{f'（{field.unit}）' if field.unit else ''}",
        "必填" if field.is_required else "选填",
        f"条件：{field.when}" if field.when else "",
        f"选项：{'、'.join(options)}" if options else "",
        to_plain(policy, field.help),
    ]
    return "；".join(filter(None, parts))


def _table(table: RowTable) -> str:
    totals = "、".join(table.totals)
    return f"明细，{table.row_count}行" + (f"，合计：{totals}" if totals else "")

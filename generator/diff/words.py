"""Texts of the regulation: as readers see them, and as they are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.diff.facets import Facet
from generator.model.prose import table_in, to_plain, to_spans
from generator.wording import format_date, item_label, subitem_label, to_chinese_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.diff.facets import Facets
    from generator.model.policy import Article, Paragraph, Policy
    from generator.model.quantity import Dated, Parameter
    from generator.model.table import Table

_FIRST_DAY = "0001-01-01"
_BRACES = re.compile(r"\{[^{}]*\}|\{\{[^{}]*\}\}")
_SPELLING = str.maketrans({"“": '"', "”": '"', "'": '"', "：": ":", "，": ","})
_POINTERS = ("article", "chapter", "form")


def normalised(source: str) -> str:
    """Prose with its macros spelled alike; two that are equal say the same of the same things."""
    return _BRACES.sub(lambda m: "".join(m[0].translate(_SPELLING).split()), source.strip())


def read(policy: Policy, source: str) -> str:
    """Prose as readers see it; a paragraph that is a table as its name."""
    return f"表{to_plain(policy, source)}" if table_in(source) else to_plain(policy, source)


def by_identity(policy: Policy, source: str) -> str:
    """Prose in which references name what they point at, not its number."""
    spans = to_spans(policy, source)
    return "".join(f"{{{s.kind}.{s.target}.{s.paragraph}}}" if s.kind in _POINTERS else s.text for s in spans)


def with_titles(policy: Policy, source: str) -> str:
    """Prose with the title behind each article it refers to: numbers alone may hide the difference."""
    return "".join(
        f"{s.text}（{policy.articles[s.target].title}）" if s.kind == "article" else s.text
        for s in to_spans(policy, source)
    )


@dataclass(frozen=True, slots=True)
class Clause:
    """A paragraph, item or subitem: its place, its source, its mark and what stands below it."""

    place: str
    source: str
    mark: str = ""
    below: tuple[Clause, ...] = ()

    @property
    def key(self) -> str:
        """What it is known by when two lists are put side by side."""
        return normalised(self.source)

    def lines(self, policy: Policy) -> Iterator[str]:
        """The clause with all below it, as readers see it."""
        yield self.mark + read(policy, self.source)
        for clause in self.below:
            yield from clause.lines(policy)

    def walk(self) -> Iterator[Clause]:
        """The clause and all below it."""
        yield self
        for clause in self.below:
            yield from clause.walk()


def clauses_of(article: Article) -> tuple[Clause, ...]:
    """The paragraphs of an article; a single one has no place of its own."""
    single = len(article.paragraphs) == 1
    return tuple(
        _paragraph(paragraph, "" if single else f"第{to_chinese_number(number)}款")
        for number, paragraph in enumerate(article.paragraphs, 1)
    )


def _paragraph(paragraph: Paragraph, place: str) -> Clause:
    items = []
    for number, item in enumerate(paragraph.items, 1):
        here = f"{place}第{item_label(number)}项"
        below = tuple(
            Clause(f"{here}第{n}目", text, subitem_label(n)) for n, text in enumerate(item.subitems, 1)
        )
        items.append(Clause(here, item.text, item_label(number), below))
    return Clause(place, paragraph.text, "", tuple(items))


def article_words(policy: Policy, article: Article) -> str:
    """A whole article without its title: clauses, and the rows of its tables."""
    lines: list[str] = []
    for clause in clauses_of(article):
        lines += clause.lines(policy)
        if (name := table_in(clause.source)) and name in policy.tables:
            lines += [row.text for row in row_words(policy.tables[name])]
    return "\n".join(lines)


def parameter_words(parameter: Parameter | None) -> str:
    """The values of a parameter on every date it has one for."""
    if parameter is None:
        return ""
    return _by_date(parameter, [parameter.show_on(day) for day in _days(parameter)])


def _days(figure: Dated) -> list[str]:
    return [start or _FIRST_DAY for start in sorted(figure.values)]


def _by_date(figure: Dated, shown: list[str]) -> str:
    dated = [
        f"{format_date(start)}起{text}" if start else text
        for start, text in zip(sorted(figure.values), shown, strict=True)
    ]
    return "；".join(dated) + ("（待核定）" if figure.unconfirmed else "")


@dataclass(frozen=True, slots=True)
class RowWords:
    """A table row in words: what it asks and what it answers, by column.

    Cells are compared without the unit of their column: another unit is a change of the column.
    """

    inputs: Facets
    outputs: Facets

    @property
    def cells(self) -> Facets:
        """All cells by column."""
        return {**self.inputs, **self.outputs}

    @property
    def key(self) -> str:
        """The condition, as it is compared."""
        return "，".join(f"{column}{cell.key}" for column, cell in self.inputs.items())

    @property
    def shown(self) -> str:
        """The condition, as it is read."""
        return "，".join(f"{column}{cell.shown}" for column, cell in self.inputs.items())

    @property
    def answer(self) -> tuple[str, ...]:
        """What the row answers, as it is compared."""
        return tuple(cell.key for cell in self.outputs.values())

    @property
    def text(self) -> str:
        """The whole row."""
        return "；".join(f"{column}：{cell.shown}" for column, cell in self.cells.items())


def row_words(table: Table | None) -> list[RowWords]:
    """The rows of a decision table; none for no table."""
    if table is None:
        return []
    return [
        RowWords(
            {c: _cell(table, i, c) for c in table.inputs}, {c: _cell(table, i, c) for c in table.outputs}
        )
        for i in range(len(table.rows))
    ]


def _cell(table: Table, index: int, column: str) -> Facet:
    """A cell on every date it has a value for."""
    cell = table.rows[index][column]
    shown = _by_date(cell, [table.show(index, column, day) for day in _days(cell)])
    unit = (table.inputs.get(column) or table.outputs[column]).unit
    return Facet(shown.replace(unit, "") if unit else shown, shown)

"""The regulation as it was understood: chapters, articles, paragraphs, items, each with its line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.importing.decision_tables import TableDraft
    from generator.importing.lines import Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The smallest stretch of text: a 目, or what is examined as one."""

    line: int
    text: str
    printed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineItem:
    """A 项 with its 目."""

    line: int
    text: str
    printed: str = ""
    subitems: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineParagraph:
    """A 款 with its 项, or a table."""

    line: int
    text: str
    items: tuple[OutlineItem, ...] = ()
    grid: Grid = ()
    table: TableDraft | None = None
    """The decision table that the grid is, if it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineArticle:
    """A 条. `is_implied`: a heading above had no article of its own and is one."""

    line: int
    printed: str
    numbers: tuple[int, ...]
    style: str
    title: str
    is_title_derived: bool = False
    is_implied: bool = False
    section: str = ""
    paragraphs: tuple[OutlineParagraph, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineChapter:
    """A 章; `printed` is '' for the one chapter of a text without chapters."""

    line: int
    printed: str
    numbers: tuple[int, ...]
    style: str
    title: str
    part: str = ""
    articles: tuple[OutlineArticle, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineAnnex:
    """An annex with its text and tables, as paragraphs."""

    line: int
    printed: str
    title: str
    paragraphs: tuple[OutlineParagraph, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The whole regulation. `control` are the lines of its document control (编号、版本 …)."""

    title: str
    title_line: int
    chapters: tuple[OutlineChapter, ...]
    annexes: tuple[OutlineAnnex, ...] = ()
    control: tuple[Clause, ...] = ()
    parts: tuple[Clause, ...] = ()
    sections: tuple[Clause, ...] = ()

    @property
    def articles(self) -> tuple[OutlineArticle, ...]:
        """All articles in order; their place here is their number."""
        return tuple(a for c in self.chapters for a in c.articles)


def clauses_of(paragraphs: tuple[OutlineParagraph, ...]) -> Iterator[Clause]:
    """Every stretch of text of paragraphs, tables by cell, in order."""
    for paragraph in paragraphs:
        yield Clause(line=paragraph.line, text=paragraph.text)
        for row in paragraph.grid:
            yield from (Clause(line=paragraph.line, text=cell) for cell in row if cell)
        for item in paragraph.items:
            yield Clause(line=item.line, text=item.text, printed=item.printed)
            yield from item.subitems

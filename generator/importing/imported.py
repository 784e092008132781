"""The result of an import: what was understood, what was changed, set aside and noticed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.importing.lines import Residue
    from generator.importing.outline import Outline
    from generator.importing.remarks import Remark
    from generator.importing.repairs import Repair


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """How many of each level the input has."""

    parts: int
    chapters: int
    sections: int
    articles: int
    paragraphs: int
    items: int
    subitems: int
    tables: int
    annexes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePlace:
    """Where an article stands in the input, and what it becomes. `chapter` is 0 where there is none."""

    line: int
    printed: str
    number: int
    heading: str
    chapter: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Characters:
    """The characters of the input, blanks aside: each stands in the result or in the residue."""

    input: int
    placed: int
    residue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """One regulation, read."""

    file: str
    encoding: str
    outline: Outline
    structure: Structure
    articles: tuple[ArticlePlace, ...]
    repairs: tuple[Repair, ...]
    residue: tuple[Residue, ...]
    remarks: tuple[Remark, ...]
    characters: Characters
    organisation: str = ""

"""What the handbook says of the past: published editions, and what each made of an article."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionNote:
    """A published edition: name, first day in force (ISO), note, who approved it.

    `page` is where its text is read, `redline` what it changed; '' where there is no such page.
    """

    name: str
    effective: str
    note: str
    approver: str = ""
    page: str = ""
    redline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleNote:
    """What an edition made of an article, and the page that shows it."""

    edition: str
    effective: str
    words: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """All of it: editions oldest first, article identifier → its notes, pages and files as they are.

    `draft` is the page of what the source would change in the latest edition, or ''.
    """

    editions: tuple[EditionNote, ...] = ()
    articles: Mapping[str, tuple[ArticleNote, ...]] = field(default_factory=lambda: MappingProxyType({}))
    pages: Mapping[str, str | bytes] = field(default_factory=lambda: MappingProxyType({}))
    draft: str = ""

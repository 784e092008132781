"""Where things stand in the handbook, and the relative links that lead there."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.model.policy import Policy

_NO_WORD = re.compile(r"[^\w-]+")
HOME, FIGURES, FORMS, GLOSSARY = "index.md", "figures.md", "forms/index.md", "glossary.md"
DECIDE, PROCESS, RULES = "decide.md", "process.md", "rules.md"
DECISIONS, SOURCES, HISTORY, WHOLE = "decisions.md", "sources.md", "history.md", "print.md"
EDITIONS = "editions"
"""The folder of what was published; the history leads there, the navigation does not."""


def chapter_page(chapter: str) -> str:
    """The source page of a chapter."""
    return f"chapters/{chapter}.md"


def form_page(form: str) -> str:
    """The source page of a form."""
    return f"forms/{form}.md"


def form_file(name: str) -> str:
    """The address of a blank form to download, `.docx` or `.pdf`, or of its picture filled in, `.svg`."""
    return f"forms/{name}"


def paragraph_anchor(article: str, number: int) -> str:
    """The anchor of a 款; identifiers hold no full stop, so it never meets another article."""
    return f"{article}.{number}"


def anchor(kind: str, name: str) -> str:
    """The anchor of a parameter, table, rule or term: `param.提前工作日`; other marks become `_`."""
    return f"{kind}.{_NO_WORD.sub('_', name)}"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Links from one page to whatever the regulation names.

    `suffix` is `.md` for links in Markdown, which the generator resolves and checks, and
    `.html` for links in raw HTML. Where `is_whole`, chapters and articles are all on the page.
    """

    policy: Policy
    page: str
    suffix: str = ".md"
    is_whole: bool = False

    def to(self, page: str, fragment: str = "") -> str:
        """The relative link from this page to another, or to an anchor of either."""
        tail = f"#{fragment}" if fragment else ""
        if page == self.page and tail:
            return tail
        path = posixpath.relpath(page, posixpath.dirname(self.page) or ".")
        return (path.removesuffix(".md") + self.suffix if path.endswith(".md") else path) + tail

    def article(self, article: str, paragraph: int = 0) -> str:
        """The link to an article, or to one of its paragraphs, counted from 1."""
        fragment = paragraph_anchor(article, paragraph) if paragraph else article
        return self._in_chapter(self.policy.chapter_of(article).id, fragment)

    def chapter(self, chapter: str) -> str:
        """The link to a chapter."""
        return self._in_chapter(chapter, anchor("chapter", chapter) if self.is_whole else "")

    def form(self, form: str) -> str:
        """The link to the page of a form."""
        return self.to(form_page(form))

    def parameter(self, name: str) -> str:
        """The link to a parameter in the quick reference."""
        return self.to(FIGURES, anchor("param", name))

    def table(self, name: str) -> str:
        """The link to a decision table beside its article."""
        return self._in_chapter(self.policy.chapter_of(self.policy.home_of[name]).id, anchor("table", name))

    def term(self, name: str) -> str:
        """The link to a term in the glossary."""
        return self.to(GLOSSARY, anchor("term", name))

    def rule(self, rule: str) -> str:
        """The link to a rule beside its article."""
        home = self.policy.chapter_of(self.policy.home_of[rule])
        return self.to(chapter_page(home.id), anchor("rule", rule))

    def _in_chapter(self, chapter: str, fragment: str) -> str:
        return self.to(self.page if self.is_whole else chapter_page(chapter), fragment)

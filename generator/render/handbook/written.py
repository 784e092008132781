"""Hand-written pages of the handbook: the macros of the regulation work in their Markdown, too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.errors import Location, Problem
from generator.model.prose import ProseError, to_spans
from generator.render.handbook.address import Addresses
from generator.render.handbook.markup import markdown_span
from generator.text import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model.policy import Policy

_INDEX = "index"
_LINK = re.compile(r"\]\(((?:\.\./)*(chapters|forms)/([\w-]+)\.md(?:#([a-z0-9-]+)(?=\)))?[^)\s]*)\)")


def render_written(policy: Policy, page: str, markdown: str) -> str:
    """A hand-written page with its macros as text and links. Raises ProseError."""
    addresses = Addresses(policy, page)
    return "".join(
        span.text if span.kind == "text" else str(markdown_span(span, addresses))
        for span in to_spans(policy, markdown)
    )


def find_problems(policy: Policy, file: str, markdown: str) -> tuple[Problem, ...]:
    """The macros of a hand-written page that cannot be resolved and its dead links, with their lines."""
    found: list[Problem] = []
    for number, line in enumerate(markdown.splitlines(), 1):
        at = Location(file, number)
        try:
            to_spans(policy, line)
        except ProseError as error:
            found.append(Problem(location=at, code="page-macro", message=str(error), hint=error.hint))
        for target, message, hint in _dead_links(policy, line):
            said = f"链接“{target}”：{message}"
            found.append(Problem(location=at, code="page-link", message=said, hint=hint))
    return tuple(found)


def _dead_links(policy: Policy, line: str) -> Iterator[tuple[str, str, str]]:
    """Links to chapters, articles and forms that are not there: target, what is wrong, what to do."""
    chapters = {c.id: c for c in policy.chapters}
    for target, folder, name, article in _LINK.findall(line):
        known: Mapping[str, object] = chapters if folder == "chapters" else {**policy.forms_by_id, _INDEX: ""}
        if name not in known:
            what = "章" if folder == "chapters" else "表单"
            yield target, f"没有标识为“{name}”的{what}", suggestion(name, known)
        elif folder == "chapters" and article and article not in {a.id for a in chapters[name].articles}:
            home = policy.chapter_of(article).id if article in policy.articles else ""
            hint = f"它在 chapters/{home}.md" if home else suggestion(article, policy.articles)
            yield target, f"这一章没有标识为“{article}”的条", hint

"""Hand-written pages of the handbook: the macros of the regulation work in their Markdown, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import Location, Problem
from generator.model.prose import ProseError, to_spans
from generator.render.handbook.address import Addresses
from generator.render.handbook.markup import markdown_span

if TYPE_CHECKING:
    from generator.model.policy import Policy


def render_written(policy: Policy, page: str, markdown: str) -> str:
    """A hand-written page with its macros as text and links. Raises ProseError."""
    addresses = Addresses(policy, page)
    return "".join(
        span.text if span.kind == "text" else str(markdown_span(span, addresses))
        for span in to_spans(policy, markdown)
    )


def find_problems(policy: Policy, file: str, markdown: str) -> tuple[Problem, ...]:
    """The macros of a hand-written page that cannot be resolved, with their lines."""
    found: list[Problem] = []
    for number, line in enumerate(markdown.splitlines(), 1):
        try:
            to_spans(policy, line)
        except ProseError as error:
            at = Location(file, number)
            found.append(Problem(location=at, code="page-macro", message=str(error), hint=error.hint))
    return tuple(found)

"""Text of the regulation as Markdown or HTML in which no character of it can act as markup."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.model.prose import to_spans
from generator.model.quantity import show_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.policy import Policy, Term
    from generator.model.prose import Span
    from generator.render.handbook.address import Addresses

# Character references pass through Markdown untouched, also where a backslash would not do.
_ACTIVE = {ord(c): f"&#{ord(c)};" for c in "\\`*_{}[]<>&|#\"'"}
_ACTIVE_AT_START = re.compile(r"[-+=:~!?]|\d+(?=[.)])")
_BLANKS = re.compile(r"[ \t\r\n]+")
_PENDING = Markup('<span class="pending">待核定</span>')
_PATH = re.compile(r"\w+(?:\.\w+)*")
_CALLED = "算出的数值"
_QUOTE = re.compile(r"\{([^{}]+)\}")


def to_markdown(text: str) -> Markup:
    """Plain text as Markdown that reads back as the same text, line breaks as blanks.

    >>> str(to_markdown("1. *a*"))
    '&#49;. &#42;a&#42;'
    """
    line = _BLANKS.sub(" ", text)
    start = _ACTIVE_AT_START.match(line)
    end = start.end() if start else 0
    head = "".join(f"&#{ord(c)};" for c in line[:end])
    return Markup(head + line[end:].translate(_ACTIVE))  # noqa: S704 - escaped in this line


class TermMarker:
    """Finds the first mention of every defined term in a stretch of text, such as an article."""

    def __init__(self, glossary: Mapping[str, Term]) -> None:
        self._glossary = glossary
        longest_first = sorted(map(re.escape, glossary), key=len, reverse=True)
        self._pattern = re.compile(f"({'|'.join(longest_first)})") if glossary else None
        self._seen: set[str] = set()

    def mark(self, text: str, addresses: Addresses) -> Markup:
        """Text as Markdown, a term that was not mentioned before as a link with its meaning."""
        parts = self._pattern.split(text) if self._pattern else [text]
        return Markup("").join(self._part(part, addresses) for part in parts)

    def _part(self, part: str, addresses: Addresses) -> Markup:
        if part not in self._glossary or part in self._seen:
            return to_markdown(part)
        self._seen.add(part)
        link = replace(addresses, suffix=".html").term(part)
        meaning = self._glossary[part].meaning
        return Markup('<a class="term" href="{}" data-meaning="{}">{}</a>').format(link, meaning, part)


def prose(policy: Policy, text: str, addresses: Addresses, terms: TermMarker | None = None) -> Markup:
    """Prose as Markdown, its figures and references as links. Raises ProseError."""
    marker = terms or TermMarker({})
    spans = [
        marker.mark(span.text, addresses) if span.kind == "text" else markdown_span(span, addresses)
        for span in to_spans(policy, text.strip())
    ]
    return Markup("").join(spans)


def prose_html(policy: Policy, text: str, addresses: Addresses) -> Markup:
    """Prose as HTML, its figures and references as links. Raises ProseError."""
    spans = [_html_span(span, addresses) for span in to_spans(policy, text.strip())]
    return Markup("").join(spans)


def quotes_html(policy: Policy, text: str, addresses: Addresses) -> Markup:
    """A text of a rule as HTML: parameters with their value, other `{…}` as slots for actual values.

    A slot that follows its own name is ××, as in 来访日期××; any other says what goes there.
    """
    parts = _QUOTE.split(text)
    pieces = [
        _quote(policy, part.strip(), parts[index - 1], addresses) if index % 2 else escape(part)
        for index, part in enumerate(parts)
    ]
    return Markup("").join(pieces)


def _quote(policy: Policy, source: str, before: str, addresses: Addresses) -> Markup:
    kind, _, name = source.partition(".")
    if kind == "参数" and name in policy.parameters:
        parameter = policy.parameters[name]
        value = show_value(parameter.value_on(policy.cover.effective, parameter.kind), parameter.kind)
        return Markup('<a class="ref ref-parameter" href="{}">{}</a>').format(
            addresses.parameter(name), value
        )
    shown = source.rsplit(".", 1)[-1] if _PATH.fullmatch(source) else _CALLED
    is_named = before.rstrip("填写为是“").endswith(shown)
    return Markup('<span class="slot" title="{}">{}</span>').format(
        source, "××" if is_named else f"〔{shown}〕"
    )


def href(span: Span, addresses: Addresses) -> str:
    """The link of a span, or '' where it needs none."""
    match span.kind:
        case "parameter":
            return addresses.parameter(span.target)
        case "table" | "sentence":
            return addresses.table(span.target)
        case "article":
            return addresses.article(span.target, span.paragraph)
        case "chapter":
            return addresses.chapter(span.target)
        case "form":
            return addresses.form(span.target)
    return ""


def markdown_span(span: Span, addresses: Addresses) -> Markup:
    """One span of prose as Markdown."""
    text, link = to_markdown(span.text), href(span, addresses)
    if not link:
        return text
    badge = _PENDING if span.unconfirmed else ""
    return Markup("[{}]({}){{ .ref .ref-{} }}{}").format(text, link, span.kind, badge)


def _html_span(span: Span, addresses: Addresses) -> Markup:
    link = href(span, addresses)
    if not link:
        return escape(span.text)
    badge = _PENDING if span.unconfirmed else ""
    return Markup('<a class="ref ref-{}" href="{}">{}</a>{}').format(span.kind, link, span.text, badge)

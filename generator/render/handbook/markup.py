"""Text of the regulation as Markdown or HTML in which no character of it can act as markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.model.prose import to_spans
from generator.model.quantity import show_value

if TYPE_CHECKING:
    from generator.model.policy import Policy
    from generator.model.prose import Span
    from generator.render.handbook.address import Addresses

# Character references pass through Markdown untouched, also where a backslash would not do.
_ACTIVE = {ord(c): f"&#{ord(c)};" for c in "\\`*_{}[]<>&|#\"'"}
_ACTIVE_AT_START = re.compile(r"[-+=:~!?]|\d+(?=[.)])")
_BLANKS = re.compile(r"[ \t\r\n]+")
_PENDING = Markup('<span class="pending">待核定</span>')
_PATH = re.compile(r"\w+(?:\.\w+)*")
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


def prose(policy: Policy, text: str, addresses: Addresses) -> Markup:
    """Prose as Markdown, its figures and references as links. Raises ProseError."""
    spans = [markdown_span(span, addresses) for span in to_spans(policy, text.strip())]
    return Markup("").join(spans)


def prose_html(policy: Policy, text: str, addresses: Addresses) -> Markup:
    """Prose as HTML, its figures and references as links. Raises ProseError."""
    spans = [_html_span(span, addresses) for span in to_spans(policy, text.strip())]
    return Markup("").join(spans)


def quotes_html(policy: Policy, text: str, addresses: Addresses) -> Markup:
    """A text of a rule as HTML: parameters with their value, other `{…}` as slots for actual values."""
    parts = _QUOTE.split(text)
    pieces = [
        _quote(policy, part.strip(), addresses) if index % 2 else escape(part)
        for index, part in enumerate(parts)
    ]
    return Markup("").join(pieces)


def _quote(policy: Policy, source: str, addresses: Addresses) -> Markup:
    kind, _, name = source.partition(".")
    if kind == "参数" and name in policy.parameters:
        parameter = policy.parameters[name]
        value = show_value(parameter.value_on(policy.cover.effective, parameter.kind), parameter.kind)
        return Markup('<a class="ref ref-parameter" href="{}">{}</a>').format(
            addresses.parameter(name), value
        )
    shown = source.rsplit(".", 1)[-1] if _PATH.fullmatch(source) else source
    return Markup('<span class="slot" title="{}">{}</span>').format(source, shown)


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

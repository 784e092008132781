"""Where articles come from: each source with the articles that rest on it, and what rests on none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.model.policy import Article, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source by its tag, and the articles that name it."""

    tag: str
    title: str
    articles: tuple[Article, ...]


def coverage(policy: Policy) -> tuple[Source, ...]:
    """Every declared source, and after them tags that articles name without a declaration."""
    articles = tuple(policy.articles.values())
    named = (tag for a in articles for tag in (*a.sources, *(t for r in a.rules for t in r.sources)))
    tags = dict.fromkeys([*policy.cover.sources, *named])
    return tuple(
        Source(
            tag=tag,
            title=policy.cover.sources.get(tag, ""),
            articles=tuple(a for a in articles if tag in a.sources or any(tag in r.sources for r in a.rules)),
        )
        for tag in tags
    )


def without_source(policy: Policy) -> tuple[Article, ...]:
    """The articles that rest on no source: written for this regulation."""
    return tuple(a for a in policy.articles.values() if not a.sources)

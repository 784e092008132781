"""What is to be reviewed when: the regulation, its articles and figures, the rules it cites."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A thing to review in words; `article` is the identifier of its article or ''."""

    words: str
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDay:
    """An ISO day and what is due on it."""

    day: str
    listed: tuple[Reviewed, ...]


def reviews_of(policy: Policy) -> tuple[ReviewDay, ...]:
    """Every review date, the earliest first."""
    found: dict[str, list[Reviewed]] = {}
    for day, item in _reviews(policy):
        found.setdefault(day, []).append(item)
    return tuple(ReviewDay(day=day, listed=tuple(found[day])) for day in sorted(found))


def _reviews(policy: Policy) -> Iterator[tuple[str, Reviewed]]:
    yield policy.cover.review, Reviewed(words=f"《{policy.cover.title}》")
    for article in policy.articles.values():
        label = policy.article_label(article.id)
        if article.review:
            yield article.review, Reviewed(words=f"{label} {article.title}", article=article.id)
        for name, parameter in article.parameters.items():
            if parameter.review:
                yield parameter.review, Reviewed(words=f"数值“{name}”（{label}）", article=article.id)
    for law in policy.cover.laws:
        yield law.review, Reviewed(words=f"引用的《{law.title}》")

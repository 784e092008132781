"""What the company has still to confirm: parameters, and columns and cells of tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.wording import join_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A figure that was proposed and awaits confirmation."""

    name: str
    text: str
    article: str


def pending_of(policy: Policy) -> tuple[Pending, ...]:
    """Everything to be confirmed, in the order of the articles."""
    return tuple(p for article in policy.articles for p in _of_article(policy, article))


def _of_article(policy: Policy, article: str) -> Iterator[Pending]:
    day = policy.cover.effective
    for name, parameter in policy.articles[article].parameters.items():
        if parameter.unconfirmed:
            yield Pending(name=name, text=parameter.show_on(day), article=article)
    for name, table in policy.articles[article].tables.items():
        for column in (*table.inputs, *table.outputs):
            cells = [
                table.show(r, column, day) for r in range(len(table.rows)) if table.is_unconfirmed(r, column)
            ]
            if cells:
                yield Pending(name=f"{name}·{column}", text=join_words(dict.fromkeys(cells)), article=article)

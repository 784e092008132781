"""One change of a regulation as data, and the regulation with the change made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from generator.model.policy import Article, Policy

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.errors import Location
    from generator.model.form import Form
    from generator.model.node import Node

T = TypeVar("T", bound="Node")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A change: what it changes (`参数.提前工作日`), in which words, where, and the changed part.

    `rules` are the identifiers of the only rules that can come out otherwise; None where anything
    can. `is_figure` tells that no expression is another. `clues` are words that cases which can
    notice the change are likely to hold: field names, options.
    """

    target: str
    words: str
    location: Location
    make: Callable[[], Article | Form]
    rules: frozenset[str] | None = None
    is_figure: bool = False
    clues: frozenset[str] = frozenset()

    def applied_to(self, policy: Policy) -> Policy:
        """The policy with the changed part in its place."""
        part = self.make()
        if isinstance(part, Article):
            chapters = tuple(
                changed(c, articles=_with(c.articles, part))
                if any(a.id == part.id for a in c.articles)
                else c
                for c in policy.chapters
            )
            return changed_policy(policy, chapters=chapters)
        return changed_policy(policy, forms=_with(policy.forms, part))


def _with(parts: tuple[Any, ...], part: Article | Form) -> tuple[Any, ...]:
    return tuple(part if p.id == part.id else p for p in parts)


def changed(node: T, **updates: Any) -> T:
    """A node of the source with some values replaced; what it has worked out is not carried over."""
    fields = type(node).model_fields
    data = {field.alias or name: updates.get(name, getattr(node, name)) for name, field in fields.items()}
    return type(node).model_validate(data)


def changed_policy(policy: Policy, **updates: Any) -> Policy:
    """A policy with some parts replaced."""
    fields = {name: getattr(policy, name) for name in Policy.model_fields}
    return Policy(**{**fields, **updates})

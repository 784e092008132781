"""A part of the regulation as named facets: what is compared, and how it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from generator.diff.align import merged
from generator.diff.changes import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Facet:
    """One property: `key` is compared, so that a renumbered article does not count; `shown` is read."""

    key: str
    shown: str


Facets: TypeAlias = "Mapping[str, Facet]"


def facets(**shown: str) -> dict[str, Facet]:
    """Facets that are compared as they are read; empty ones are left out."""
    return {name: Facet(text, text) for name, text in shown.items() if text}


def differing(old: Facets, new: Facets) -> tuple[str, str]:
    """What differs, as it reads on either side; ('', '') when nothing does."""
    names = [n for n, a, b in merged(old, new) if (a and a.key) != (b and b.key)]
    return _written(old, names), _written(new, names)


def change_of(old: Facets | None, new: Facets | None) -> tuple[str, str, ChangeKind] | None:
    """What differs, or all of what came or went; None when nothing did."""
    if old is None:
        return "", whole(new or {}), ChangeKind.ADDED
    if new is None:
        return whole(old), "", ChangeKind.REMOVED
    texts = differing(old, new)
    return (*texts, ChangeKind.CHANGED) if texts != ("", "") else None


def whole(of: Facets) -> str:
    """All facets as they read."""
    return _written(of, of)


def _written(of: Facets, names: Iterable[str]) -> str:
    return "\n".join(f"{name}：{of[name].shown}" for name in names if name in of)

"""Sentences that quote a figure: they read otherwise although nobody rewrote them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from generator.diff.changes import Change, ChangeKind, Part, Quote
from generator.diff.words import by_identity, clauses_of, read
from generator.model.prose import names_in, table_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.diff.sides import Sides

Figure: TypeAlias = "tuple[str, str]"
_MACROS = {"参数": "参数", "句": "表", "制度": "制度"}


def with_quotes(sides: Sides, changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes, those of figures with the sentences that say the figure."""
    listed = list(changes)
    first: dict[Figure, int] = {}
    for index, change in enumerate(listed):
        if (figure := _figure(change)) and change.kind is not ChangeKind.REMOVED:
            first.setdefault(figure, index)
    found: dict[int, list[Quote]] = {}
    for figure, quote in _quotes(sides, set(first)):
        found.setdefault(first[figure], []).append(quote)
    return tuple(replace(c, quotes=tuple(found.get(i, ()))) for i, c in enumerate(listed))


def _figure(change: Change) -> Figure | None:
    match change.part:
        case Part.PARAMETER:
            return "参数", change.name
        case Part.TABLE:
            return "表", change.name[1:].partition("》")[0]
        case Part.COVER:
            return "制度", change.name
    return None


def _quotes(sides: Sides, figures: set[Figure]) -> Iterator[tuple[Figure, Quote]]:
    """Every clause that stood in both editions and says one of the figures, under the first it says."""
    if not figures:
        return
    for id_, article in sides.new.articles.items():
        if id_ not in sides.old.articles:
            continue
        clauses = [c for top in clauses_of(article) for c in top.walk() if "{{" in c.source]
        if not clauses:
            continue
        old = {c.key for top in clauses_of(sides.old.articles[id_]) for c in top.walk()}
        for clause in clauses:
            said = [f for f in _said(clause.source) if f in figures] if clause.key in old else []
            if not said or table_in(clause.source):
                continue
            if by_identity(sides.old, clause.source) != by_identity(sides.new, clause.source):
                texts = read(sides.old, clause.source), read(sides.new, clause.source)
                label = sides.new.article_label(id_) + clause.place
                yield said[0], Quote(article=id_, label=label, old=texts[0], new=texts[1])


def _said(source: str) -> Iterator[Figure]:
    for kind, name in names_in(source):
        if kind in _MACROS:
            yield _MACROS[kind], name

"""Two policies → changes, by identity: a renumbered article is not a new one.

References are compared by what they point at, so that an inserted article does not make every
sentence that cites a later one look changed.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, TypeVar

from generator.diff.changes import Change, ChangeKind, Part
from generator.diff.usage import Usage
from generator.diff.words import (
    RowWords,
    field_words,
    paragraph_words,
    parameter_words,
    row_words,
    rule_words,
)
from generator.model.prose import table_in, to_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model.policy import Article, Policy

T = TypeVar("T")
_SIMILAR = 0.5


def compare(old: Policy, new: Policy) -> tuple[Change, ...]:
    """Every difference, in the order of the new regulation; what was removed stands where it stood."""
    comparison = _Comparison(old, new)
    return (
        *comparison.cover(),
        *comparison.articles(),
        *comparison.forms(),
        *comparison.terms(),
        *comparison.calendar(),
    )


def _merged(old: Mapping[str, T], new: Mapping[str, T]) -> Iterator[tuple[str, T | None, T | None]]:
    """Names of both sides with their values: the new order, removed ones behind their old neighbour."""
    order = list(new)
    previous: str | None = None
    for name in old:
        if name not in new:
            order.insert(order.index(previous) + 1 if previous in order else 0, name)
        previous = name
    return ((name, old.get(name), new.get(name)) for name in order)


class _Comparison:
    def __init__(self, old: Policy, new: Policy) -> None:
        self.old = old
        self.new = new
        self.usage = Usage(old), Usage(new)

    def cover(self) -> Iterator[Change]:
        """Entries of policy.yaml."""
        sides = [
            {k: v for k, v in p.cover.model_dump(by_alias=True).items() if isinstance(v, str)}
            for p in (self.old, self.new)
        ]
        for name, before, after in _merged(*sides):
            if before != after:
                yield _change(Part.COVER, name, before or "", after or "")

    def articles(self) -> Iterator[Change]:
        """Articles with all that belongs to them."""
        moved = self._moved()
        for id_, before, after in _merged(self.old.articles, self.new.articles):
            if before is None and after is not None:
                yield self._whole(ChangeKind.ADDED, after)
            elif before is not None and after is None:
                yield self._whole(ChangeKind.REMOVED, before)
            elif before is not None and after is not None:
                if id_ in moved:
                    yield self._in_article(
                        after, Part.ARTICLE, after.title, self._where(self.old, id_), self._where(self.new, id_),
                        kind=ChangeKind.MOVED,
                    )  # fmt: skip
                yield from self._article(before, after)

    def _moved(self) -> set[str]:
        """Articles that stand in another chapter, or in another order among those that stayed."""
        stayed = [i for i in self.old.articles if i in self.new.articles]
        order = [i for i in self.new.articles if i in self.old.articles]
        kept = {
            i for a, _b, n in SequenceMatcher(None, stayed, order, autojunk=False).get_matching_blocks()
            for i in stayed[a : a + n]
        }  # fmt: skip
        other_chapter = {i for i in stayed if self.old.chapter_of(i).id != self.new.chapter_of(i).id}
        return (set(stayed) - kept) | other_chapter

    @staticmethod
    def _where(policy: Policy, article: str) -> str:
        chapter = policy.chapter_of(article)
        return f"{policy.chapter_label(chapter.id)}　{chapter.title}，{policy.article_label(article)}"

    def _whole(self, kind: ChangeKind, article: Article) -> Change:
        policy = self.new if kind is ChangeKind.ADDED else self.old
        text = "\n".join([article.title, *(paragraph_words(policy, p) for p in article.paragraphs)])
        sides = ("", text) if kind is ChangeKind.ADDED else (text, "")
        return self._in_article(article, Part.ARTICLE, article.title, *sides, kind=kind)

    def _article(self, before: Article, after: Article) -> Iterator[Change]:
        if before.title != after.title:
            yield self._in_article(after, Part.TITLE, after.title, before.title, after.title)
        yield from self._paragraphs(before, after)
        yield from self._parameters(before, after)
        yield from self._tables(before, after)
        yield from self._rules(before, after)

    def _paragraphs(self, before: Article, after: Article) -> Iterator[Change]:
        for index, (old, new) in enumerate(
            _aligned(self._texts(self.old, before), self._texts(self.new, after))
        ):
            if old is None or new is None or old[0] != new[0]:
                yield self._in_article(
                    after, Part.PARAGRAPH, f"第{index + 1}款", old[1] if old else "", new[1] if new else ""
                )

    @staticmethod
    def _texts(policy: Policy, article: Article) -> list[tuple[str, str]]:
        """(as compared, as read) of every paragraph that is not just a table."""
        return [
            (paragraph_words(policy, p, by_identity=True), paragraph_words(policy, p))
            for p in article.paragraphs
            if table_in(p.text) is None
        ]

    def _parameters(self, before: Article, after: Article) -> Iterator[Change]:
        for name, old, new in _merged(before.parameters, after.parameters):
            texts = [parameter_words(p) for p in (old, new)]
            if texts[0] != texts[1]:
                yield self._in_article(after, Part.PARAMETER, name, *texts, used=name)

    def _tables(self, before: Article, after: Article) -> Iterator[Change]:
        for name, old, new in _merged(before.tables, after.tables):
            for left, right in _paired(row_words(old), row_words(new)):
                if left is None or right is None:
                    texts = [side.text if side else "" for side in (left, right)]
                    key = "".join(side.key for side in (left, right) if side)
                    yield self._in_article(after, Part.CELL, f"{name}　{key}", *texts, used=name)
                    continue
                for column, was, now in _merged(left.cells, right.cells):
                    if was != now:
                        label = f"{name}　{right.key}　{column}"
                        yield self._in_article(after, Part.CELL, label, was or "", now or "", used=name)

    def _rules(self, before: Article, after: Article) -> Iterator[Change]:
        sides = [{r.id: r for r in a.rules} for a in (before, after)]
        for id_, old, new in _merged(*sides):
            texts = [rule_words(r) for r in (old, new)]
            if texts[0] != texts[1]:
                yield self._in_article(after, Part.RULE, id_, *texts, used=id_)

    def forms(self) -> Iterator[Change]:
        """Forms and their fields."""
        for id_, before, after in _merged(self.old.forms_by_id, self.new.forms_by_id):
            if before is None or after is None:
                titles = [form.title if form else "" for form in (before, after)]
                yield _change(Part.FORM, "".join(titles), *titles, forms=(id_,))
                continue
            if before.title != after.title:
                yield _change(Part.FORM, after.title, before.title, after.title, forms=(id_,))
            sides_ = [field_words(p, f) for p, f in ((self.old, before), (self.new, after))]
            for name, old, new in _merged(*sides_):
                if old != new:
                    yield _change(Part.FIELD, f"{after.title}　{name}", old or "", new or "", forms=(id_,))

    def terms(self) -> Iterator[Change]:
        """The glossary."""
        for name, before, after in _merged(self.old.glossary, self.new.glossary):
            old = to_plain(self.old, before.meaning) if before else ""
            new = to_plain(self.new, after.meaning) if after else ""
            if old != new:
                yield _change(Part.TERM, name, old, new)

    def calendar(self) -> Iterator[Change]:
        """Years of the working calendar."""
        sides = [{str(y.year): y for y in p.calendar_years} for p in (self.old, self.new)]
        for year, before, after in _merged(*sides):
            if before != after:
                texts = [
                    f"放假 {len(y.days_off)} 天，补班 {len(y.working_days)} 天" if y else ""
                    for y in (before, after)
                ]
                yield _change(Part.CALENDAR, f"{year}年", *texts)

    def _in_article(  # noqa: PLR0913 - the parts of a change
        self, article: Article, part: Part, name: str, old: str, new: str,
        *, kind: ChangeKind | None = None, used: str = "",
    ) -> Change:  # fmt: skip
        labels = [
            p.article_label(article.id) if article.id in p.articles else "" for p in (self.old, self.new)
        ]
        usage = self.usage[0] if kind is ChangeKind.REMOVED else self.usage[1]
        names = (used,) if used else (*article.parameters, *article.tables)
        return _change(
            part, name, old, new, kind=kind, article=article.id, old_label=labels[0], new_label=labels[1],
            forms=usage.forms(article.id, names), rules=usage.rules(article.id, names),
        )  # fmt: skip


def _change(
    part: Part, name: str, old: str, new: str, *, kind: ChangeKind | None = None, **more: object
) -> Change:
    kinds = {(True, False): ChangeKind.REMOVED, (False, True): ChangeKind.ADDED}
    found = kind or kinds.get((bool(old), bool(new)), ChangeKind.CHANGED)
    return Change(kind=found, part=part, name=name, old=old, new=new, **more)  # type: ignore[arg-type]


def _aligned(
    old: list[tuple[str, str]], new: list[tuple[str, str]]
) -> Iterator[tuple[tuple[str, str] | None, tuple[str, str] | None]]:
    """Paragraphs side by side: equal ones first, then those that say nearly the same."""
    matcher = SequenceMatcher(None, [t[0] for t in old], [t[0] for t in new], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(old[a:b], new[c:d], strict=True)
            continue
        rest = list(new[c:d])
        for left in old[a:b]:
            match = next((r for r in rest if _is_similar(left[0], r[0])), None)
            while match and rest[0] is not match:
                yield None, rest.pop(0)
            yield left, match
            if match:
                rest.pop(0)
        yield from ((None, right) for right in rest)


def _is_similar(old: str, new: str) -> bool:
    return SequenceMatcher(None, old, new, autojunk=False).ratio() >= _SIMILAR


def _paired(old: list[RowWords], new: list[RowWords]) -> Iterator[tuple[RowWords | None, RowWords | None]]:
    """Rows side by side: those with the same condition, then those that answer the same."""
    left = [r for r in old if r.key not in {n.key for n in new}]
    for row in new:
        same = next((r for r in old if r.key == row.key), None)
        if same is None and left:
            same = next((r for r in left if r.answer == row.answer), None)
            left = [r for r in left if r is not same]
        yield same, row
    yield from ((row, None) for row in left)

"""Chapters and articles: what came, went, moved, and what was changed inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diff.align import aligned, is_similar, merged, moved
from generator.diff.changes import ChangeKind, Part
from generator.diff.facets import Facet, change_of, facets
from generator.diff.figures import parameter_changes, table_changes
from generator.diff.words import article_words, by_identity, clauses_of, normalised, read, with_titles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.diff.changes import Change
    from generator.diff.facets import Facets
    from generator.diff.sides import Sides
    from generator.diff.words import Clause
    from generator.model.policy import Article, Chapter, Policy
    from generator.model.rule import Rule


def chapter_changes(sides: Sides) -> Iterator[Change]:
    """Chapters that came, went, moved or have another title."""
    twins = chapter_twins(sides)
    before = {twins.get(c.id, c.id): c for c in sides.old.chapters}
    after = {c.id: c for c in sides.new.chapters}
    away = moved(list(before), list(after))
    for id_, old, new in merged(before, after):
        policy, named = (sides.new, new) if new else (sides.old, old)
        name = f"{policy.chapter_label(named.id)}　{named.title}" if named else ""
        was, now = (c.title if c else "" for c in (old, new))
        if was != now:
            yield sides.change(Part.CHAPTER, name, was, now)
        if old and new and old.part != new.part:
            yield sides.change(Part.CHAPTER, f"{name}之前的编", old.part, new.part)
        if id_ in away and old and new:
            was, now = sides.old.chapter_label(old.id), sides.new.chapter_label(new.id)
            yield sides.change(Part.CHAPTER, name, was, now, kind=ChangeKind.MOVED)


def chapter_twins(sides: Sides) -> dict[str, str]:
    """Old identifier → new one of chapters whose file was renamed: same title, or mostly the same articles."""
    new = {c.id: c for c in sides.new.chapters}
    free = [c for c in sides.new.chapters if c.id not in {o.id for o in sides.old.chapters}]
    found: dict[str, str] = {}
    for chapter in sides.old.chapters:
        twin = next((c for c in free if _is_twin(chapter, c)), None) if chapter.id not in new else None
        if twin:
            found[chapter.id] = twin.id
            free.remove(twin)
    return found


def _is_twin(old: Chapter, new: Chapter) -> bool:
    ids = [{a.id for a in c.articles} for c in (old, new)]
    return old.title == new.title or len(ids[0] & ids[1]) * 2 > max(map(len, ids))


def article_changes(sides: Sides) -> Iterator[Change]:
    """Articles with all that belongs to them, in the order of the new text."""
    away = _moved(sides)
    for id_, before, after in merged(sides.old.articles, sides.new.articles):
        if before is None and after is not None:
            text = article_words(sides.new, after)
            yield sides.in_article(id_, Part.ARTICLE, after.title, "", text)
        elif before is not None and after is None:
            text = article_words(sides.old, before)
            yield sides.in_article(id_, Part.ARTICLE, before.title, text, "")
        elif before is not None and after is not None:
            if id_ in away:
                where = _where(sides.old, id_), _where(sides.new, id_)
                yield sides.in_article(id_, Part.ARTICLE, after.title, *where, kind=ChangeKind.MOVED)
            if before != after:
                yield from _inside(sides, before, after)


def _moved(sides: Sides) -> set[str]:
    """Articles that stand in another chapter, or in another order among those that stayed."""
    twins = chapter_twins(sides)
    stayed = [i for i in sides.old.articles if i in sides.new.articles]
    other = {
        i for i in stayed
        if twins.get(was := sides.old.chapter_of(i).id, was) != sides.new.chapter_of(i).id
    }  # fmt: skip
    kept = [i for i in stayed if i not in other]
    return other | moved(kept, [i for i in sides.new.articles if i in set(kept)])


def _where(policy: Policy, article: str) -> str:
    chapter = policy.chapter_of(article)
    return f"{policy.chapter_label(chapter.id)}　{chapter.title}，{policy.article_label(article)}"


def _inside(sides: Sides, before: Article, after: Article) -> Iterator[Change]:
    if before.title != after.title:
        yield sides.in_article(after.id, Part.TITLE, after.title, before.title, after.title)
    if before.section != after.section:
        yield sides.in_article(after.id, Part.SECTION, after.title, before.section, after.section)
    yield from _clauses(sides, after.id, clauses_of(before), clauses_of(after))
    yield from parameter_changes(sides, before, after)
    yield from table_changes(sides, before, after)
    for id_, old, new in merged(before.definitions, after.definitions):
        if sides.respelled(old or "") != (new or ""):
            yield sides.in_article(after.id, Part.DEFINITION, id_, old or "", new or "")
    yield from _rules(sides, before, after)
    yield from _around(sides, before, after)


def _clauses(
    sides: Sides, article: str, old: tuple[Clause, ...], new: tuple[Clause, ...]
) -> Iterator[Change]:

    def similar(left: Clause, right: Clause) -> bool:
        return is_similar(read(sides.old, left.source), read(sides.new, right.source))

    for left, right in aligned(old, new, lambda clause: clause.key, similar):
        if left is None or right is None:
            was, now = (
                "\n".join(c.lines(p)) if c else "" for c, p in ((left, sides.old), (right, sides.new))
            )
            place = right.place if right else f"原{left.place}" if left and left.place else ""
            yield sides.in_article(article, Part.PARAGRAPH, place, was, now)
            continue
        yield from _clause(sides, article, left, right)
        yield from _clauses(sides, article, left.below, right.below)


def _clause(sides: Sides, article: str, left: Clause, right: Clause) -> Iterator[Change]:
    if left.key == right.key:
        return
    if by_identity(sides.old, left.source) == by_identity(sides.new, right.source):
        return
    texts = read(sides.old, left.source), read(sides.new, right.source)
    if texts[0] == texts[1]:
        texts = with_titles(sides.old, left.source), with_titles(sides.new, right.source)
    yield sides.in_article(article, Part.PARAGRAPH, right.place, *texts)


def _rules(sides: Sides, before: Article, after: Article) -> Iterator[Change]:
    old = {r.id: rule_facets(r, sides) for r in before.rules}
    new = {r.id: rule_facets(r) for r in after.rules}
    for id_, was, now in merged(old, new):
        if changed := change_of(was, now):
            yield sides.in_article(after.id, Part.RULE, id_, *changed, rule=id_)


def rule_facets(rule: Rule, sides: Sides | None = None) -> Facets:
    """A rule as its source has it; with `sides`, compared by the new names of fields."""
    shown = {
        "级别": rule.level.value, "适用": rule.when, "逐行": rule.each, "要求": rule.requirement,
        "提示": rule.message, "实际": rule.actual, "应为": rule.expected, "更正": rule.remedy,
        "字段": "、".join(rule.fields), "来源": "、".join(rule.sources),
    }  # fmt: skip
    return {k: Facet(sides.respelled(v, rule.each) if sides else v, v) for k, v in shown.items() if v}


def _around(sides: Sides, before: Article, after: Article) -> Iterator[Change]:
    """What explains an article: its process and its notes."""
    steps = [_process(p, a) for p, a in ((sides.old, before), (sides.new, after))]
    if steps[0][0] != steps[1][0]:
        yield sides.in_article(after.id, Part.PROCESS, after.title, steps[0][1], steps[1][1])
    for name, old, new in merged(_notes(sides.old, before), _notes(sides.new, after)):
        if (old and old.key) != (new and new.key):
            texts = (old.shown if old else "", new.shown if new else "")
            yield sides.in_article(after.id, Part.NOTE, name, *texts)


def _process(policy: Policy, article: Article) -> tuple[str, str]:
    key = repr([(s.name, s.who, s.article, s.form) for s in article.process])
    lines = []
    for step in article.process:
        by = f"，{policy.article_label(step.article)}" if step.article in policy.articles else ""
        form = f"，《{policy.forms_by_id[step.form].title}》" if step.form in policy.forms_by_id else ""
        lines.append(f"{step.name}（{step.who}{by}{form}）")
    return key, "\n".join(lines)


def _notes(policy: Policy, article: Article) -> Mapping[str, Facet]:
    titles = "、".join(policy.articles[a].title for a in article.related if a in policy.articles)
    found = facets(
        裁定=article.decision, 关键词="、".join(article.keywords), 来源="、".join(article.sources),
        相关条款=titles, 复核日期=article.review or "",
    )  # fmt: skip
    if article.summary:
        found["白话"] = Facet(normalised(article.summary), read(policy, article.summary))
    return found

"""What stands around the articles: cover, terms, cited laws, calendar."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.diff.align import merged
from generator.diff.changes import Part
from generator.diff.facets import Facet, change_of, facets
from generator.diff.words import normalised, read
from generator.wording import format_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.diff.changes import Change
    from generator.diff.facets import Facets
    from generator.diff.sides import Sides
    from generator.model.calendar import CalendarYear
    from generator.model.policy import Policy, Term

_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def cover_changes(sides: Sides) -> Iterator[Change]:
    """Entries of policy.yaml, with the sources it declares."""
    old, new = (_entries(p) for p in (sides.old, sides.new))
    for name, before, after in merged(old, new):
        if before != after:
            yield sides.change(Part.COVER, name, before or "", after or "")
    for tag, before, after in merged(sides.old.cover.sources, sides.new.cover.sources):
        if before != after:
            yield sides.change(Part.NOTE, f"来源 {tag}", before or "", after or "")


def _entries(policy: Policy) -> dict[str, str]:
    entries = policy.cover.model_dump(by_alias=True)
    entries["一致字段"] = "、".join(policy.cover.matching_fields)
    return {k: _dated(v) for k, v in entries.items() if isinstance(v, str) and v}


def _dated(text: str) -> str:
    return format_date(text) if _ISO_DATE.fullmatch(text) else text


def term_changes(sides: Sides) -> Iterator[Change]:
    """The glossary."""
    old, new = ({n: _term(p, t) for n, t in p.glossary.items()} for p in (sides.old, sides.new))
    yield from _each(sides, Part.TERM, old, new)


def _term(policy: Policy, term: Term) -> Facets:
    found = {"释义": Facet(normalised(term.meaning), read(policy, term.meaning))}
    if term.article in policy.articles:
        found["见"] = Facet(term.article, policy.article_label(term.article))
    return found | facets(别称="、".join(term.aliases))


def law_changes(sides: Sides) -> Iterator[Change]:
    """External rules the regulation cites."""
    old, new = (
        {
            law.title: facets(
                条款=law.article, 日期=law.issued, 内容=law.subject, 复核日期=_dated(law.review)
            )
            for law in p.cover.laws
        }
        for p in (sides.old, sides.new)
    )
    yield from _each(sides, Part.LAW, old, new)


def calendar_changes(sides: Sides) -> Iterator[Change]:
    """Years of the working calendar."""
    old, new = ({f"{y.year}年": _year(y) for y in p.calendar_years} for p in (sides.old, sides.new))
    yield from _each(sides, Part.CALENDAR, old, new)


def _year(year: CalendarYear) -> Facets:
    notice = year.notice
    number = f"（{notice.number}）" if notice.number else ""
    holidays = {h.name: f"{format_date(h.first)}至{format_date(h.last)}" for h in year.holidays}
    issued = f"《{notice.title}》{number}{format_date(notice.issued)}"
    return facets(依据=issued, **holidays, 补班="、".join(map(format_date, year.working_days)))


def _each(sides: Sides, part: Part, old: Mapping[str, Facets], new: Mapping[str, Facets]) -> Iterator[Change]:
    for name, before, after in merged(old, new):
        if changed := change_of(before, after):
            yield sides.change(part, name, *changed)

"""Published editions in the handbook: each readable at its address for good, and what each changed.

editions/1.0.html#escort          an article as an edition had it
editions/1.0-to-1.1.html#escort   what the next edition made of it
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from generator.assets import shipped
from generator.diff.changes import BESIDE_THE_TEXT
from generator.diff.compare import compare
from generator.diff.grouping import Comparison, Group, grouped, name_of, summary
from generator.diff.inline import inline_diff
from generator.diff.marking import marked_lines
from generator.render.document.compose import compose
from generator.render.docx_form import render_docx_form
from generator.render.handbook import ArticleNote, EditionNote, Past
from generator.render.handbook.address import EDITIONS
from generator.render.handbook.markup import to_markdown
from generator.wording import format_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.editions import Edition
    from generator.model.policy import Policy

WORKING = "working"


def archive(editions: Sequence[Edition], working: Policy) -> Past:
    """Everything the handbook holds of published editions, oldest first. Raises ProseError."""
    if not editions:
        return Past()
    pages: dict[str, str | bytes] = {}
    articles: dict[str, list[ArticleNote]] = {}
    redlines: dict[str, str] = {}
    for number, edition in enumerate(editions):
        pages |= _edition(edition, editions[number + 1] if number + 1 < len(editions) else None)
    for old, new in pairwise(editions):
        comparison = _between(old, new)
        page = redlines[new.name] = f"{EDITIONS}/{old.name}-to-{new.name}.md"
        pages[page] = _redline(comparison)
        for article, note in _notes(comparison, new, page):
            articles.setdefault(article, []).append(note)
    draft = _draft(editions[-1], working)
    notes = tuple(
        EditionNote(
            name=e.name, effective=e.effective, note=e.note, approver=e.policy.cover.approver,
            page=f"{EDITIONS}/{e.name}.md", redline=redlines.get(e.name, ""),
        )
        for e in editions
    )  # fmt: skip
    listed = {article: tuple(found) for article, found in articles.items()}
    return Past(editions=notes, articles=listed, pages=pages | draft, draft=next(iter(draft), ""))


def _between(old: Edition, new: Edition) -> Comparison:
    return Comparison(
        old=old.policy, new=new.policy, changes=compare(old.policy, new.policy),
        old_label=f"{old.name} 版", new_label=f"{new.name} 版", note=new.note,
    )  # fmt: skip


def _edition(edition: Edition, successor: Edition | None) -> dict[str, str | bytes]:
    """The text of an edition on one page, and its forms as they were."""
    policy = edition.policy
    page = _template("edition.md.j2").render(
        edition=edition, successor=successor, policy=policy, parts=compose(policy)[1:]
    )
    forms = {
        f"{EDITIONS}/{edition.name}/forms/{form.id}.docx": render_docx_form(policy, form)
        for form in policy.forms
    }
    return {f"{EDITIONS}/{edition.name}.md": page.strip() + "\n", **forms}


def _redline(comparison: Comparison) -> str:
    page = _template("redline.md.j2").render(comparison=comparison, groups=grouped(comparison))
    return page.strip() + "\n"


def _draft(latest: Edition, working: Policy) -> dict[str, str]:
    """What the source would change in the latest edition, apart from its name and first day."""
    changes = compare(latest.policy, working)
    if all(c.name in ("版本", "施行日期") and not c.article for c in changes):
        return {}
    comparison = Comparison(
        old=latest.policy, new=working, changes=changes, old_label=f"{latest.name} 版", new_label="工作稿"
    )
    return {f"{EDITIONS}/{latest.name}-to-{WORKING}.md": _redline(comparison)}


def _notes(comparison: Comparison, new: Edition, page: str) -> Iterable[tuple[str, ArticleNote]]:
    """What an edition made of each article of which it changed the text."""
    for group in grouped(comparison):
        text = [c for c in group.changes if c.part not in BESIDE_THE_TEXT]
        if group.article and text:
            words = "、".join(dict.fromkeys(f"{c.kind}{name_of(c)}" for c in text))
            note = ArticleNote(edition=new.name, effective=new.effective, words=words, page=page)
            yield group.article, note


def place_of(group: Group) -> str:
    """The anchor of a group on a redline page."""
    if group.article:
        return group.article
    return f"form.{group.form}" if group.form else f"part.{group.changes[0].part.name.lower()}"


def anchor_of(key: str) -> str:
    """The anchor of a part of an edition: an article by its identifier, as in the handbook."""
    kind, _, name = key.partition(":")
    return name if kind == "article" else f"{kind}.{name}" if name else kind


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(shipped("templates/diff")),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {
        "md": to_markdown, "date": format_date, "anchor": anchor_of, "place": place_of, "name": name_of,
        "lines": marked_lines, "summary": summary,
    }  # fmt: skip
    environment.globals.update(inline=inline_diff)
    return environment


def _template(name: str) -> Template:
    return _environment().get_template(name)

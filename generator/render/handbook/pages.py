"""The regulation as the pages of its handbook; knows Markdown, not the generator that builds it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.render.handbook import address
from generator.render.handbook.address import Addresses
from generator.render.handbook.coverage import coverage, without_source
from generator.render.handbook.decide import bundle_json
from generator.render.handbook.past import Past
from generator.render.handbook.questions import questions
from generator.render.handbook.reviews import reviews_of
from generator.render.handbook.typesetter import Typesetter

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.model.finding import Finding
    from generator.model.policy import Policy


_NO_PAST = Past()
_NO_FINDINGS: Mapping[str, Finding] = MappingProxyType({})


def render_handbook(
    policy: Policy,
    downloads: Mapping[str, bytes],
    templates: Path | None = None,
    past: Past = _NO_PAST,
    findings: Mapping[str, Finding] = _NO_FINDINGS,
) -> dict[str, str | bytes]:
    """Address below the root → Markdown or bytes; the same policy gives the same pages.

    Templates in the folder `templates` go before the shipped ones of the same name. `downloads`
    maps addresses such as `forms/notification.docx` to files, which pages link to and which are
    part of the result; `past` is what there is to say of published editions, its pages included,
    `findings` what is said of a case that breaks a rule. Raises ProseError for a macro that
    cannot be resolved.
    """
    typesetter = Typesetter(policy, templates, past, findings)
    offered = frozenset(downloads)
    pages: dict[str, str | bytes] = {**downloads, **past.pages}
    for chapter in policy.chapters:
        page = address.chapter_page(chapter.id)
        pages[page] = typesetter.page(page, "chapter.md.j2", chapter=chapter)
    for form in policy.forms:
        page = address.form_page(form.id)
        pages[page] = typesetter.page(page, "form.md.j2", form=form, downloads=offered)
    if policy.forms:
        pages[address.FORMS] = typesetter.page(address.FORMS, "forms.md.j2", downloads=offered)
    pages |= _gathered(typesetter, past)
    return pages


def _gathered(typesetter: Typesetter, past: Past) -> dict[str, str]:
    """The pages that gather what the articles say, those left out for which there is nothing."""
    policy, page = typesetter.policy, typesetter.page
    articles = policy.articles.values()
    made = {
        address.FIGURES: page(address.FIGURES, "figures.md.j2"),
        address.SOURCES: page(
            address.SOURCES, "sources.md.j2", sources=coverage(policy), own=without_source(policy)
        ),
        address.HISTORY: page(address.HISTORY, "history.md.j2", past=past, reviews=reviews_of(policy)),
        address.WHOLE: page(address.WHOLE, "print.md.j2", is_whole=True),
    }
    if asked := questions(policy):
        data = Markup(bundle_json(policy, Addresses(policy, address.DECIDE, ".html")))  # noqa: S704 - escaped there
        made[address.DECIDE] = page(address.DECIDE, "decide.md.j2", questions=asked, data=data)
    if policy.glossary:
        made[address.GLOSSARY] = page(address.GLOSSARY, "glossary.md.j2")
    if any(a.process for a in articles):
        made[address.PROCESS] = page(address.PROCESS, "process.md.j2")
    if any(a.rules for a in articles):
        made[address.RULES] = page(address.RULES, "rules.md.j2")
    if any(a.decision for a in articles):
        made[address.DECISIONS] = page(address.DECISIONS, "decisions.md.j2")
    return made

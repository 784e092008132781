"""References by identifier and macros in prose: each must lead somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import Location, Problem
from generator.model.prose import find_errors
from generator.text import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.form import Form
    from generator.model.policy import Article, Policy

CODE = "dangling-reference"


def check(policy: Policy) -> Iterator[Problem]:
    """Find references to articles, forms, tables and parameters that do not exist."""
    for text, at in prose_of(policy):
        for error in find_errors(policy, text):
            yield Problem(
                location=at, code=CODE, message=str(error), hint=error.hint, unknown_name=error.name
            )
    for name, at in _articles_named(policy):
        if name and name not in policy.articles:
            yield _unknown("条", name, at, policy.articles)
    for article in policy.articles.values():
        for index, step in enumerate(article.process):
            if step.form and step.form not in policy.forms_by_id:
                yield _unknown("表单", step.form, article.place.of("流程", index, "表单"), policy.forms_by_id)


def prose_of(policy: Policy) -> Iterator[tuple[str, Location]]:
    """Every text of the source in which macros may stand, with its place."""
    for article in policy.articles.values():
        yield from _prose_of_article(article)
    for form in policy.forms:
        yield from _prose_of_form(form)
    for name, term in policy.glossary.items():
        yield (
            term.meaning,
            term.place.of("释义") if term.place.spans else Location(f"policy/glossary.yaml（{name}）"),
        )


def _prose_of_article(article: Article) -> Iterator[tuple[str, Location]]:
    for index, paragraph in enumerate(article.paragraphs):
        yield paragraph.text, article.place.of("款", index, "文")
        for i, item in enumerate(paragraph.items):
            yield item.text, article.place.of("款", index, "项", i, "文")
            for s, subitem in enumerate(item.subitems):
                yield subitem, article.place.of("款", index, "项", i, "目", s)
    yield article.summary, article.place.of("白话")


def _prose_of_form(form: Form) -> Iterator[tuple[str, Location]]:
    yield form.help, form.place.of("说明")
    for section in form.sections:
        yield section.help, section.place.of("说明")
        columns = section.rows.columns if section.rows else ()
        yield from ((f.help, f.place.of("说明")) for f in (*section.fields, *columns))
        if section.rows:
            yield section.rows.help, section.rows.place.of("说明")


def _articles_named(policy: Policy) -> Iterator[tuple[str, Location]]:
    for article in policy.articles.values():
        yield from ((name, article.place.of("相关", i)) for i, name in enumerate(article.related))
        yield from ((s.article, article.place.of("流程", i, "条")) for i, s in enumerate(article.process))
    for form in policy.forms:
        yield form.basis, form.place.of("依据")
        yield from ((s.basis, s.place.of("依据")) for s in form.sign_off)
        for section in form.sections:
            yield from ((f.basis, f.place.of("依据")) for f in section.fields)
            if section.rows:
                yield section.rows.basis, section.rows.place.of("依据")
                yield from ((c.basis, c.place.of("依据")) for c in section.rows.columns)
    yield from ((t.article, t.place.of("条")) for t in policy.glossary.values())


def _unknown(kind: str, name: str, at: Location, known: object) -> Problem:
    hint = suggestion(name, known)  # type: ignore[arg-type]
    return Problem(
        location=at, code=CODE, message=f"没有标识为“{name}”的{kind}", hint=hint, unknown_name=name
    )

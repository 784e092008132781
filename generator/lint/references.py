"""References by identifier and macros in prose: each must lead somewhere.

Such as:

    依据: escrot                              没有标识为“escrot”的条 → 是否要写“escort”？
    - 按{条:escort.3}执行。                    第八条没有第“3”款
    - '{{ 参数("提前工作日") }}提交{表单:notification}。'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import Problem
from generator.lint.texts import decisions_of, prose_of
from generator.model.prose import find_errors
from generator.text import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.errors import Location
    from generator.model.policy import Policy

CODE = "dangling-reference"


def check(policy: Policy) -> Iterator[Problem]:
    """Find references to articles, forms, tables and parameters that do not exist."""
    for text, at, _ in (*prose_of(policy), *decisions_of(policy)):
        for error in find_errors(policy, text):
            yield Problem(
                location=at, code=CODE, message=str(error), hint=error.hint, unknown_name=error.name
            )
    for name, at in _sources_named(policy):
        if policy.cover.sources and name not in policy.cover.sources:
            yield _unknown("来源", name, at, policy.cover.sources)
    for name, at in _articles_named(policy):
        if name and name not in policy.articles:
            yield _unknown("条", name, at, policy.articles)
    for article in policy.articles.values():
        for index, step in enumerate(article.process):
            if step.form and step.form not in policy.forms_by_id:
                yield _unknown("表单", step.form, article.place.of("流程", index, "表单"), policy.forms_by_id)


def _sources_named(policy: Policy) -> Iterator[tuple[str, Location]]:
    for article in policy.articles.values():
        yield from ((s, article.place.of("来源", i)) for i, s in enumerate(article.sources))
        for rule in article.rules:
            yield from ((s, rule.place.of("来源", i)) for i, s in enumerate(rule.sources))


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


def _unknown(kind: str, name: str, at: Location, known: Iterable[str]) -> Problem:
    message = f"没有标识为“{name}”的{kind}"
    return Problem(location=at, code=CODE, message=message, hint=suggestion(name, known), unknown_name=name)

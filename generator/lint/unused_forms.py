"""Forms nobody refers to: no article names them, so nobody learns that they must be filled in.

Such as:

    forms/log.yaml (标识: log)        没有条文提到表单“来访登记表”
    款: ['前台填写{表单:log}。']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import Level, Problem
from generator.lint.texts import clauses_of
from generator.model.prose import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.policy import Policy

CODE = "unreferenced-form"


def check(policy: Policy) -> Iterator[Problem]:
    """Find forms that neither a text nor a process of an article names."""
    named = {
        name
        for article in policy.articles.values()
        for text in clauses_of(article)
        for kind, name in names_in(text.text)
        if kind == "表单"
    }
    named |= {step.form for article in policy.articles.values() for step in article.process}
    for form in policy.forms:
        if form.id not in named:
            hint = f"在规定填写它的条里写上 {{表单:{form.id}}}，或者删去这张表单"
            at = form.place.of("标识")
            message = f"没有条文提到表单“{form.title}”"
            yield Problem(location=at, code=CODE, message=message, hint=hint, level=Level.WARNING)

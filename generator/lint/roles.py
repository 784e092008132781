"""Roles without duty: a post signs or has a step to do, but no article on duties mentions it.

The articles on duties are those with 职责 in their title or in the title of their chapter.

    签批: [{环节: 批准, 职务: [总经理]}]
    章: 职责 … 款: [总经理负责批准。]            without it: 职责里没有提到“总经理”
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import Level, Location, Problem
from generator.lint.texts import clauses_of
from generator.model.prose import ProseError, to_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.policy import Policy

CODE = "role-without-duty"
_DUTIES = "职责"
_AND = ("、", "和", "或者")


def check(policy: Policy) -> Iterator[Problem]:
    """Find posts and departments in sign-off and processes that the articles on duties leave out."""
    duties = _duties(policy)
    if not duties:
        return
    said: set[str] = set()
    for role, at in _roles(policy):
        if role not in duties and role not in said:
            said.add(role)
            hint = "在职责一章写明它负责什么，或改用那里的名称"
            yield Problem(
                location=at, code=CODE, message=f"职责里没有提到“{role}”", hint=hint, level=Level.WARNING
            )


def _duties(policy: Policy) -> str:
    """The text of all articles on duties."""
    texts: list[str] = []
    for chapter in policy.chapters:
        for article in chapter.articles:
            if _DUTIES in chapter.title or _DUTIES in article.title:
                texts += (_plain(policy, text.text) for text in clauses_of(article))
    return "\n".join(texts)


def _plain(policy: Policy, text: str) -> str:
    try:
        return to_plain(policy, text)
    except (ProseError, ValueError):
        return text  # the macro is reported where it stands


def _roles(policy: Policy) -> Iterator[tuple[str, Location]]:
    for form in policy.forms:
        for step in form.sign_off:
            try:
                roles = policy.options(step.roles)
            except (KeyError, ValueError):
                continue  # reported with the form
            yield from ((role, step.place.of("职务")) for role in roles)
    for article in policy.articles.values():
        for index, part in enumerate(article.process):
            at = article.place.of("流程", index, "责任")
            yield from ((role, at) for role in _split(part.who))


def _split(who: str) -> list[str]:
    """`经办人、行政部` names two."""
    for mark in _AND:
        who = who.replace(mark, "\n")
    return [role.strip() for role in who.split("\n") if role.strip()]

"""Names that must be unique, and characters that names must not contain.

A name that is used twice would make two things one in text, forms, rules and findings.

    标识: escort (twice)         条的标识“escort”用了两次，第一次在 policy/chapters/05-escorts.yaml:3:11
    参数: {限额.用餐: 300元}      名称“限额.用餐”里不能有“.”
    简称: 表                      “表”在规则里有别的意思，不能作名称
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.errors import Location, Problem
from generator.rules.expression import FUNCTIONS, HANDED_IN, MACROS, PARAMETER, ROW, TABLE, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.policy import Policy

CODE = "duplicate-name"
# '.' parts names in rules, '_' parts them in PDF field names; the rest would end a name in an expression.
_RESERVED = frozenset(
    {PARAMETER, TABLE, HANDED_IN, ROW, "in", "true", "false", "null", *WORDS, *FUNCTIONS, *MACROS}
)
_BAD = re.compile(r"[\W_]")


def check(policy: Policy) -> Iterator[Problem]:
    """Find names that stand twice or cannot stand in expressions and file formats."""
    yield from _check_unique("条的标识", _article_ids(policy))
    yield from _check_unique("规则的标识", _rule_ids(policy))
    yield from _check_unique("名称", _figures(policy))
    yield from _check_unique("章的标识", ((c.id, c.place.of("标识")) for c in policy.chapters))
    yield from _check_unique("表单的标识", ((f.id, f.place.of("标识")) for f in policy.forms))
    yield from _check_unique("表单的简称", ((f.name, f.place.of("简称")) for f in policy.forms))
    yield from _check_unique(
        "附表编号", ((str(f.annex), f.place.of("附表")) for f in policy.forms if f.annex)
    )
    for name, at in (*_figures(policy), *((f.name, f.place.of("简称")) for f in policy.forms)):
        yield from check_characters(name, at)
    for name, at in _heads(policy):
        if name in _RESERVED:
            message = f"“{name}”在规则里有别的意思，不能作名称"
            yield Problem(location=at, code="name-reserved", message=message, hint="换一个名称")


def _heads(policy: Policy) -> Iterator[tuple[str, Location]]:
    """Names with which an expression may begin: forms and definitions."""
    yield from ((f.name, f.place.of("简称")) for f in policy.forms)
    for article in policy.articles.values():
        yield from ((name, article.place.of("定义", name)) for name in article.definitions)


def check_characters(name: str, at: Location) -> Iterator[Problem]:
    """Find characters in a name that an expression or a file format gives a meaning to."""
    if bad := _BAD.search(name):
        yield Problem(
            location=at, code="name-character", message=f"名称“{name}”里不能有“{bad[0]}”",
            hint="名称只用汉字、字母和数字",
        )  # fmt: skip
    elif name[:1].isdigit():
        yield Problem(
            location=at, code="name-character", message=f"名称“{name}”不能以数字开头", hint="换一个名称"
        )


def _check_unique(what: str, found: Iterator[tuple[str, Location]]) -> Iterator[Problem]:
    first: dict[str, Location] = {}
    for name, at in found:
        if name in first:
            message = f"{what}“{name}”用了两次，第一次在 {first[name]}"
            yield Problem(location=at, code=CODE, message=message, hint="改用另一个名称")
        first.setdefault(name, at)


def _article_ids(policy: Policy) -> Iterator[tuple[str, Location]]:
    return ((a.id, a.place.of("标识")) for c in policy.chapters for a in c.articles)


def _rule_ids(policy: Policy) -> Iterator[tuple[str, Location]]:
    return ((r.id, r.place.of("标识")) for c in policy.chapters for a in c.articles for r in a.rules)


def _figures(policy: Policy) -> Iterator[tuple[str, Location]]:
    """Parameters, tables and definitions of all articles share no name."""
    for chapter in policy.chapters:
        for article in chapter.articles:
            for key, names in (
                ("参数", article.parameters),
                ("表", article.tables),
                ("定义", article.definitions),
            ):
                yield from ((name, article.place.of(key, name)) for name in names)

"""Defined terms: used as defined, and defined where the text says that it defines.

    glossary.yaml: 来宾: {释义: …, 别称: [访客]}
    款: [访客到达后登记。]                      “访客”应当写作“来宾”
    款: ["本制度所称陪同，是指……"]              “陪同”没有列入术语表

Other words for a term may stand in the article that defines it, and inside longer terms.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.errors import Level, Location, Problem
from generator.lint.texts import Text, clauses_of
from generator.model.prose import without_macros
from generator.text import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.policy import Policy

CODE = "term"
_DEFINING = re.compile(
    r"(?:本制度|本办法|本规定|本细则)所称(?:的)?“?([^“”，、：；。（）()]{1,12}?)”?(?=，|是指|指|：|包括)"
)
_SHORT_NAME = re.compile(r"[（(]以下(?:简)?称“?([^“”）)]{1,12})”?[）)]")
_QUOTED = re.compile(r"《[^》]*》")


def check(policy: Policy) -> Iterator[Problem]:
    """Find other words for defined terms, and terms that the glossary does not know."""
    if not policy.glossary:
        return
    aliases = {a: name for name, term in policy.glossary.items() for a in term.aliases}
    known = sorted((*policy.glossary, *aliases), key=len, reverse=True)
    word = re.compile("|".join(map(re.escape, known)))
    for article in policy.articles.values():
        for text in clauses_of(article):
            bare = _QUOTED.sub(" ", without_macros(text.text))
            yield from _undefined(policy, bare, text.at)
            yield from _aliases(policy, text._replace(text=bare), word, aliases)


def _undefined(policy: Policy, bare: str, at: Location) -> Iterator[Problem]:
    for pattern in (_DEFINING, _SHORT_NAME):
        for name in pattern.findall(bare):
            if name not in policy.glossary:
                hint = suggestion(name, policy.glossary) or "在 policy/glossary.yaml 里写上释义"
                yield _problem(at, f"“{name}”没有列入术语表", hint)


def _aliases(policy: Policy, text: Text, word: re.Pattern[str], aliases: dict[str, str]) -> Iterator[Problem]:
    for found in dict.fromkeys(word.findall(text.text)):
        term = aliases.get(found)
        if term and policy.glossary[term].article != text.article:
            yield _problem(text.at, f"“{found}”应当写作“{term}”", "全文用同一个词；别称只写在定义它的条里")


def _problem(at: Location, message: str, hint: str) -> Problem:
    return Problem(location=at, code=CODE, message=message, hint=hint, level=Level.WARNING)

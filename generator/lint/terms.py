"""Defined terms: used as defined, and defined where the text says that it defines.

    glossary.yaml: 来宾: {释义: …, 别称: [访客]}
    款: [访客到达后登记。]                      “访客”应当写作“来宾”
    款: ["本制度所称陪同，是指……"]              “陪同”没有列入术语表

Other words for a term may stand in the clauses of the article that defines it, inside longer
terms, and in keywords and decisions. Everywhere else the reader meets one word, in rules and
forms as well: so a term is renamed by its entry, with the old name as another word for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.errors import Level, Location, Problem
from generator.lint.texts import Text, clauses_of, messages_of, prose_of, words_of
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
_QUOTED = re.compile(r"《[^》]*》|\{[^{}]*\}")


def check(policy: Policy) -> Iterator[Problem]:
    """Find other words for defined terms, and terms that the glossary does not know."""
    if not policy.glossary:
        return
    terms = policy.glossary
    aliases = {a: name for name, term in terms.items() for a in term.aliases if a not in terms}
    known = sorted((*policy.glossary, *aliases), key=len, reverse=True)
    word = re.compile(f"(?=({'|'.join(map(re.escape, known))}))")
    for article in policy.articles.values():
        for text in clauses_of(article):
            yield from _undefined(policy, _bare(text.text), text.at)
    for text in _seen(policy):
        yield from _aliases(policy, text._replace(text=_bare(text.text)), word, aliases)


def _bare(text: str) -> str:
    return _QUOTED.sub(" ", without_macros(text))


def _seen(policy: Policy) -> Iterator[Text]:
    """Every text that readers of the handbook, the forms and the findings meet."""
    yield from prose_of(policy)
    yield from words_of(policy)
    for article in policy.articles.values():
        for rule in article.rules:
            yield from (Text(text, rule.place.of(key), article.id) for key, text in messages_of(rule))


def _undefined(policy: Policy, bare: str, at: Location) -> Iterator[Problem]:
    for pattern in (_DEFINING, _SHORT_NAME):
        for name in pattern.findall(bare):
            if name not in policy.glossary:
                hint = suggestion(name, policy.glossary) or "在 policy/glossary.yaml 里写上释义"
                yield _problem(at, f"“{name}”没有列入术语表", hint)


def _aliases(policy: Policy, text: Text, word: re.Pattern[str], aliases: dict[str, str]) -> Iterator[Problem]:
    for found in dict.fromkeys(_words_in(text.text, word)):
        term = aliases.get(found)
        if term and policy.glossary[term].article != text.article:
            yield _problem(text.at, f"“{found}”应当写作“{term}”", "全文用同一个词；别称只写在定义它的条里")


def _words_in(text: str, word: re.Pattern[str]) -> Iterator[str]:
    """The words that stand there as such: 拜访客户 holds 客户, so it does not hold 访客."""
    spans = [(m.start(1), m.end(1)) for m in word.finditer(text)]
    for start, end in spans:
        crossing = ((s, e) for s, e in spans if s < end and start < e)
        if all(start <= s and e <= end for s, e in crossing):
            yield text[start:end]


def _problem(at: Location, message: str, hint: str) -> Problem:
    return Problem(location=at, code=CODE, message=message, hint=hint, level=Level.WARNING)

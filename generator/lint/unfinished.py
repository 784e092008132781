"""What a regulation announces or begins and does not finish: tables, sentences, sources, the last chapter.

Such as:

    款: [奖励标准见下表。]              the article holds no table → 本条没有表
    款: [由分管领导批准，给予]           the sentence has no end mark → 没有写完
    来源: {R1: …}                      no article rests on R1 → 没有条款采用来源“R1”
    章: 附则                           another chapter follows → “附则”应当是最后一章
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.errors import Level, Problem
from generator.lint.texts import clauses_of
from generator.model.prose import table_in, without_macros

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.errors import Location
    from generator.model.policy import Article, Policy

CODE = "unfinished"
_ANNOUNCED = re.compile(r"(?:下|上)[表图](?!达|扬|现|示|明|面|述)|附图")
_END = re.compile(r"[。；：！？…][”’）》]*\s*$")
_FINAL = "附则"


def check(policy: Policy) -> Iterator[Problem]:
    """Find what is announced and missing, and what breaks off."""
    for article in policy.articles.values():
        yield from _tables(article)
        yield from _sentences(article)
    yield from _sources(policy)
    for chapter in policy.chapters[:-1]:
        if chapter.title == _FINAL:
            hint = "给文件编一个更大的序号，排到最后"
            yield _problem(chapter.place.of("章"), f"“{_FINAL}”应当是最后一章", hint)


def _tables(article: Article) -> Iterator[Problem]:
    has_table = bool(article.tables) or any(table_in(p.text) for p in article.paragraphs)
    for text in () if has_table else clauses_of(article):
        if found := _ANNOUNCED.search(without_macros(text.text)):
            yield _problem(text.at, f"提到“{found[0]}”，本条没有表", "补上表，或者删去这句话")


def _sentences(article: Article) -> Iterator[Problem]:
    for text in clauses_of(article):
        if not table_in(text.text) and not _END.search(text.text):
            shown = text.text[-12:]
            yield _problem(
                text.at, f"“{shown}”没有写完，或者缺少句末标点", "补全句子，以句号、分号或者冒号结束"
            )


def _sources(policy: Policy) -> Iterator[Problem]:
    used = {
        s for a in policy.articles.values() for s in (*a.sources, *(t for r in a.rules for t in r.sources))
    }
    for tag in policy.cover.sources:
        if tag not in used:
            hint = "在采用它的条里写上来源，或者从 policy.yaml 里删去"
            yield _problem(policy.cover.place.of("来源", tag), f"没有条款采用来源“{tag}”", hint)


def _problem(at: Location, message: str, hint: str) -> Problem:
    return Problem(location=at, code=CODE, message=message, hint=hint, level=Level.WARNING)

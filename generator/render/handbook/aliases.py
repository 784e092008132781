"""Other names under which people look for an article, added to the search index of the site."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.render.handbook.address import HOME, Addresses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.policy import Article, Policy


def aliases(policy: Policy, article: Article) -> tuple[str, ...]:
    """Number in both kinds of numerals, then every name that belongs to the article, unsegmented.

    Names come first as they are, then in pinyin, in full and as initials: 提前通知, tiqiantongzhi, tqtz.
    """
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - loading its dictionary takes long

    names = _names(policy, article)
    spelled = [lazy_pinyin(name, errors="ignore") for name in names]
    full, initials = ("".join(s) for s in spelled), ("".join(p[0] for p in s) for s in spelled)
    number = policy.article_number(article.id)
    found = (policy.article_label(article.id), f"第{number}条", *names, *full, *initials)
    return tuple(dict.fromkeys(filter(None, found)))


def _names(policy: Policy, article: Article) -> tuple[str, ...]:
    """Title, keywords, and the figures, tables and terms that have their home in an article."""
    terms = (name for name, term in policy.glossary.items() if term.article == article.id)
    return (article.title, *article.keywords, *article.tables, *article.parameters, *terms)


def aliases_at(policy: Policy) -> dict[str, tuple[str, ...]]:
    """Location of an article in the search index → its aliases."""
    links = Addresses(policy, HOME, ".html")
    return {links.article(a.id): aliases(policy, a) for a in policy.articles.values()}


def add_aliases(at: Mapping[str, tuple[str, ...]], index: str) -> str:
    """The search index (JSON) with aliases as tags, which are not segmented."""
    content: dict[str, Any] = json.loads(index)
    for entry in content["docs"]:
        if found := at.get(entry["location"]):
            entry["tags"] = [*entry.get("tags", []), *found]
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))

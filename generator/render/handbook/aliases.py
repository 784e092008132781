"""Other names under which people look for an article, added to the search index of the site."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pypinyin import lazy_pinyin

from generator.render.handbook.address import HOME, Addresses

if TYPE_CHECKING:
    from generator.model.policy import Article, Policy


def aliases(policy: Policy, article: Article) -> tuple[str, ...]:
    """Number in both kinds of numerals, title unsegmented, keywords, pinyin in full and initials.

    >>> aliases(policy, policy.articles["notice"])  # doctest: +SKIP
    ('第八条', '第8条', '提前通知', 'tiqiantongzhi', 'tqtz')
    """
    number = policy.article_number(article.id)
    syllables = lazy_pinyin(article.title, errors="ignore")
    found = (
        policy.article_label(article.id),
        f"第{number}条",
        article.title,
        *article.keywords,
        "".join(syllables),
        "".join(s[0] for s in syllables),
    )
    return tuple(dict.fromkeys(filter(None, found)))


def add_aliases(policy: Policy, index: str) -> str:
    """The search index (JSON) with the aliases of every article as tags, which are not segmented."""
    links = Addresses(policy, HOME, ".html")
    article_at = {links.article(a.id): a for a in policy.articles.values()}
    content: dict[str, Any] = json.loads(index)
    for entry in content["docs"]:
        if article := article_at.get(entry["location"]):
            entry["tags"] = [*entry.get("tags", []), *aliases(policy, article)]
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))

"""The table of contents of the handbook, as data that any generator of sites can take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.render.handbook import address
from generator.wording import format_date

if TYPE_CHECKING:
    from collections.abc import Collection

    from generator.model.policy import Policy

_LOOK_UP = (address.DECIDE, address.FIGURES, address.PROCESS, address.GLOSSARY)
_GROUNDS = (address.RULES, address.DECISIONS, address.SOURCES, address.HISTORY, address.WHOLE)


def navigation(policy: Policy, pages: Collection[str]) -> list[Any]:
    """Sections with the addresses of their pages; `pages` are all there are, hand-written ones too."""
    forms = [address.FORMS, *(address.form_page(f.id) for f in policy.forms)] if policy.forms else []
    sections = {
        "制度正文": [address.chapter_page(c.id) for c in policy.chapters],
        "标准速查": [p for p in _LOOK_UP if p in pages],
        "表单": forms,
        "规则与来源": [p for p in _GROUNDS if p in pages],
    }
    listed = {address.HOME, *(page for entries in sections.values() for page in entries)}
    written = (p for p in pages if p.endswith(".md") and not p.startswith(f"{address.EDITIONS}/"))
    sections["使用帮助"] = sorted(p for p in written if p not in listed)
    home: list[Any] = [address.HOME] if address.HOME in pages else []
    return home + [{title: entries} for title, entries in sections.items() if entries]


def facts(policy: Policy, *, is_draft: bool = False) -> dict[str, str]:
    """What every page says of the regulation in its head and foot, for the theme.

    A draft is a source that says something else than the latest edition.
    """
    texts = {name: value for name, value in policy.cover.model_dump().items() if isinstance(value, str)}
    dates = {name: format_date(texts[name]) for name in ("effective", "review")}
    state = "工作稿，尚未发布" if is_draft else "现行版本"
    return texts | dates | {"review_day": policy.cover.review, "state": state}

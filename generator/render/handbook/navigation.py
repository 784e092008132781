"""The table of contents of the handbook, as data that any generator of sites can take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.render.handbook.address import FIGURES, FORMS, HOME, chapter_page, form_page
from generator.wording import format_date

if TYPE_CHECKING:
    from collections.abc import Collection

    from generator.model.policy import Policy


def navigation(policy: Policy, written: Collection[str]) -> list[Any]:
    """Sections with the addresses of their pages; `written` are the hand-written pages there are."""
    entries: list[Any] = [HOME] if HOME in written else []
    entries.append({"制度正文": [chapter_page(c.id) for c in policy.chapters]})
    entries.append({"标准速查": [FIGURES]})
    if policy.forms:
        entries.append({"表单": [FORMS, *(form_page(f.id) for f in policy.forms)]})
    if help_pages := sorted(p for p in written if p != HOME):
        entries.append({"使用帮助": help_pages})
    return entries


def facts(policy: Policy) -> dict[str, str]:
    """What every page says of the regulation in its head and foot, for the theme."""
    texts = {name: value for name, value in policy.cover.model_dump().items() if isinstance(value, str)}
    dates = {name: format_date(texts[name]) for name in ("effective", "review")}
    return texts | dates

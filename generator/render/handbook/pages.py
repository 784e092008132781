"""The regulation as the pages of its handbook; knows Markdown, not the generator that builds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.handbook.address import FIGURES, FORMS, chapter_page, form_page
from generator.render.handbook.typesetter import Typesetter

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.model.policy import Policy


def render_handbook(
    policy: Policy, downloads: Mapping[str, bytes], templates: Path | None = None
) -> dict[str, str | bytes]:
    """Address below the root → Markdown or bytes; the same policy gives the same pages.

    `downloads` maps addresses such as `forms/notification.docx` to files, which pages link to
    and which are part of the result. Raises ProseError for a macro that cannot be resolved.
    """
    typesetter = Typesetter(policy, templates)
    pages: dict[str, str | bytes] = dict(downloads)
    for chapter in policy.chapters:
        page = chapter_page(chapter.id)
        pages[page] = typesetter.page(page, "chapter.md.j2", chapter=chapter)
    for form in policy.forms:
        page = form_page(form.id)
        pages[page] = typesetter.page(page, "form.md.j2", form=form, downloads=frozenset(downloads))
    pages[FORMS] = typesetter.page(FORMS, "forms.md.j2", downloads=frozenset(downloads))
    pages[FIGURES] = typesetter.page(FIGURES, "figures.md.j2")
    return pages

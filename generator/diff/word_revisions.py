"""The whole text with Word's revision marks, for a colleague to accept or reject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diff.revised import revised_parts
from generator.render.document.docx import PartWriter, document_package, section_break
from generator.render.document.wordmarks import Marks

if TYPE_CHECKING:
    from generator.diff.grouping import Comparison


def render_revisions(comparison: Comparison) -> bytes:
    """The document as DOCX: the new text in which what came and went is marked.

    The marks are signed by the department that owns the regulation, on the day it takes effect.
    """
    new = comparison.new
    writer = PartWriter(Marks(new.cover.owner, new.cover.effective))
    cover, *parts = revised_parts(comparison.old, new)
    body = "".join(writer.part(cover)) + section_break(numbers="") + "".join(writer.document(parts))
    return document_package(new, f"{new.cover.title}（修订标记）", body)

"""Two policies → changes, by identity: a renumbered article is not a new one.

References are compared by what they point at, figures by their name, so that one edit of the
source is one change, with the sentences that now read otherwise beside it.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from generator.diff.around import calendar_changes, cover_changes, law_changes, term_changes
from generator.diff.articles import article_changes, chapter_changes
from generator.diff.forms import form_changes
from generator.diff.quotes import with_quotes
from generator.diff.sides import Sides

if TYPE_CHECKING:
    from generator.diff.changes import Change
    from generator.model.policy import Policy

_PARTS = (
    cover_changes, chapter_changes, article_changes, form_changes, term_changes, law_changes, calendar_changes,
)  # fmt: skip


def compare(old: Policy, new: Policy) -> tuple[Change, ...]:
    """Every difference, in the order of the new regulation; what was removed stands where it stood.

    Both policies must be free of errors; cases and the spelling of macros are not compared.
    """
    sides = Sides(old, new)
    return with_quotes(sides, chain.from_iterable(part(sides) for part in _PARTS))

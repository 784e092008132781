"""The two policies that are compared, and how a change between them is put together."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from generator.diff.changes import Change, ChangeKind, Part, kind_of
from generator.diff.renames import renamed_fields
from generator.diff.usage import Usage
from generator.rules.expression import ROW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.policy import Policy

_NOBODY = (Part.NOTE, Part.PROCESS)
"""What explains, but decides nothing: no form and no rule depends on it."""
_PATH = re.compile(r"([^\W\d]\w*)\.([^\W\d]\w*)")


class Sides:
    """Old and new, with what is worked out of both only once."""

    def __init__(self, old: Policy, new: Policy) -> None:
        self.old = old
        self.new = new

    @cached_property
    def usage(self) -> tuple[Usage, Usage]:
        """What depends on what, in the old and in the new policy."""
        return Usage(self.old), Usage(self.new)

    @cached_property
    def renames(self) -> Mapping[str, Mapping[str, str]]:
        """Form identifier → old name of a field → its new name."""
        return {
            id_: renamed_fields(self.old.forms_by_id[id_], form)
            for id_, form in self.new.forms_by_id.items()
            if id_ in self.old.forms_by_id
        }

    @cached_property
    def _paths(self) -> Mapping[tuple[str, str], str]:
        """How a path of the old edition is spelled in the new one, where that differs."""
        found = {}
        for id_, form in self.new.forms_by_id.items():
            if before := self.old.forms_by_id.get(id_):
                names = dict.fromkeys(before.names) | dict(self.renames[id_])
                for name, renamed in names.items():
                    if renamed or before.name != form.name:
                        found[before.name, name] = f"{form.name}.{renamed or name}"
        return found

    def respelled(self, expression: str, each: str = "") -> str:
        """An old expression with the new names of fields: a renamed field does not change a rule.

        `each` is the table of rows, such as 行程.日程, whose row the expression calls 行.
        """

        def spell(match: re.Match[str]) -> str:
            if match[1] == ROW and each:
                column = self._columns(each).get(match[2], match[2])
                return f"{ROW}.{column}"
            return self._paths.get((match[1], match[2]), match[0])

        return _PATH.sub(spell, expression)

    def _columns(self, each: str) -> Mapping[str, str]:
        """Old name of a column of a table of rows → its new name."""
        form, _, table = each.partition(".")
        found = self.old.forms_by_name.get(form)
        renames = self.renames.get(found.id, {}) if found else {}
        names = ((old.partition("."), new.partition(".")) for old, new in renames.items())
        return {old[2]: new[2] for old, new in names if old[0] == table and old[2]}

    def change(  # noqa: PLR0913 - the parts of a change
        self, part: Part, name: str, old: str, new: str, kind: ChangeKind | None = None, *,
        forms: tuple[str, ...] = (), rules: tuple[str, ...] = (),
    ) -> Change:  # fmt: skip
        """A change that belongs to no article."""
        found = kind or kind_of(old, new)
        return Change(kind=found, part=part, name=name, old=old, new=new, forms=forms, rules=rules)

    def in_article(  # noqa: PLR0913, PLR0917 - likewise
        self, article: str, part: Part, name: str, old: str, new: str, kind: ChangeKind | None = None, *,
        figure: str = "", rule: str = "",
    ) -> Change:  # fmt: skip
        """A change of an article, or of a figure or a rule that belongs to it."""
        labels = [p.article_label(article) if article in p.articles else "" for p in (self.old, self.new)]
        usage = self.usage[article in self.new.articles]
        if part in _NOBODY:
            rules: tuple[str, ...] = ()
        elif rule:
            rules = (rule,)
        elif figure:
            rules = usage.rules_of_figure(figure)
        else:
            rules = usage.rules_of_article(article)
        by_article = "" if figure or rule or part in _NOBODY else article
        by_figure = "" if part in _NOBODY else figure
        return Change(
            kind=kind or kind_of(old, new), part=part, name=name, article=article,
            old_label=labels[0], new_label=labels[1], old=old, new=new,
            forms=usage.forms(rules, article=by_article, figure=by_figure), rules=rules,
        )  # fmt: skip

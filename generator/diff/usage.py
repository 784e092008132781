"""Which forms and rules use a parameter, a table or an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.rules.bundle import forms_of
from generator.rules.expression import PARAMETER, TABLE, translate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.form import Form
    from generator.model.policy import Policy


class Usage:
    """Looks up, in one policy, what depends on a name."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._names: dict[str, frozenset[str]] = {}
        self._forms: dict[str, tuple[str, ...]] = {}
        self._articles: dict[str, str] = {}
        for article in policy.articles.values():
            for rule in article.rules:
                paths = [
                    path
                    for text in filter(None, (rule.when, rule.requirement))
                    for path in translate(text, policy.definitions).paths
                ]
                self._articles[rule.id] = article.id
                self._names[rule.id] = frozenset(
                    p[1] for p in paths if p[0] in (PARAMETER, TABLE) and len(p) > 1
                )
                forms = forms_of(policy, rule, tuple(paths))
                self._forms[rule.id] = tuple(policy.forms_by_name[n].id for n in forms)

    def rules(self, article: str, names: Iterable[str]) -> tuple[str, ...]:
        """Rules of an article, and rules that use one of the names or have it as identifier."""
        wanted = set(names)
        return tuple(
            rule
            for rule, used in self._names.items()
            if used & wanted or rule in wanted or self._articles[rule] == article
        )

    def forms(self, article: str, names: Iterable[str]) -> tuple[str, ...]:
        """Forms that ask by an article or take options from a name, and forms its rules look at."""
        wanted = set(names)
        by_rules = {form for rule in self.rules(article, wanted) for form in self._forms[rule]}
        return tuple(f.id for f in self._policy.forms if f.id in by_rules or _asks(f, article, wanted))


def _asks(form: Form, article: str, names: set[str]) -> bool:
    columns = (c for t in form.tables for c in t.columns)
    sources = (
        set(f.options.split(".")) if isinstance(f.options, str) else set() for f in (*form.fields, *columns)
    )
    bases = {form.basis, *(f.basis for f in form.fields)}
    return article in bases or any(s & names for s in sources)

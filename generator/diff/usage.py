"""Which forms and rules use a parameter, a table, a field or an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.rules.bundle import forms_of
from generator.rules.expression import PARAMETER, TABLE, ExpressionError, translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.form import Form
    from generator.model.policy import Policy
    from generator.model.rule import Rule

_FIGURES = (PARAMETER, TABLE)


class Usage:
    """Looks up, in one policy, what depends on a name."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._figures: dict[str, frozenset[str]] = {}
        self._fields: dict[str, frozenset[tuple[str, ...]]] = {}
        self._forms: dict[str, tuple[str, ...]] = {}
        self._articles: dict[str, str] = {}
        for article in policy.articles.values():
            for rule in article.rules:
                paths = tuple(_paths(policy, rule))
                self._articles[rule.id] = article.id
                self._figures[rule.id] = frozenset(p[1] for p in paths if p[0] in _FIGURES and len(p) > 1)
                self._fields[rule.id] = frozenset(p[:2] for p in paths if p[0] not in _FIGURES)
                names = forms_of(policy, rule, paths)
                self._forms[rule.id] = tuple(policy.forms_by_name[n].id for n in names)

    def rules_of_figure(self, name: str) -> tuple[str, ...]:
        """Rules that look at a parameter or a table."""
        return tuple(rule for rule, used in self._figures.items() if name in used)

    def rules_of_article(self, article: str) -> tuple[str, ...]:
        """Rules that rest on an article."""
        return tuple(rule for rule, home in self._articles.items() if home == article)

    def rules_of_field(self, form: str, field: str) -> tuple[str, ...]:
        """Rules that look at a field of a form, which is named by its identifier."""
        found = self._policy.forms_by_id.get(form)
        path = (found.name if found else "", field)
        return tuple(rule for rule, used in self._fields.items() if path in used)

    def forms_of_rules(self, rules: Iterable[str]) -> set[str]:
        """Forms that rules look at."""
        return {form for rule in rules for form in self._forms.get(rule, ())}

    def forms(self, rules: Iterable[str], *, article: str = "", figure: str = "") -> tuple[str, ...]:
        """Forms that rules look at, that ask by an article, or that take options from a figure."""
        by_rules = self.forms_of_rules(rules)
        return tuple(
            f.id
            for f in self._policy.forms
            if f.id in by_rules
            or (article and article in _bases(f))
            or (figure and figure in _option_sources(f))
        )


def _paths(policy: Policy, rule: Rule) -> Iterator[tuple[str, ...]]:
    for text in filter(None, (rule.when, rule.requirement)):
        try:
            yield from translate(text, policy.definitions).paths
        except ExpressionError:
            continue  # the linter says so; a difference can be shown all the same


def _bases(form: Form) -> set[str]:
    return {form.basis, *(f.basis for f in form.fields), *(t.basis for t in form.tables)}


def _option_sources(form: Form) -> set[str]:
    columns = (c for t in form.tables for c in t.columns)
    options = (
        o for f in (*form.fields, *columns) for o in (f.options, f.foreign_options) if isinstance(o, str)
    )
    return {part for text in options for part in text.split(".")}

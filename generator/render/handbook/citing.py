"""Who cites whom: articles, forms and rules, found in the text once and asked for often."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.prose import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.form import Form
    from generator.model.policy import Article, Policy
    from generator.model.rule import Rule
    from generator.model.table import InputColumn

_WORD = re.compile(r"[^\W\d]\w*")
_NAME = re.compile(r"(?:参数|表)\.(\w+)")


@dataclass(frozen=True, slots=True)
class Citing:
    """A form and the names of its fields that rest on an article."""

    form: Form
    fields: tuple[str, ...]


class Citations:
    """The references of a whole regulation, in both directions."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._forms = _forms_by_article(policy)
        self._to: dict[str, list[str]] = {
            a.id: list(_articles_named_by(policy, a)) for a in policy.articles.values()
        }
        self._users = _users(policy)
        self._from: dict[str, list[str]] = defaultdict(list)
        for source, targets in self._to.items():
            for target in targets:
                self._from[target].append(source)

    def forms(self, article: str) -> tuple[Citing, ...]:
        """The forms that rest on an article, or are named by it, in the order of the annexes."""
        return self._forms.get(article, ())

    def related(self, article: str) -> tuple[str, ...]:
        """The articles an article names, those that name it, and those declared related."""
        declared = self._policy.articles[article].related
        found = (*declared, *self._to[article], *self._from[article])
        order = list(self._policy.articles)
        return tuple(
            sorted({a for a in found if a != article and a in self._policy.articles}, key=order.index)
        )

    def rules_using(self, article: str) -> tuple[Rule, ...]:
        """The rules of other articles that look at the parameters or tables of an article."""
        owner = self._policy.articles[article]
        users = {r.id: r for name in (*owner.parameters, *owner.tables) for r in self._users.get(name, ())}
        return tuple(sorted((r for r in users.values() if self._home(r) != article), key=self._order))

    def _home(self, rule: Rule) -> str:
        return self._policy.home_of[rule.id]

    def _order(self, rule: Rule) -> tuple[int, str]:
        return self._policy.article_number(self._home(rule)), rule.id


def _users(policy: Policy) -> dict[str, list[Rule]]:
    """Parameter or table → the rules that look at it, also through the expressions they name."""
    found: dict[str, list[Rule]] = defaultdict(list)
    for article in policy.articles.values():
        for rule in article.rules:
            text = f"{rule.when} {rule.requirement}"
            meant = (policy.definitions.get(word, "") for word in _WORD.findall(text))
            for name in dict.fromkeys(_NAME.findall(" ".join((text, *meant)))):
                found[name].append(rule)
    return found


def texts_of(article: Article) -> Iterator[str]:
    """Every text of an article in which macros may stand."""
    for paragraph in article.paragraphs:
        yield paragraph.text
        for item in paragraph.items:
            yield item.text
            yield from item.subitems


def input_sources(policy: Policy, name: str, column: InputColumn) -> list[tuple[str, str]]:
    """Form short name and field that an input column of a table is answered by; none for another table's output."""
    if column.taken_from:
        form, _, field = column.taken_from.partition(".")
        return [(form, field)] if form in policy.forms_by_name else []
    return [(f.name, name) for f in policy.forms if name in f.names]


def _articles_named_by(policy: Policy, article: Article) -> Iterator[str]:
    for text in texts_of(article):
        for kind, name in names_in(text):
            if kind == "条":
                yield name
            elif kind in ("参数", "表", "句") and name in policy.home_of:
                yield policy.home_of[name]


def _forms_by_article(policy: Policy) -> dict[str, tuple[Citing, ...]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for form in policy.forms:
        found[form.basis][form.id] += []
        for basis, name in _bases(form):
            found[basis][form.id].append(name)
    for article in policy.articles.values():
        for text in texts_of(article):
            for kind, name in names_in(text):
                if kind == "表单":
                    found[article.id][name] += []
    return {article: _in_order(policy, forms) for article, forms in found.items()}


def _bases(form: Form) -> Iterator[tuple[str, str]]:
    """The article and the name of every field, table and sign-off step that names one."""
    for section in form.sections:
        yield from ((f.basis, f.name) for f in section.fields if f.basis)
        if section.rows:
            yield from ((f.basis, f.name) for f in section.rows.columns if f.basis)
            if section.rows.basis:
                yield section.rows.basis, section.rows.name
    yield from ((step.basis, step.step) for step in form.sign_off if step.basis)


def _in_order(policy: Policy, forms: dict[str, list[str]]) -> tuple[Citing, ...]:
    return tuple(Citing(f, tuple(dict.fromkeys(forms[f.id]))) for f in policy.forms if f.id in forms)

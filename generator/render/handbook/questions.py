"""What a person is asked before a matter starts, and which dates follow from the answers.

Nothing here knows what the regulation is about. Questions are the form fields that tables look
at and that rules make depend on; time limits are rules of the shape 工作日数(甲, 乙) >= 参数.名.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.form import FieldKind
from generator.model.prose import names_in, to_plain
from generator.render.handbook.citing import input_sources, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.form import Field, Form
    from generator.model.policy import Policy

LIMIT = re.compile(
    r"(?P<unit>工作日数|天数)\(\s*(?P<form1>\w+)\.(?P<first>\w+)\s*,\s*(?P<form2>\w+)\.(?P<second>\w+)\s*\)"
    r"\s*(?P<operator>[<>]=?)\s*参数\.(?P<parameter>\w+)"
)
_PATH = re.compile(r"([^\W\d]\w*)\.([^\W\d]\w*)")
_WORD = re.compile(r"[^\W\d]\w*")
_ASKED = (FieldKind.CHOICE, FieldKind.YES_NO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something the helper asks; fields of one name in several forms are one question."""

    name: str
    kind: str
    unit: str
    options: tuple[str, ...]
    help: str
    article: str
    when: str
    is_main: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """A date that follows from another one: `target` at the latest or the earliest."""

    base: str
    target: str
    form: str
    unit: str
    parameter: str
    is_before: bool
    is_latest: bool
    is_strict: bool
    when: str
    article: str


def main_form(policy: Policy) -> Form | None:
    """The form that most tables take their inputs from: the one a matter starts with."""
    counted = Counter(form for form, _ in _table_inputs(policy))
    best = max(policy.forms, key=lambda f: counted[f.name], default=None)
    return best if best and counted[best.name] else None


def questions(policy: Policy) -> tuple[Question, ...]:
    """What to ask, in the order of the main form: first what tables and time limits need."""
    form = main_form(policy)
    if form is None:
        return ()
    needed = {name for _, name in _table_inputs(policy)} | {t.base for t in time_limits(policy)}
    conditions = _condition_names(policy)
    choices = [f for s in form.sections for f in s.fields if f.kind in _ASKED]
    asked = needed | {f.name for f in choices if f.name in conditions or _leads_to_a_form(policy, form, f)}
    fields = [f for s in form.sections for f in s.fields if f.name in asked]
    made = [_question(policy, form, f, is_main=_is_main(f, needed)) for f in fields]
    return tuple(sorted(made, key=lambda q: not q.is_main))


def _is_main(field: Field, needed: set[str]) -> bool:
    """Whether everybody is asked; yes-no questions and those that depend on one come later."""
    return field.name in needed or (field.kind is FieldKind.CHOICE and not field.when)


def _leads_to_a_form(policy: Policy, form: Form, field: Field) -> bool:
    """A yes that means another form has to be filled."""
    if field.kind is not FieldKind.YES_NO or field.when or field.basis not in policy.articles:
        return False
    return bool(set(named_forms(policy, field.basis)) - set(forms_of_course(policy, form)))


def _duties(policy: Policy) -> frozenset[str]:
    """Fields that a rule demands a yes in: not a question, but something to be done."""
    demanded = (r.requirement.strip() for a in policy.articles.values() for r in a.rules)
    return frozenset(match[2] for text in demanded if (match := _PATH.fullmatch(text)))


def time_limits(policy: Policy) -> tuple[TimeLimit, ...]:
    """Every time limit that a rule states through a parameter."""
    return tuple(
        limit
        for article in policy.articles.values()
        for rule in article.rules
        for match in LIMIT.finditer(rule.requirement)
        if (limit := _time_limit(policy, match, rule.when, article.id))
    )


def named_forms(policy: Policy, article: str) -> list[str]:
    """The forms that the text of an article names."""
    texts = texts_of(policy.articles[article])
    return list(dict.fromkeys(name for text in texts for kind, name in names_in(text) if kind == "表单"))


def forms_of_course(policy: Policy, form: Form | None) -> list[str]:
    """The forms that every matter needs: the main one and those of the process, in that order."""
    steps = [s.form for a in policy.articles.values() for s in a.process if s.form]
    return list(dict.fromkeys([*([form.id] if form else []), *steps]))


def _table_inputs(policy: Policy) -> Iterator[tuple[str, str]]:
    """Form short name and field name of every table input that a form answers."""
    for table in policy.tables.values():
        for name, column in table.inputs.items():
            yield from input_sources(policy, name, column)


def _condition_names(policy: Policy) -> frozenset[str]:
    """Form fields on which rules or other fields depend, without those that rules demand a yes in."""
    rules = _fields_in(policy, [r.when for a in policy.articles.values() for r in a.rules])
    fields = _fields_in(policy, [f.when for form in policy.forms for f in form.fields])
    return rules | (fields - _duties(policy))


def _fields_in(policy: Policy, texts: list[str]) -> frozenset[str]:
    """The form fields that expressions name, also through named expressions."""
    meant = [policy.definitions.get(word, "") for text in texts for word in _WORD.findall(text)]
    found = (path for text in (*texts, *meant) for path in _PATH.findall(text))
    return frozenset(field for form, field in found if form in policy.forms_by_name)


def _question(policy: Policy, form: Form, field: Field, *, is_main: bool) -> Question:
    return Question(
        name=field.name, kind=field.kind.value, unit=field.unit or ("元" if field.kind is FieldKind.MONEY else ""),
        options=policy.options(field.options), help=to_plain(policy, field.help),
        article=field.basis or form.basis, when=field.when, is_main=is_main,
    )  # fmt: skip


def _time_limit(policy: Policy, match: re.Match[str], when: str, article: str) -> TimeLimit | None:
    """The limit with the date that people know as its base, or None where none of the two is known."""
    form = main_form(policy)
    known = {f.name for s in form.sections for f in s.fields if f.kind is FieldKind.DATE} if form else set()
    first, second = match["first"], match["second"]
    favourite = policy.cover.date_field
    base = favourite if favourite in (first, second) else next((n for n in (first, second) if n in known), "")
    if not base:
        return None
    is_before, is_most = base == second, match["operator"].startswith("<")
    target_form = policy.forms_by_name.get(match["form1"] if is_before else match["form2"])
    return TimeLimit(
        base=base, target=first if is_before else second, form=target_form.id if target_form else "",
        unit=match["unit"], parameter=match["parameter"], is_before=is_before,
        is_latest=is_before != is_most, is_strict="=" not in match["operator"], when=when, article=article,
    )  # fmt: skip

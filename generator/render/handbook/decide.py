"""What the decision helper works with, as data: the script of its page needs nothing else."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from generator.errors import Level
from generator.model.quantity import UNDECIDED, UNLIMITED, ValueKind, show_value
from generator.render.handbook.citing import input_sources
from generator.render.handbook.questions import (
    LIMIT,
    forms_of_course,
    main_form,
    named_forms,
    questions,
    time_limits,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.form import Form, SignStep
    from generator.model.policy import Policy
    from generator.model.quantity import Dated
    from generator.model.table import InputColumn, Table
    from generator.render.handbook.address import Addresses

_FORM_FIELD = re.compile(r"([^\W\d]\w*)\.([^\W\d]\w*)")


def bundle(policy: Policy, addresses: Addresses) -> dict[str, Any]:
    """Everything the script of the helper needs, as plain data."""
    form = main_form(policy)
    asked = questions(policy)
    return {
        "day": policy.cover.effective,
        "dayField": policy.cover.date_field,
        "questions": [asdict(q) for q in asked],
        "tables": {name: _table(policy, name) for name in policy.tables},
        "parameters": {
            n: _dated(p, p.kind, p.unit) | {"kind": p.kind.value} for n, p in policy.parameters.items()
        },
        "definitions": policy.definitions,
        "limits": [asdict(t) for t in time_limits(policy)],
        "rules": list(_conditional_rules(policy, form)),
        "checks": list(_checks(policy, form, {q.name for q in asked})) if form else [],
        "fields": list(_conditional_fields(form)) if form else [],
        "forms": {f.id: _form(policy, f, addresses) for f in policy.forms},
        "always": forms_of_course(policy, form),
        "articles": {a: _article(policy, a, addresses) for a in policy.articles},
        "calendar": {
            str(y.year): {"off": sorted(y.days_off), "work": sorted(y.working_days)}
            for y in policy.calendar_years
        },
    }


def bundle_json(policy: Policy, addresses: Addresses) -> str:
    """The bundle as JSON that may stand in a script element."""
    text = json.dumps(bundle(policy, addresses), ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _dated(figure: Dated, kind: ValueKind, unit: str) -> dict[str, Any]:
    """A figure by the day its values start; `value` is null where none is decided."""
    return {
        "values": [
            {"from": start, "value": figure.value_on(start, kind), "text": _text(figure, start, kind, unit),
             "unlimited": figure.raw_on(start) == UNLIMITED}
            for start in sorted(figure.values)
        ],
        "pending": figure.unconfirmed,
    }  # fmt: skip


def _text(figure: Dated, day: str, kind: ValueKind, unit: str) -> str:
    raw = figure.raw_on(day)
    return str(raw) if raw in (UNLIMITED, UNDECIDED) else show_value(figure.value_on(day, kind), kind, unit)


def _table(policy: Policy, name: str) -> dict[str, Any]:
    table = policy.tables[name]
    return {
        "article": policy.home_of[name],
        "inputs": {n: _input(policy, n, c) for n, c in table.inputs.items()},
        "outputs": {n: {"kind": c.kind.value} for n, c in table.outputs.items()},
        "rows": [_row(table, index) for index in range(len(table.rows))],
    }


def _input(policy: Policy, name: str, column: InputColumn) -> dict[str, Any]:
    head, *rest = column.taken_from.split(".")
    if head == "表":
        return {"table": rest[0], "column": rest[1]}
    sources = input_sources(policy, name, column)
    return {"question": sources[0][1] if sources else name}


def _row(table: Table, index: int) -> dict[str, Any]:
    row = table.rows[index]
    tests: dict[str, dict[str, Any]] = {}
    for name, column in table.inputs.items():
        cell = next(iter(row[name].values.values()))
        if column.kind is ValueKind.CHOICE:
            tests[name] = {"options": column.choices(cell)}
        else:
            interval = column.interval(cell)
            tests[name] = {"low": interval.low, "lowClosed": interval.low_closed,
                           "high": interval.high, "highClosed": interval.high_closed}  # fmt: skip
    outputs = {
        name: _dated(row[name], c.kind, c.unit) | {"pending": table.is_unconfirmed(index, name)}
        for name, c in table.outputs.items()
    }
    return {"tests": tests, "outputs": outputs}


def _conditional_rules(policy: Policy, form: Form | None) -> Iterator[dict[str, Any]]:
    """Rules on the main form alone that hold in some cases only; notes only help with filling in."""
    for article in policy.articles.values():
        for rule in article.rules:
            touched = {
                name for name, _ in _FORM_FIELD.findall(rule.requirement) if name in policy.forms_by_name
            }
            is_ours = form is not None and touched == {form.name} and rule.level is not Level.NOTE
            if is_ours and rule.when and not rule.each and not LIMIT.search(rule.requirement):
                yield {
                    "when": rule.when,
                    "level": rule.level.value,
                    "expected": rule.expected,
                    "article": article.id,
                }


def _checks(policy: Policy, form: Form, asked: set[str]) -> Iterator[dict[str, Any]]:
    """Rules that compare answers with each other and nothing else, in any case."""
    for article in policy.articles.values():
        for rule in article.rules:
            paths = _FORM_FIELD.findall(rule.requirement)
            fields = list(dict.fromkeys(name for _, name in paths))
            is_ours = {head for head, _ in paths} == {form.name} and asked.issuperset(fields)
            if is_ours and len(fields) > 1 and rule.level is Level.ERROR and not (rule.when or rule.each):
                yield {
                    "requirement": rule.requirement,
                    "fields": fields,
                    "expected": rule.expected,
                    "article": article.id,
                }


def _conditional_fields(form: Form) -> Iterator[dict[str, str]]:
    """The fields of the main form that are to be filled in some cases only."""
    for section in form.sections:
        for field in section.fields:
            if field.when:
                yield {"name": field.name, "when": field.when, "article": field.basis or form.basis}


def _form(policy: Policy, form: Form, addresses: Addresses) -> dict[str, Any]:
    steps = [
        {
            "step": s.step,
            "roles": policy.options(s.roles),
            "when": s.when,
            "limit": _role_limit(policy, form, s),
        }
        for s in form.sign_off
    ]
    return {"label": form.label, "href": addresses.form(form.id), "steps": steps}


def _role_limit(policy: Policy, form: Form, step: SignStep) -> list[str] | None:
    """Table and column that a rule demands the post of a step from: `通知.批准职务 in 表.权限.批准人`."""
    wanted = re.compile(rf"{re.escape(form.name)}\.{re.escape(step.step)}职务\s*(?:in|==)\s*表\.(\w+)\.(\w+)")
    for article in policy.articles.values():
        for rule in article.rules:
            if match := wanted.fullmatch(rule.requirement.strip()):
                return [match[1], match[2]]
    return None


def _article(policy: Policy, article: str, addresses: Addresses) -> dict[str, Any]:
    return {
        "label": policy.article_label(article),
        "title": policy.articles[article].title,
        "href": addresses.article(article),
        "forms": named_forms(policy, article),
    }

"""Where a policy holds prose and where it holds expressions, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.errors import Location
from generator.rules.expression import ExpressionError, translate
from generator.rules.messages import placeholders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.form import Form
    from generator.model.policy import Article, Policy
    from generator.model.rule import Rule


class Text(NamedTuple):
    """A text of the source and its place; `article` is '' outside articles."""

    text: str
    at: Location
    article: str = ""


def prose_of(policy: Policy) -> Iterator[Text]:
    """Every text in which macros may stand: articles, then forms, then the glossary."""
    for article in policy.articles.values():
        yield from clauses_of(article)
        yield from _notes_of(article)
    for form in policy.forms:
        yield from _prose_of_form(form)
    for name, term in policy.glossary.items():
        at = term.place.of("释义") if term.place.spans else Location(f"policy/glossary.yaml（{name}）")
        yield Text(term.meaning, at)


def words_of(policy: Policy) -> Iterator[Text]:
    """Words to choose from and headings: options, cells of tables, titles, who does a step."""
    for article in policy.articles.values():
        yield Text(article.title, article.place.of("条名"), article.id)
        for name, parameter in article.parameters.items():
            at = article.place.of("参数", name, "值")
            yield from (Text(w, at, article.id) for raw in parameter.values.values() for w in _listed(raw))
        for name, table in article.tables.items():
            cells = [(i, c, cell) for i, row in enumerate(table.rows) for c, cell in row.items()]
            for index, column, cell in cells:
                at = article.place.of("表", name, "行", index, column)
                yield from (Text(w, at, article.id) for raw in cell.values.values() for w in _listed(raw))
        for index, step in enumerate(article.process):
            yield Text(f"{step.name}，{step.who}", article.place.of("流程", index, "步骤"), article.id)
    for form in policy.forms:
        for section in form.sections:
            yield Text(section.title, section.place.of("标题"))
            columns = section.rows.columns if section.rows else ()
            for field in (*section.fields, *columns):
                yield Text(field.name, field.place.of("名称"))
                if isinstance(field.options, tuple):
                    yield from (Text(w, field.place.of("选项")) for w in field.options)


def _listed(raw: object) -> tuple[str, ...]:
    return raw if isinstance(raw, tuple) else (raw,) if isinstance(raw, str) else ()


def decisions_of(policy: Policy) -> Iterator[Text]:
    """What was decided where sources differ; it tells of the past and keeps its numbers."""
    for article in policy.articles.values():
        yield Text(article.decision, article.place.of("裁定"), article.id)


def clauses_of(article: Article) -> Iterator[Text]:
    """The binding texts of an article: paragraphs, items and subitems."""
    for index, paragraph in enumerate(article.paragraphs):
        yield Text(paragraph.text, article.place.of("款", index, "文"), article.id)
        for i, item in enumerate(paragraph.items):
            yield Text(item.text, article.place.of("款", index, "项", i, "文"), article.id)
            for s, subitem in enumerate(item.subitems):
                yield Text(subitem, article.place.of("款", index, "项", i, "目", s), article.id)


def _notes_of(article: Article) -> Iterator[Text]:
    """What stands beside the binding texts: plain words, explanations of figures."""
    yield Text(article.summary, article.place.of("白话"), article.id)
    for name, parameter in article.parameters.items():
        yield Text(parameter.explanation, article.place.of("参数", name, "说明"), article.id)
    for name, table in article.tables.items():
        yield Text(table.explanation, article.place.of("表", name, "说明"), article.id)


def _prose_of_form(form: Form) -> Iterator[Text]:
    yield Text(form.help, form.place.of("说明"))
    for section in form.sections:
        yield Text(section.help, section.place.of("说明"))
        columns = section.rows.columns if section.rows else ()
        for field in (*section.fields, *columns):
            yield Text(field.help, field.place.of("说明"))
        if section.rows:
            yield Text(section.rows.help, section.rows.place.of("说明"))


def messages_of(rule: Rule) -> Iterator[tuple[str, str]]:
    """The texts of a rule that quote values, with their keys."""
    for key, text in (
        ("提示", rule.message),
        ("实际", rule.actual),
        ("应为", rule.expected),
        ("更正", rule.remedy),
    ):
        if text:
            yield key, text


def expressions_of(policy: Policy) -> Iterator[Text]:
    """Every expression: definitions, rules with what their texts quote, conditions and formulas of fields."""
    for article in policy.articles.values():
        for name, text in article.definitions.items():
            yield Text(text, article.place.of("定义", name), article.id)
        for rule in article.rules:
            for key, text in (("适用", rule.when), ("要求", rule.requirement)):
                if text:
                    yield Text(text, rule.place.of(key), article.id)
            for key, message in messages_of(rule):
                yield from (Text(p, rule.place.of(key), article.id) for p in placeholders(message))
    yield from _expressions_of_forms(policy)


def _expressions_of_forms(policy: Policy) -> Iterator[Text]:
    for form in policy.forms:
        for field in form.fields:
            if field.when:
                at = field.place.of("条件") if field.place.spans else form.place.of("签批")
                yield Text(field.when, at)
            if field.formula:
                yield Text(field.formula, field.place.of("计算"))


def paths_of(policy: Policy, expression: str) -> tuple[tuple[str, ...], ...]:
    """The names an expression touches, those of its definitions too; () when it cannot be read."""
    try:
        return translate(expression, policy.definitions).paths
    except ExpressionError:
        return ()

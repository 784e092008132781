"""Changes of rules and conditions: operators turned, numbers moved, parts and whole rules left out."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from generator.model.form import Field
from generator.mutating.mutant import Mutant, changed
from generator.rules.expression import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.form import Form, RowTable
    from generator.model.policy import Article
    from generator.model.rule import Rule
    from generator.mutating.reach import Reach

_TURNED = {
    "<": ("<=",), "<=": ("<",), ">": (">=",), ">=": (">",), "==": ("!=",), "!=": ("==",),
    "且": ("或",), "或": ("且",), "&&": ("||",), "||": ("&&",), "非": ("",), "!": ("",), "+": ("-",), "-": ("+",),
    "*": ("+",), "/": ("*",),
}  # fmt: skip
_PATH = re.compile(r"[^\W\d]\w*\.[^\W\d]\w*")
_OTHER = '"（别的）"'


def expression_mutants(article: Article, reach: Reach) -> Iterator[Mutant]:
    """Changes of the rules of an article and of its named expressions."""
    for index, rule in enumerate(article.rules):
        yield from _rule_mutants(article, index, rule)
    for name, text in article.definitions.items():
        rules = reach.of_definition(name)
        if not rules:
            continue  # only messages say it
        at = article.place.of("定义", name)
        for words, other in turned(text):
            definitions = {**article.definitions, name: other}
            yield Mutant(
                target=f"定义.{name}", words=f"把定义“{name}”里的{words}", location=at,
                make=partial(changed, article, definitions=definitions), rules=rules,
            )  # fmt: skip


def _rule_mutants(article: Article, index: int, rule: Rule) -> Iterator[Mutant]:
    def mutant(words: str, other: Rule | None, key: str) -> Mutant:
        rules = (*article.rules[:index], *((other,) if other else ()), *article.rules[index + 1 :])
        return Mutant(
            target=f"规则.{rule.id}", words=words, location=rule.place.of(key),
            make=partial(changed, article, rules=rules), rules=frozenset({rule.id}),
        )  # fmt: skip

    yield mutant(f"去掉规则 {rule.id}", None, "标识")
    if rule.when:
        yield mutant(f"去掉规则 {rule.id} 的适用条件", changed(rule, when=""), "适用")
    for words, other in turned(rule.when):
        yield mutant(f"把规则 {rule.id} 的适用条件里的{words}", changed(rule, when=other), "适用")
    for words, other in turned(rule.requirement):
        yield mutant(f"把规则 {rule.id} 的要求里的{words}", changed(rule, requirement=other), "要求")


def condition_mutants(form: Form) -> Iterator[Mutant]:
    """Changes of the conditions on which fields are to be filled, and of how many rows must be."""
    for s, section in enumerate(form.sections):
        for f, field in enumerate(section.fields):
            for words, other in turned(field.when):
                fields = (*section.fields[:f], changed(field, when=other), *section.fields[f + 1 :])
                said = f"把“{field.name}”的填写条件里的{words}"
                yield _in_section(form, s, field, said, fields=fields)
        if section.rows:
            for count in {section.rows.min_rows + 1, max(section.rows.min_rows - 1, 0)} - {
                section.rows.min_rows
            }:
                words = f"把“{section.rows.name}”至少填写的{section.rows.min_rows}行改为{count}行"
                rows = changed(section.rows, min_rows=count)
                yield _in_section(form, s, section.rows, words, rows=rows)
    for n, step in enumerate(form.sign_off):
        for words, other in turned(step.when):
            steps = (*form.sign_off[:n], changed(step, when=other), *form.sign_off[n + 1 :])
            yield Mutant(
                target=f"栏目.{form.name}.{step.step}", words=f"把签批“{step.step}”的条件里的{words}",
                location=step.place.of("条件"), make=partial(changed, form, sign_off=steps),
                clues=_names(step.when) | {f"{form.name}.{f.name}" for f in step.fields},
            )  # fmt: skip


def _in_section(form: Form, index: int, part: Field | RowTable, words: str, **updates: object) -> Mutant:
    section = form.sections[index]
    sections = (*form.sections[:index], changed(section, **updates), *form.sections[index + 1 :])
    when = part.when if isinstance(part, Field) else ""
    return Mutant(
        target=f"栏目.{form.name}.{part.name}", words=f"{words}（《{form.title}》）", location=part.place.of(),
        make=partial(changed, form, sections=sections), clues=_names(when) | {f"{form.name}.{part.name}"},
    )  # fmt: skip


def _names(expression: str) -> frozenset[str]:
    """The fields an expression names, as cases write them."""
    return frozenset(_PATH.findall(expression))


def turned(text: str) -> Iterator[tuple[str, str]]:
    """Every expression that differs in one operator, number or word, with what was done."""
    for token in tokenize(text):
        before, after = text[: token.start], text[token.start + len(token.text) :]
        for other in _others(token.kind, token.text):
            where = f"“{before[-8:]}{token.text}{after[:8]}”"
            done = f"“{token.text}”改为“{other.strip()}”" if other.strip() else f"“{token.text}”去掉"
            yield f"{done}（{where}处）", before + other + after


def _others(kind: str, text: str) -> tuple[str, ...]:
    if kind == "number":
        return tuple(str(n) for n in (int(text) + 1, int(text) - 1) if n >= 0)
    if kind == "string":
        return (_OTHER,)
    return _TURNED.get(text, ())

"""Expressions of rules, definitions and conditions: compiled against typed forms, before any data.

A misspelt field, a wrong type, an option that does not exist, a rule that looks at no form or a
`{…}` that cannot be filled is reported with the column inside the expression.

    要求: 通知.陪同人士 >= 1             “通知.陪同人士 >= 1”第4字：“通知”没有“陪同人士”
    要求: 通知.陪同人数 >= "两"          第9字：类型不符：“>=”不能用于数和文字
    要求: 通知.来宾类别 == "政府"        没有“政府”这个选项，比较永远不成立
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import Location, Problem
from generator.lint.complaints import explain
from generator.lint.texts import messages_of
from generator.model.form import OPTION_KINDS
from generator.rules.cel import Checker
from generator.rules.expression import (
    ROW,
    CircularDefinitionError,
    ExpressionError,
    Token,
    tokenize,
    translate,
)
from generator.rules.messages import placeholders
from generator.rules.scope import Path, find_field, row_table, structs, type_of
from generator.text import shorten, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.form import Field, RowTable
    from generator.model.policy import Policy
    from generator.model.rule import Rule
    from generator.rules.cel import Fault, Struct
    from generator.rules.expression import Translation

CODE = "expression"
_TYPES = {"int": "INT", "string": "STRING", "bool": "BOOL", "strings": "LIST<STRING>"}
_RESULTS = {"INT": "数", "STRING": "文字", "BOOL": "真假", "LIST<STRING>": "名单"}


def check(policy: Policy) -> Iterator[Problem]:
    """Find expressions that do not compile or do not say what they seem to say."""
    linter = _Linter(policy)
    for article in policy.articles.values():
        for name, text in article.definitions.items():
            yield from linter.definition(text, article.place.of("定义", name))
        for rule in article.rules:
            yield from linter.rule(rule)
    for form in policy.forms:
        for field in form.fields:
            if field.when:
                at = field.place.of("条件") if field.place.spans else form.place.of("签批")
                yield from linter.expression(field.when, at, None, wanted="BOOL")
            if field.formula:
                at, wanted = field.place.of("计算"), _TYPES[type_of(field)]
                yield from linter.expression(field.formula, at, None, wanted=wanted)


class _Linter:
    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._variables: dict[str, dict[str, Struct]] = {}
        self._checkers: dict[str, Checker] = {}

    def definition(self, text: str, at: Location) -> Iterator[Problem]:
        """One that speaks of a row is checked where a rule over rows uses it."""
        try:
            speaks_of_row = any(p[0] == ROW for p in translate(text, self.policy.definitions).paths)
        except ExpressionError:
            speaks_of_row = False
        if not speaks_of_row:
            yield from self.expression(text, at, None, wanted="")

    def rule(self, rule: Rule) -> Iterator[Problem]:
        row = row_table(self.policy, rule.each) if rule.each else None
        if rule.each and row is None:
            known = [f"{f.name}.{t.name}" for f in self.policy.forms for t in f.tables]
            name = rule.each.rpartition(".")[2]
            hint = suggestion(rule.each, known)
            yield _problem(rule.place.of("逐行"), f"没有明细“{rule.each}”", hint, name)
            return
        conditions = [*self._conditions(rule, row)]
        yield from conditions or self._judged_form(rule)
        for key, text in messages_of(rule):
            for quoted in placeholders(text):
                yield from self.expression(quoted, rule.place.of(key), row, wanted="")
        yield from self._rule_fields(rule, row)

    def _conditions(self, rule: Rule, row: RowTable | None) -> Iterator[Problem]:
        for key, text in (("适用", rule.when), ("要求", rule.requirement)):
            if text:
                yield from self.expression(text, rule.place.of(key), row, wanted="BOOL")

    def _judged_form(self, rule: Rule) -> Iterator[Problem]:
        """A rule that names no form would never be asked."""
        try:
            paths = [p for text in (rule.requirement, rule.when) for p in self._translate(text).paths]
        except ExpressionError:
            return  # a definition that needs itself is shown by a rule of its own
        paths += [tuple(name.split(".")) for name in rule.fields]
        if not rule.each and not any(p[0] in self.policy.forms_by_name for p in paths):
            form = next(iter(self.policy.forms), None)
            example = f"，如 {form.name}.{form.names[0]}" if form else ""
            hint = f"至少写到一个表单的字段{example}"
            yield _problem(rule.place.of("要求"), "这条规则没有用到任何表单，永远不会检查", hint)

    def _translate(self, text: str) -> Translation:
        return translate(text, self.policy.definitions)

    def _rule_fields(self, rule: Rule, row: RowTable | None) -> Iterator[Problem]:
        for index, name in enumerate(rule.fields):
            path = tuple(name.split("."))
            form = self.policy.forms_by_name.get(path[0])
            is_table = form is not None and len(path) == 2 and path[1] in form.names
            if find_field(self.policy, path, row) is None and not is_table:
                known = [f"{f.name}.{n}" for f in self.policy.forms for n in f.names]
                known += [f"{ROW}.{c.name}" for c in row.columns] if row else []
                hint = suggestion(name, known)
                yield _problem(rule.place.of("字段", index), f"没有字段“{name}”", hint, path[-1])

    def expression(self, text: str, at: Location, row: RowTable | None, *, wanted: str) -> Iterator[Problem]:
        """Check one expression; `wanted` is the CEL type it must have, or ''."""
        try:
            translation = self._translate(text)
        except CircularDefinitionError:
            return  # likewise
        except ExpressionError as error:
            yield _problem(at, _said(text, error.column, str(error)), error.hint, error.name)
            return
        kind, faults = self._checker(row).check(translation.cel)
        yield from self._faults(text, translation, faults, at, row)
        if not faults and wanted and kind != wanted:
            is_condition = wanted == "BOOL"
            hint = "写成比较，如 表单.人数 >= 参数.最少人数" if is_condition else "改表达式，或改字段的类型"
            yield _problem(at, f"“{shorten(text)}”的结果不是{_RESULTS[wanted]}", hint)
        yield from self._options(text, translation, at, row)

    def _checker(self, row: RowTable | None) -> Checker:
        key = row.name if row else ""
        if key not in self._checkers:
            self._variables[key] = structs(self.policy, row)
            self._checkers[key] = Checker(self._variables[key])
        return self._checkers[key]

    def _faults(
        self,
        text: str,
        translation: Translation,
        faults: tuple[Fault, ...],
        at: Location,
        row: RowTable | None,
    ) -> Iterator[Problem]:
        variables = self._variables[row.name if row else ""]
        said: set[str] = set()
        for fault in faults:
            complaint = explain(fault.text, variables, tuple(self.policy.definitions))
            if complaint and complaint.message not in said:
                said.add(complaint.message)
                column = translation.column_of(fault.column)
                if "undeclared" in fault.text:  # the engine points behind the name
                    column = text.find(complaint.name) + 1 or column
                message = _said(text, column, complaint.message)
                yield _problem(at, message, complaint.hint, complaint.name)

    def _options(
        self, text: str, translation: Translation, at: Location, row: RowTable | None
    ) -> Iterator[Problem]:
        """Find comparisons of a choice field with a text that is none of its options."""
        for path, literal in _comparisons(text):
            fields = self._fields(path, translation.paths, row)
            options = [o for f in fields for o in self._options_of(f)]
            if options and literal not in options:
                message = f"“{shorten(text)}”：“{'.'.join(path)}”没有“{literal}”这个选项，比较永远不成立"
                yield _problem(at, message, suggestion(literal, options))

    def _fields(self, path: Path, walked: tuple[Path, ...], row: RowTable | None) -> list[Field]:
        """The fields a path may mean; `x.列` is a column of a table the expression walks over."""
        if field := find_field(self.policy, path, row):
            return [field]
        tables = [row_table(self.policy, ".".join(w)) for w in walked if len(path) == 2]
        found = [c for t in tables if t for c in t.columns if c.name == path[1]]
        return found if all(c.kind in OPTION_KINDS for c in found) else []

    def _options_of(self, field: Field) -> tuple[str, ...]:
        if field.kind not in OPTION_KINDS:
            return ()
        try:
            return self.policy.options(field.options)
        except (KeyError, ValueError):
            return ()  # reported where the options are written


def _said(text: str, column: int, message: str) -> str:
    return f"“{shorten(text, 90)}”第{column}字：{message}"


def _problem(at: Location, message: str, hint: str, unknown_name: str = "") -> Problem:
    return Problem(location=at, code=CODE, message=message, hint=hint, unknown_name=unknown_name)


def _comparisons(text: str) -> Iterator[tuple[Path, str]]:
    """Every `a.b == "text"` and `a.b in ["x", "y"]` of an expression."""
    tokens = list(tokenize(text))
    for index, token in enumerate(tokens):
        if token.text in ("==", "!=", "in") and index:
            path = _path_before(tokens, index)
            yield from ((path, literal) for literal in _literals_after(tokens[index + 1 :]))


def _path_before(tokens: list[Token], index: int) -> Path:
    start = index - 1
    while start >= 2 and tokens[start - 1].text == ".":
        start -= 2
    return tuple(t.text for t in tokens[start:index] if t.text != ".")


def _literals_after(tokens: list[Token]) -> Iterator[str]:
    for position, token in enumerate(tokens):
        if token.kind == "string":
            yield token.text[1:-1]
        elif token.text not in ("[", ","):
            return
        if position == 0 and token.kind == "string":
            return

"""Expressions of rules, definitions and conditions: compiled against typed forms, before any data.

A misspelt field, a wrong type, an option that does not exist or a `{…}` that cannot be filled is
reported with the column inside the expression.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.errors import Location, Problem
from generator.model.form import OPTION_KINDS
from generator.rules.cel import Checker, Fault
from generator.rules.expression import (
    FUNCTIONS,
    MACROS,
    PARAMETER,
    ROW,
    TABLE,
    ExpressionError,
    demangle,
    tokenize,
    translate,
)
from generator.rules.messages import placeholders
from generator.rules.scope import find_field, row_table, sources_of, structs
from generator.text import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.form import RowTable
    from generator.model.policy import Policy
    from generator.model.rule import Rule

CODE = "expression"
_TYPES = {"int": "数", "string": "文字", "bool": "真假", "list": "列表", "double": "小数"}


def check(policy: Policy) -> Iterator[Problem]:
    """Find expressions that do not compile or do not say what they seem to say."""
    linter = _Linter(policy)
    for article in policy.articles.values():
        for name, text in article.definitions.items():
            if not mentions_row(text):  # those are checked where a rule over rows uses them
                yield from linter.expression(text, article.place.of("定义", name), None, wanted="")
        for rule in article.rules:
            yield from linter.rule(rule)
    for form in policy.forms:
        for field in form.fields:
            if field.when:
                at = field.place.of("条件") if field.place.spans else form.place.of("签批")
                yield from linter.expression(field.when, at, None, wanted="BOOL")
    yield from linter.table_inputs()


class _Linter:
    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._checkers: dict[str, Checker] = {}

    def rule(self, rule: Rule) -> Iterator[Problem]:
        row = row_table(self.policy, rule.each) if rule.each else None
        if rule.each and row is None:
            known = [f"{f.name}.{t.name}" for f in self.policy.forms for t in f.tables]
            yield self._problem(
                rule.place.of("逐行"),
                f"没有明细“{rule.each}”",
                suggestion(rule.each, known),
                rule.each.split(".")[-1],
            )
            return
        for key, text in (("适用", rule.when), ("要求", rule.requirement)):
            if text:
                yield from self.expression(text, rule.place.of(key), row, wanted="BOOL")
        texts = {"提示": rule.message, "实际": rule.actual, "应为": rule.expected, "更正": rule.remedy}
        for key, text in texts.items():
            for quoted in placeholders(text):
                yield from self.expression(quoted, rule.place.of(key), row, wanted="")
        yield from self._rule_fields(rule, row)

    def _rule_fields(self, rule: Rule, row: RowTable | None) -> Iterator[Problem]:
        for index, name in enumerate(rule.fields):
            path = tuple(name.split("."))
            form = self.policy.forms_by_name.get(path[0])
            is_table = form is not None and len(path) > 1 and path[1] in form.names
            if find_field(self.policy, path, row) is None and not is_table:
                known = [f"{f.name}.{n}" for f in self.policy.forms for n in f.names]
                yield self._problem(
                    rule.place.of("字段", index), f"没有字段“{name}”", suggestion(name, known), path[-1]
                )

    def expression(self, text: str, at: Location, row: RowTable | None, *, wanted: str) -> Iterator[Problem]:
        """Check one expression; `wanted` is the CEL type it must have, or ''."""
        try:
            translation = translate(text, self.policy.definitions)
        except ExpressionError as error:
            yield self._problem(at, f"“{text}”{error}", error.hint, error.name)
            return
        kind, faults = self._checker(row).check(translation.cel)
        said: set[str] = set()
        for fault in faults:
            problem = self._fault(text, translation.column_of(fault.column), fault, at)
            if problem.message not in said:
                said.add(problem.message)
                yield problem
        if not faults and wanted and kind != wanted:
            yield self._problem(
                at, f"“{text}”的结果不是真假", "写成比较，如 通知.陪同人数 >= 表.陪同人数.最少"
            )
        yield from self._options(text, at, row)

    def _checker(self, row: RowTable | None) -> Checker:
        key = row.name if row else ""
        if key not in self._checkers:
            self._checkers[key] = Checker(structs(self.policy, row))
        return self._checkers[key]

    def _fault(self, text: str, column: int, fault: Fault, at: Location) -> Problem:
        message, hint, name = self._explain(demangle(fault.text), text)
        return self._problem(at, f"“{text}”第{column}字：{message}", hint, name)

    def _explain(self, said: str, text: str) -> tuple[str, str, str]:
        """The engine's complaint in Chinese, a way out, and the unknown name if there is one."""
        if match := re.match(r"undefined field '(.+?)' not found in struct '(?:z\.)?(.+?)'", said):
            name, struct = match[1], match[2]
            return f"“{struct.split('_')[-1]}”没有“{name}”", suggestion(name, self._fields_of(struct)), name
        if match := re.match(r"undeclared reference to '(.+?)'", said):
            name = match[1].split(".")[0]
            known = (
                *self.policy.forms_by_name,
                *self.policy.definitions,
                *FUNCTIONS,
                *MACROS,
                PARAMETER,
                TABLE,
                ROW,
            )
            return f"不认识“{name}”", suggestion(name, known), name
        if match := re.match(r"found no matching overload for '(.+?)' applied to '\((.*)\)'", said):
            return f"类型不符：{_operator(match[1])}不能用于{_types(match[2])}", "检查两边是不是同一种值", ""
        if "has() argument" in said:
            return "“有(…)”里要写字段，如 有(通知.说明)", "", ""
        if "Syntax error" in said:
            return "这里读不懂", "检查括号、引号是否成对，比较用 == 而不是 =，连接用 且、或", ""
        return said, "", ""

    def _fields_of(self, struct: str) -> tuple[str, ...]:
        parts = struct.split("_")
        known: object = structs(self.policy).get(parts[0])
        for part in parts[1:]:
            known = getattr(known, "fields", {}).get(part)
        return tuple(getattr(known, "fields", ()))

    def _options(self, text: str, at: Location, row: RowTable | None) -> Iterator[Problem]:
        """Find comparisons of a choice field with a text that is none of its options."""
        for path, literal in _comparisons(text):
            field = find_field(self.policy, path, row)
            if field is None or field.kind not in OPTION_KINDS:
                continue
            try:
                options = self.policy.options(field.options)
            except KeyError:
                continue  # the reference itself is reported with the form
            if literal not in options:
                message = f"“{text}”：“{'.'.join(path)}”没有“{literal}”这个选项，比较永远不成立"
                yield self._problem(at, message, suggestion(literal, options))

    def table_inputs(self) -> Iterator[Problem]:
        """Find input columns that take their value from nowhere."""
        for article in self.policy.articles.values():
            for name, table in article.tables.items():
                for column, written in table.inputs.items():
                    at = article.place.of("表", name, "输入", column)
                    sources = sources_of(self.policy, name, column)
                    if not sources:
                        yield self._problem(
                            at,
                            f"表“{name}”的输入“{column}”没有同名的表单字段",
                            "写明 取自: 简称.字段",
                            column,
                        )
                    elif written.taken_from:
                        yield from self._source(sources[0], at)

    def _source(self, path: tuple[str, ...], at: Location) -> Iterator[Problem]:
        shown = ".".join(path)
        if path[0] == TABLE:
            table = self.policy.tables.get(path[1]) if len(path) > 2 else None
            if table is None or path[2] not in table.outputs:
                known = [f"{TABLE}.{t}.{c}" for t, v in self.policy.tables.items() for c in v.outputs]
                yield self._problem(at, f"取自“{shown}”：没有这一列", suggestion(shown, known), path[-1])
        elif find_field(self.policy, path) is None:
            known = [f"{f.name}.{x.name}" for f in self.policy.forms for x in f.fields]
            yield self._problem(at, f"取自“{shown}”：没有这个字段", suggestion(shown, known), path[-1])

    @staticmethod
    def _problem(at: Location, message: str, hint: str, unknown_name: str = "") -> Problem:
        return Problem(location=at, code=CODE, message=message, hint=hint, unknown_name=unknown_name)


def mentions_row(text: str) -> bool:
    """True when an expression speaks of the row of a rule with 逐行."""
    return any(token.text == ROW for token in tokenize(text))


def _comparisons(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every `a.b == "text"` and `a.b in ["x", "y"]` of an expression."""
    tokens = [t for t in tokenize(text) if t.kind != "blank"]
    joined = [t.text for t in tokens]
    for index, token in enumerate(tokens):
        if token.text in ("==", "!=", "in") and index:
            path = _path_before(joined, index)
            for literal in _literals_after(tokens[index + 1 :]):
                yield path, literal


def _path_before(words: list[str], index: int) -> tuple[str, ...]:
    start = index - 1
    while start >= 2 and words[start - 1] == ".":
        start -= 2
    return tuple(w for w in words[start:index] if w != ".")


def _literals_after(tokens: list) -> Iterator[str]:  # type: ignore[type-arg]
    for position, token in enumerate(tokens):
        if token.kind == "string":
            yield token.text[1:-1]
        elif token.text not in ("[", ","):
            return
        if position == 0 and token.kind == "string":
            return


def _operator(name: str) -> str:
    words = {"@in": "in", "!_": "非", "_&&_": "且", "_||_": "或", "_?_:_": "? :"}
    chinese = {v: k for k, v in FUNCTIONS.items()}
    return f"“{words.get(name) or chinese.get(name) or name.strip('_')}”"


def _types(listed: str) -> str:
    kinds = [
        next((c for e, c in _TYPES.items() if part.strip().startswith(e)), "明细")
        for part in listed.split(", ")
    ]
    return "和".join(kinds)

"""What the CEL engine says of an expression → a Chinese sentence, a way out, the unknown name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.rules.expression import FUNCTIONS, HANDED_IN, MACROS, PARAMETER, ROW, TABLE, demangle
from generator.text import suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.rules.cel import Struct


class Complaint(NamedTuple):
    """A fault in Chinese; `name` is the unknown name, if that is the fault."""

    message: str
    hint: str = ""
    name: str = ""


_FIELD = re.compile(r"undefined field '(.+?)' not found in struct '(?:z\.)?(.+?)'")
_REFERENCE = re.compile(r"undeclared reference to '(.+?)'")
_OVERLOAD = re.compile(r"found no matching overload for '(.+?)' applied to '\((.*)\)'")
_CHINESE = {cel: name for name, cel in (*FUNCTIONS.items(), *MACROS.items())}
_OPERATORS = {"@in": "in", "!_": "非", "_&&_": "且", "_||_": "或", "_?_:_": "? :", "-_": "-"}
_TYPES = {"int": "数", "string": "文字", "bool": "真假", "list": "列表", "null": "空"}
_SYNTAX = (
    ("missing ')'", Complaint("括号没有合上", "补上右括号")),
    ("token recognition error at: '=", Complaint("这里读不懂", "比较相等写 ==")),
    ("token recognition error", Complaint("这里读不懂", "检查引号是否成对，标点是否写错")),
    ("input '<EOF>'", Complaint("后面还没有写完", "补上比较的另一边")),
    ("Syntax error", Complaint("这里读不懂", "检查括号、引号是否成对，连接用 且、或，前后空一格")),
    ("has() argument", Complaint("“有(…)”里要写字段", "如 有(表单.说明)")),
    ("cannot be the range", Complaint("“全部、存在、筛选、取”只能用于明细或名单")),
    ("of type 'list", Complaint("明细的列不能直接写", "写成 表单.明细.全部(x, x.列 …)")),
    ("int literal", Complaint("数字太大", "检查位数")),
)
_OTHER = Complaint("这个写法不成立", "对照说明里的运算符和函数检查")


def explain(said: str, variables: Mapping[str, Struct], definitions: tuple[str, ...]) -> Complaint | None:
    """A complaint of the engine about an expression over typed variables; None for a mere echo."""
    text = demangle(said)
    if "*error*" in text:
        return None
    if match := _FIELD.match(text):
        name, struct = match[1], match[2]
        known = _fields_of(struct, variables)
        return Complaint(f"“{struct.split('_')[-1]}”没有“{name}”", suggestion(name, known), name)
    if match := _REFERENCE.match(text):
        return _unknown(match[1].split(".")[0], (*variables, *definitions))
    if match := _OVERLOAD.match(text):
        return Complaint(
            f"类型不符：{_operator(match[1])}不能用于{_kinds(match[2])}", "检查两边是不是同一种值"
        )
    return next((complaint for words, complaint in _SYNTAX if words in text), _OTHER)


def _unknown(name: str, known: tuple[str, ...]) -> Complaint:
    if name in _CHINESE:
        return Complaint(f"“{_CHINESE[name]}”括号里的项数不对")
    names = [n for n in known if n not in (PARAMETER, TABLE, HANDED_IN, ROW)]
    return Complaint(
        f"不认识“{name}”", suggestion(name, (*names, *FUNCTIONS, PARAMETER, TABLE, HANDED_IN, ROW)), name
    )


def _fields_of(struct: str, variables: Mapping[str, Struct]) -> tuple[str, ...]:
    head, *rest = struct.split("_")
    known: object = variables.get(head)
    for part in rest:
        known = getattr(known, "fields", {}).get(part)
    return tuple(getattr(known, "fields", ()))


def _operator(name: str) -> str:
    return f"“{_OPERATORS.get(name) or _CHINESE.get(name) or name.strip('_')}”"


def _kinds(listed: str) -> str:
    return "和".join(
        next((chinese for cel, chinese in _TYPES.items() if part.strip().startswith(cel)), "明细")
        for part in listed.split(", ")
    )

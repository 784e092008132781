"""Conditions of rules and fields in words, for those who do not read expressions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.wording import join_words

if TYPE_CHECKING:
    from generator.model.policy import Policy

_ATOM = re.compile(
    r"有\((?P<given>\w+\.\w+)\)"
    r"|(?P<not>非\s*)?(?P<path>[^\W\d]\w*\.[^\W\d]\w*)"
    r"(?:\s*(?P<operator>[=!]=)\s*[\"'“](?P<value>[^\"'”]*)[\"'”]|\s+in\s+参数\.(?P<list>\w+))?"
)
_UNCLEAR = "\0"
_JOINT = re.compile(r"[()\s]*(?:且|或)?[()\s]*")
_WORDS = str.maketrans({"且": "，并且", "或": "或者", "(": "（", ")": "）", " ": None})


def condition_words(policy: Policy, text: str) -> str:
    """A condition in words, or '' where it is more than fields joined by 且 and 或.

    >>> condition_words(policy, '通知.安排用餐 且 通知.用餐地点 == "其他餐厅"')  # doctest: +SKIP
    '“安排用餐”为“是”，并且“用餐地点”为“其他餐厅”'
    """
    words: list[str] = []
    end = 0
    for match in _ATOM.finditer(text):
        words += [_joint(text[end : match.start()]), _atom(policy, match)]
        end = match.end()
    words.append(_joint(text[end:]))
    return "" if _UNCLEAR in words else "".join(words)


def _joint(text: str) -> str:
    """What stands between two comparisons."""
    return text.translate(_WORDS) if _JOINT.fullmatch(text) else _UNCLEAR


def _atom(policy: Policy, match: re.Match[str]) -> str:
    """One comparison in words; a path that is no field of a form is unclear."""
    form, _, field = (match["given"] or match["path"]).partition(".")
    if form == "已交" and field in policy.forms_by_name:
        return f"{'没有' if match['not'] else ''}一并交来《{policy.forms_by_name[field].title}》"
    if form not in policy.forms_by_name:
        return _UNCLEAR
    if match["given"]:
        return f"填写了“{field}”"
    if match["list"]:
        parameter = policy.parameters[match["list"]]
        value = parameter.value_on(policy.cover.effective, parameter.kind)
        options = value if isinstance(value, tuple) else (str(value),)
        return f"“{field}”{'不' if match['not'] else ''}为{join_words((f'“{o}”' for o in options), '或')}"
    if match["operator"]:
        return f"“{field}”{'不为' if match['operator'] == '!=' else '为'}“{match['value']}”"
    return f"“{field}”为“{'否' if match['not'] else '是'}”"

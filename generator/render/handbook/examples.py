"""The cases of the regulation as examples of its rules: what was changed, and whether that is allowed."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.render.handbook.citing import input_sources
from generator.wording import join_words

if TYPE_CHECKING:
    from generator.model.case import Case
    from generator.model.policy import Policy
    from generator.model.rule import Rule

_PATH = re.compile(r"[^\W\d]\w*\.[^\W\d]\w*")
_WORD = re.compile(r"[^\W\d]\w*")
_MOST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A case beside a rule: `outcome` is 符合, 不符合 or 无法判定."""

    name: str
    outcome: str
    changes: tuple[tuple[str, str], ...]


class Examples:
    """The cases of a regulation, found by the rules they break and by the fields they change."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._expecting: dict[str, list[Case]] = defaultdict(list)
        self._changing: dict[str, list[Case]] = defaultdict(list)
        for case in (c for file in policy.case_files for c in file.cases):
            for expected in case.expected:
                self._expecting[expected].append(case)
            for path in () if case.expected else dict.fromkeys(map(_field, case.changes)):
                self._changing[path].append(case)

    def of(self, rule: Rule) -> tuple[Example, ...]:
        """Cases that break a rule, that keep it although they change what it looks at, and open ones."""
        kept = {id(c): c for path in sorted(self._looked_at(rule)) for c in self._changing.get(path, ())}
        found = (
            ("不符合", self._expecting.get(rule.id, ())),
            ("符合", tuple(kept.values())),
            ("无法判定", self._expecting.get(f"{rule.id}?", ())),
        )
        return tuple(_example(case, outcome) for outcome, cases in found for case in cases[:_MOST])

    def _looked_at(self, rule: Rule) -> frozenset[str]:
        """The form fields a rule looks at, also through named expressions and tables."""
        text = f"{rule.when} {rule.requirement} {rule.each}"
        meant = (self._policy.definitions.get(word, "") for word in _WORD.findall(text))
        found = frozenset(_PATH.findall(" ".join((text, *meant))))
        tables = [t for path in found if (t := self._policy.tables.get(path.partition(".")[2]))]
        inputs = [input_sources(self._policy, name, c) for t in tables for name, c in t.inputs.items()]
        return found | frozenset(".".join(source) for sources in inputs for source in sources)


def _field(path: str) -> str:
    """The form and field of a changed value, without row and column."""
    return ".".join(path.split(".")[:2])


def _example(case: Case, outcome: str) -> Example:
    forms = {key.partition(".")[0] for key in case.changes}
    changes = tuple((_label(key, len(forms) > 1), _shown(value)) for key, value in case.changes.items())
    return Example(name=case.name, outcome=outcome, changes=changes)


def _label(key: str, names_form: bool) -> str:  # noqa: FBT001 - private
    form, _, field = key.partition(".")
    return f"{form}·{field}" if names_form else field


def _shown(value: Any) -> str:
    """A value of a case as a person would write it on the form."""
    if value is None or value in ("", []):
        return "（不填）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        return "，".join(f"{column}\u00a0{_shown(cell)}" for column, cell in value.items())
    if isinstance(value, list):
        is_table = any(isinstance(v, dict) for v in value)
        return "；".join(map(_shown, value)) if is_table else join_words(map(str, value))
    return str(value)

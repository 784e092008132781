"""The cases of the regulation as examples of its rules: what was changed, and whether that is allowed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from generator.render.handbook.citing import input_sources
from generator.wording import join_words

if TYPE_CHECKING:
    from generator.model.case import Case
    from generator.model.policy import Policy
    from generator.model.rule import Rule

_PATH = re.compile(r"[^\W\d]\w*\.[^\W\d]\w*")
_MOST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A case beside a rule: `outcome` is 符合, 不符合 or 无法判定."""

    name: str
    outcome: str
    changes: tuple[tuple[str, str], ...]


def examples_of(policy: Policy, rule: Rule) -> tuple[Example, ...]:
    """Cases that break a rule, then cases that keep it although they change what it looks at."""
    names = _names_of(rule, policy)
    cases = [case for file in policy.case_files for case in file.cases]
    broken = [_example(case, "不符合") for case in cases if rule.id in case.expected]
    undecided = [_example(case, "无法判定") for case in cases if f"{rule.id}?" in case.expected]
    kept = [_example(case, "符合") for case in cases if not case.expected and names & set(_touched(case))]
    return (*broken[:_MOST], *kept[:_MOST], *undecided[:_MOST])


@lru_cache(maxsize=1024)
def _paths(text: str) -> frozenset[str]:
    return frozenset(_PATH.findall(text))


def _names_of(rule: Rule, policy: Policy) -> frozenset[str]:
    """The form fields a rule looks at, also through named expressions and tables."""
    text = f"{rule.when} {rule.requirement} {rule.each}"
    texts = [text, *(e for name, e in policy.definitions.items() if name in text)]
    found = frozenset(path for t in texts for path in _paths(t))
    tables = [policy.tables[name] for path in found if (name := path.partition(".")[2]) in policy.tables]
    inputs = [input_sources(policy, name, c) for table in tables for name, c in table.inputs.items()]
    return found | frozenset(".".join(source) for sources in inputs for source in sources)


def _touched(case: Case) -> tuple[str, ...]:
    return tuple(".".join(key.split(".")[:2]) for key in case.changes)


def _example(case: Case, outcome: str) -> Example:
    forms = {key.partition(".")[0] for key in case.changes}
    changes = tuple((_label(key, len(forms) > 1), _shown(value)) for key, value in case.changes.items())
    return Example(name=case.name, outcome=outcome, changes=changes)


def _label(key: str, names_form: bool) -> str:  # noqa: FBT001 - private
    form, _, field = key.partition(".")
    return f"{form}·{field}" if names_form else field


def _shown(value: Any) -> str:
    """A value of a case as a person would write it on the form."""
    if value is None or value == "":
        return "（不填）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return f"{len(value)} 行" if any(isinstance(v, dict) for v in value) else join_words(map(str, value))
    return str(value)

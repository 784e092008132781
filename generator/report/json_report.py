"""Results as JSON, exactly as documented in the README: other systems read it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator import __version__
from generator.errors import Level
from generator.model.finding import Finding, Result, Status
from generator.report.entry import Entry, entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.policy import Policy
    from generator.model.submission import Answer

SEVERITIES = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "note"}


def json_entry(result: Result) -> Entry:
    """What the report says of one file."""
    return entry(result, _laid_out(_result(result)))


def render_json(policy: Policy, entries: Iterable[Entry]) -> Iterator[str]:
    """The report, an entry at a time. Money is integer 分, dates ISO text."""
    counts = dict.fromkeys((status.value for status in Status), 0)
    tool = {"name": "zhidu", "version": __version__}
    cover = {"number": policy.cover.number, "name": policy.cover.title}
    yield f'{{\n  "tool": {_line(tool)},\n  "policy": {_line(cover)},\n  "results": ['
    before = "\n    "
    for one in entries:
        counts[one.status.value] += 1
        yield before + one.text
        before = ",\n    "
    yield f'\n  ],\n  "summary": {_line(counts)}\n}}\n'


_line = json.JSONEncoder(ensure_ascii=False).encode


def _laid_out(result: dict[str, Any]) -> str:
    """A result with a line for each entry, each value and each finding."""
    entries = ",\n      ".join(f'"{name}": {_entry(value)}' for name, value in result.items())
    return f"{{\n      {entries}\n    }}"


def _entry(value: Any) -> str:
    if value and isinstance(value, dict):
        return _block("{}", (f"{_line(name)}: {_line(inner)}" for name, inner in value.items()))
    return _block("[]", map(_line, value)) if value and isinstance(value, list) else _line(value)


def _block(brackets: str, lines: Iterable[str]) -> str:
    inner = ",\n        ".join(lines)
    return f"{brackets[0]}\n        {inner}\n      {brackets[1]}"


def _result(result: Result) -> dict[str, Any]:
    refusal = result.refusal
    return {
        "file": result.file,
        "sha256": result.sha256,
        "kind": result.kind,
        "form": result.form,
        "form_edition": result.form_edition,
        "rules_edition": result.rules_edition,
        "status": result.status.value,
        "refusal": refusal and {"code": refusal.code, "message": refusal.message, "hint": refusal.hint},
        "values": {name: _answer(answer) for name, answer in result.answers.items()},
        "findings": [_finding(f) for f in result.findings],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {"state": answer.state.value, "value": _value(answer.value), "raw": answer.raw}


def _value(value: Any) -> Any:
    """Rows are lists of `{column: {"state", "value", "raw"}}`."""
    if isinstance(value, tuple):
        return [v if isinstance(v, str) else {name: _answer(a) for name, a in v.items()} for v in value]
    return value


def _finding(finding: Finding) -> dict[str, Any]:
    clause = finding.clause
    return {
        "rule": finding.rule,
        "severity": SEVERITIES[finding.level],
        "outcome": finding.outcome.value,
        "clause": {"id": clause.id, "label": clause.label, "url": clause.url},
        "fields": list(finding.fields),
        "actual": finding.actual,
        "expected": finding.expected,
        "message": finding.message,
        "hint": finding.hint,
    }

"""Results as SARIF 2.1.0, for code hosts, editors and dashboards that read it."""

from __future__ import annotations

import json
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from generator import __version__
from generator.model.finding import Finding, Outcome, Result
from generator.report.finding_words import clause_link
from generator.report.json_report import SEVERITIES
from generator.report.parked import Parked
from generator.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.policy import Policy

_Key = TypeVar("_Key")
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# 3.11.5 and 3.11.6: braces are placeholders and brackets are links, also in plain messages.
_NO_MARKUP = str.maketrans("[]{}", "［］｛｝")


def render_sarif(policy: Policy, results: Iterable[Result]) -> Iterator[str]:
    """One run: an artifact a file, a result a finding, and one for each refusal."""
    with Parked[str]() as artifacts, Parked[str]() as found:
        log = _Log(policy, artifacts, found)
        for result in results:
            log.add(result)
        driver = {"name": "zhidu", "version": __version__, "rules": log.rules}
        yield f'{{\n  "$schema": "{SCHEMA}",\n  "version": "2.1.0",\n  "runs": [\n    {{\n'
        yield f'      "tool": {_dump({"driver": driver}, 6)},\n'
        yield '      "language": "zh-CN",\n      "columnKind": "unicodeCodePoints",\n'
        yield from _array("artifacts", artifacts)
        yield from _array("results", found)
        cover = policy.cover
        of = {"policy": cover.title, "number": cover.number, "edition": cover.edition}
        yield f'      "properties": {_dump(of, 6)}\n    }}\n  ]\n}}\n'


def _array(name: str, items: Parked[str]) -> Iterator[str]:
    yield f'      "{name}": ['
    before = "\n        "
    for item in items:
        yield before + item
        before = ",\n        "
    yield "\n      ],\n" if len(items) else "],\n"


def _dump(value: dict[str, Any], depth: int) -> str:
    """As JSON, laid out for a place that so many blanks stand before."""
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n" + " " * depth)


class _Log:
    """Results, and what they point at: every rule and every file once, in the order of their first use."""

    def __init__(self, policy: Policy, artifacts: Parked[str], results: Parked[str]) -> None:
        self._policy = policy
        self._artifacts = artifacts
        self._results = results
        self._files: dict[tuple[str, str], int] = {}
        self._codes: dict[str, int] = {}
        self.rules: list[dict[str, Any]] = []

    def add(self, result: Result) -> None:
        """The refusal or the findings of one file."""
        index = _index(self._files, (result.file, result.sha256))
        if index == len(self._artifacts):
            self._artifacts.add(_dump(_artifact(result), 8))
        place = {"physicalLocation": {"artifactLocation": {"uri": file_uri(result.file), "index": index}}}
        if refusal := result.refusal:
            known = self._rule(refusal.code, _rule(refusal.code, "文件未能读取"))
            message = _message(refusal.message, refusal.hint)
            said = {**known, "level": "error", "kind": "fail", "message": message, "locations": [place]}
            self._results.add(_dump(said, 8))
        for finding in result.findings:
            known = self._rule(finding.rule, _rule_of(self._policy, finding))
            self._results.add(_dump(known | _result(self._policy, result, finding, place), 8))

    def _rule(self, identifier: str, rule: dict[str, Any]) -> dict[str, Any]:
        index = _index(self._codes, identifier)
        if index == len(self.rules):
            self.rules.append(rule)
        return {"ruleId": identifier, "ruleIndex": index}


def _index(known: dict[_Key, int], key: _Key) -> int:
    """The number of a key, a new one in its turn."""
    return known.setdefault(key, len(known))


def _rule_of(policy: Policy, finding: Finding) -> dict[str, Any]:
    """A rule of the regulation has its article for a title; a check of the form itself has none."""
    article = policy.home_of.get(finding.rule, "")
    if article != finding.clause.id:
        return _rule(finding.rule, "表单填写的基本要求")
    title = f"{finding.clause.label}　{policy.articles[article].title}"
    link = clause_link(finding.clause)
    return _rule(finding.rule, title) | ({"helpUri": link} if link else {})


def _rule(identifier: str, title: str) -> dict[str, Any]:
    return {"id": identifier, "shortDescription": {"text": title}}


def _artifact(result: Result) -> dict[str, Any]:
    hashes = {"hashes": {"sha-256": result.sha256}} if result.sha256 else {}
    return {"location": {"uri": file_uri(result.file)}, "roles": ["analysisTarget"], **hashes}


def file_uri(name: str) -> str:
    r"""The name of a file as a URI reference; bytes that are no text keep their value.

    >>> file_uri("收/a b.docx"), file_uri("C:\\收\\a.pdf"), file_uri("/tmp/a.pdf"), file_uri("-")
    ('%E6%94%B6/a%20b.docx', 'file:///C:/%E6%94%B6/a.pdf', 'file:///tmp/a.pdf', 'stdin')
    """
    if name == "-":
        return "stdin"
    windows = PureWindowsPath(name)
    path = windows if windows.drive else PurePosixPath(name)
    whole = quote(path.as_posix(), safe="/", errors="surrogateescape" if _is_from_disk(name) else "replace")
    if windows.drive:
        return f"file:///{whole.replace('%3A', ':', 1)}"
    return f"file://{whole}" if path.is_absolute() else whole


def _is_from_disk(name: str) -> bool:
    """True unless a lone surrogate is none of those that stand for undecodable bytes."""
    return all(not "\ud800" <= c <= "\udfff" or "\udc80" <= c <= "\udcff" for c in name)


def _result(policy: Policy, result: Result, finding: Finding, place: dict[str, Any]) -> dict[str, Any]:
    fields = [{"name": visible(f), "kind": "member"} for f in finding.fields]
    is_open = finding.outcome is Outcome.UNDECIDED
    return {
        "level": "none" if is_open else SEVERITIES[finding.level],
        "kind": "open" if is_open else "fail",
        "message": _message(f"{finding.clause.label}　{finding.message}", finding.hint),
        "locations": [{**place, "logicalLocations": fields} if fields else place],
        "properties": _properties(policy, result, finding),
    }


def _message(text: str, hint: str) -> dict[str, str]:
    said = "。".join(part.rstrip("。") for part in (text, hint) if part)
    return {"text": f"{visible(said)}。".translate(_NO_MARKUP)}


def _properties(policy: Policy, result: Result, finding: Finding) -> dict[str, Any]:
    form = policy.forms_by_id.get(result.form)
    return {
        "severity": SEVERITIES[finding.level],
        "form": form.title if form else "",
        "clause": finding.clause.label,
        "actual": visible(finding.actual),
        "expected": visible(finding.expected),
    }

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
from generator.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.policy import Policy

_Key = TypeVar("_Key")
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# 3.11.5 and 3.11.6: braces are placeholders and brackets are links, also in plain messages.
_NO_MARKUP = str.maketrans("[]{}", "［］｛｝")


def render_sarif(policy: Policy, results: Iterable[Result]) -> str:
    """One run: an artifact a file, a result a finding, and one for each refusal."""
    log = _Log(policy)
    for result in results:
        log.add(result)
    run = {
        "tool": {"driver": {"name": "zhidu", "version": __version__, "rules": log.rules}},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "artifacts": log.artifacts,
        "results": log.results,
        "properties": {"policy": policy.cover.title, "number": policy.cover.number, "edition": policy.cover.edition},
    }  # fmt: skip
    return (
        json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)
        + "\n"
    )


class _Log:
    """Results, and what they point at: every rule and every file once, in the order of their first use."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self.rules: list[dict[str, Any]] = []
        self.artifacts: list[dict[str, Any]] = []
        self._files: dict[tuple[str, str], int] = {}
        self._codes: dict[str, int] = {}
        self.results: list[dict[str, Any]] = []

    def add(self, result: Result) -> None:
        """The refusal or the findings of one file."""
        index = _index(self._files, (result.file, result.sha256))
        if index == len(self.artifacts):
            self.artifacts.append(_artifact(result))
        place = {"physicalLocation": {"artifactLocation": {"uri": file_uri(result.file), "index": index}}}
        if refusal := result.refusal:
            known = self._rule(refusal.code, _rule(refusal.code, "文件未能读取"))
            message = _message(refusal.message, refusal.hint)
            self.results.append(
                {**known, "level": "error", "kind": "fail", "message": message, "locations": [place]}
            )
        for finding in result.findings:
            known = self._rule(finding.rule, _rule_of(self._policy, finding))
            self.results.append(known | _result(self._policy, result, finding, place))

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

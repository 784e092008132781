"""Results as JUnit XML, as build servers read it: a suite a file, a case a finding."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lxml import etree

from generator.errors import Level
from generator.model.finding import Outcome
from generator.report.finding_words import note_lines
from generator.report.parked import Parked
from generator.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from generator.model.finding import Finding, Result
    from generator.model.policy import Policy

_KINDS = ("failure", "error")
_COUNTS = ("tests", "failures", "errors", "skipped")


def render_junit(policy: Policy, results: Iterable[Result]) -> Iterator[str]:
    """Errors are failures, what could not be decided or read is an error, the rest is told."""
    root = etree.Element("testsuites", name=visible(f"{policy.cover.title}　表单检查"))
    counts: Counter[str] = Counter()
    with Parked[str]() as suites:
        for result in results:
            suite = _suite(result)
            counts.update({name: int(suite.get(name, "0")) for name in _COUNTS})
            etree.indent(suite, level=1)
            suites.add(etree.tostring(suite, encoding="unicode"))
        for name in _COUNTS:
            root.set(name, str(counts[name]))
        root.text = "\n"
        start, end = str(etree.tostring(root, encoding="unicode")).split("\n")
        yield f"{start}\n"
        for text in suites:
            yield f"  {text}\n"
        yield f"{end}\n"


def _suite(result: Result) -> _Element:
    suite = etree.Element("testsuite", name=visible(result.file))
    if result.refusal:
        refusal = result.refusal
        case = _case(suite, result, refusal.code)
        lines = (refusal.message, f"处理：{refusal.hint}" if refusal.hint else "")
        _tell(case, "error", refusal.code, [visible(line) for line in lines if line])
    for number, finding in enumerate(result.findings, 1):
        _tell(
            _case(suite, result, _name(finding)),
            _kind(finding),
            finding.rule,
            list(note_lines(number, finding)),
        )
    if not len(suite):
        _case(suite, result, "没有发现问题")
    counts = {f"{kind}s": sum(case.find(kind) is not None for case in suite) for kind in _KINDS}
    for name in _COUNTS:
        suite.set(name, str({"tests": len(suite), **counts}.get(name, 0)))
    return suite


def _kind(finding: Finding) -> str:
    """Where a finding stands in a case; what is less than an error must not fail a build."""
    if finding.level is not Level.ERROR:
        return "system-out"
    return "error" if finding.outcome is Outcome.UNDECIDED else "failure"


def _name(finding: Finding) -> str:
    fields = "、".join(finding.fields)
    return f"{finding.clause.label}　{finding.rule}" + (f"　{fields}" if fields else "")


def _case(suite: _Element, result: Result, name: str) -> _Element:
    return etree.SubElement(
        suite, "testcase", classname=visible(result.form or result.file), name=visible(name), time="0"
    )


def _tell(case: _Element, kind: str, code: str, lines: list[str]) -> None:
    more = {"type": code, "message": lines[0]} if kind in _KINDS else {}
    told = etree.SubElement(case, kind, more)
    told.text = "\n".join(lines)

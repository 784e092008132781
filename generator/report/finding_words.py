"""The words that reports, notes and slips share; values of submissions leave here in plain sight."""

from __future__ import annotations

from pathlib import PureWindowsPath
from typing import TYPE_CHECKING

from generator.model.finding import Finding, Outcome, Result, Status
from generator.text import shorten, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.finding import Clause
    from generator.model.policy import Policy

AUTHOR = "制度校验"
STATUS_WORDS = {
    Status.PASS: "通过", Status.FAIL: "不符合", Status.UNDECIDED: "无法判定", Status.REFUSED: "未能读取",
}  # fmt: skip
_WEB = ("https://", "http://")


def verdict_word(finding: Finding) -> str:
    """How serious a finding is, or that it could not be decided."""
    return STATUS_WORDS[Status.UNDECIDED] if finding.outcome is Outcome.UNDECIDED else finding.level.value


def sentence(finding: Finding) -> str:
    """What is wrong, or why it is open, where the verdict already stands before it."""
    return visible(finding.message.removeprefix(f"{STATUS_WORDS[Status.UNDECIDED]}："))


def waiting_words(result: Result) -> str:
    """Which clauses wait for a field that is reported itself, in one sentence; '' for none."""
    labels = list(dict.fromkeys(f.clause.label for f in result.findings if f.waits))
    return f"补齐上述内容后才能判定：{'、'.join(labels)}" if labels else ""


def field_words(finding: Finding) -> str:
    """The fields of a finding as people say them.

    >>> from types import SimpleNamespace
    >>> field_words(SimpleNamespace(fields=("日程[2].结束时间", "来访人数")))
    '日程第2行结束时间、来访人数'
    """
    said = (f.replace("[", "第").replace("].", "行").replace("]", "行") for f in finding.fields)
    return "、".join(visible(f) for f in said)


def clause_link(clause: Clause) -> str:
    """The address of a clause, or '' where only a place below an unknown root is known."""
    return clause.url if clause.url.startswith(_WEB) else ""


def matter_number(policy: Policy, result: Result) -> str:
    """What the form gives as the number of its matter (for receptions, 接待编号)."""
    answer = result.answers.get(policy.cover.dossier_field)
    return visible(shorten(answer.raw, 40)) if answer else ""


def file_words(result: Result) -> str:
    """The name of a file without the folders of whoever checks it."""
    return visible(PureWindowsPath(result.file).name) or "（没有名称）"


def form_words(policy: Policy, result: Result) -> str:
    """`附表1　客户接待通知表`, or '' where the form is not known."""
    form = policy.forms_by_id.get(result.form)
    return form.label if form else ""


def note_lines(number: int, finding: Finding) -> Iterator[str]:
    """A finding as the lines of a note in a document; `number` is its place in the list."""
    yield f"{number}.【{verdict_word(finding)}】{finding.clause.label}　{sentence(finding)}"
    if finding.outcome is Outcome.VIOLATED:
        known = (("现为", finding.actual), ("应为", finding.expected))
        yield "；".join(f"{name}：{visible(value)}" for name, value in known if value)
    if finding.hint:
        yield f"更正：{visible(finding.hint)}"

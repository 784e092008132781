"""Results for a terminal: one block a file, one paragraph a finding, a summary line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from generator.errors import Level
from generator.model.finding import Finding, Outcome, Result, Status
from generator.report.entry import Entry, entry
from generator.report.finding_words import STATUS_WORDS, field_words, sentence, verdict_word, waiting_words
from generator.rules.built_in import REQUIRED
from generator.text import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.model.policy import Policy

Tone: TypeAlias = Literal["plain", "good", "bad", "warn", "faint", "strong"]
_STATUS_TONES: dict[Status, Tone] = {
    Status.PASS: "good", Status.FAIL: "bad", Status.UNDECIDED: "warn", Status.REFUSED: "bad",
}  # fmt: skip
_LEVEL_TONES: dict[Level, Tone] = {Level.ERROR: "bad", Level.WARNING: "warn", Level.NOTE: "faint"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the report and the tone it is set in; the caller chooses colours."""

    text: str
    tone: Tone = "plain"


Paint: TypeAlias = "Callable[[Iterable[Piece]], str]"
"""Pieces → their text in colours."""


def text_entry(policy: Policy, result: Result, paint: Paint) -> Entry:
    """What the report says of one file; control characters of values are written out."""
    return entry(result, paint(_result(policy, result)))


def render_text(entries: Iterable[Entry], paint: Paint) -> Iterator[str]:
    """The report, an entry at a time."""
    counts = dict.fromkeys(Status, 0)
    for one in entries:
        counts[one.status] += 1
        yield one.text
    total = sum(counts.values())
    shown = "，".join(f"{STATUS_WORDS[status]} {count}" for status, count in counts.items())
    yield paint([Piece(f"共 {total} 个文件：{shown}\n", "strong")])


def _result(policy: Policy, result: Result) -> Iterator[Piece]:
    yield Piece(visible(result.file), "strong")
    form = policy.forms_by_id.get(result.form)
    if form:
        edition = f"（{visible(result.form_edition)} 版）" if result.form_edition else ""
        yield Piece(f"　{form.label}{edition}", "faint")
    yield Piece(f"　{STATUS_WORDS[result.status]}\n", _STATUS_TONES[result.status])
    if result.refusal:
        yield Piece(f"  {visible(result.refusal.message)}（{result.refusal.code}）\n", "bad")
        yield from _line("处理", result.refusal.hint)
    for finding in result.to_mend:
        yield from _finding(finding)
    if waiting := waiting_words(result):
        yield Piece(f"  [{STATUS_WORDS[Status.UNDECIDED]}]", "warn")
        yield Piece(f" {waiting}\n")
    yield Piece("\n")


def _finding(finding: Finding) -> Iterator[Piece]:
    yield Piece(f"  [{verdict_word(finding)}]", _LEVEL_TONES[finding.level])
    yield Piece(f" {finding.clause.label}　{sentence(finding)}\n")
    if any(name not in finding.message for name in finding.fields):
        yield from _line("字段", field_words(finding))
    if finding.rule == REQUIRED:  # the message says it all but for what is wanted
        yield from _line("填写", finding.expected)
        return
    if finding.outcome is Outcome.VIOLATED:
        yield from _line("现为", finding.actual)
        yield from _line("应为", finding.expected)
    yield from _line("更正", finding.hint)


def _line(label: str, text: str) -> Iterator[Piece]:
    if text:
        yield Piece(f"      {label}：{visible(text)}\n", "faint")

"""What another text would change for forms already handed in: a table, and JSON."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from generator import __version__
from generator.model.finding import Status
from generator.report.finding_words import STATUS_WORDS, field_words, form_words, sentence, verdict_word
from generator.report.json_report import SEVERITIES
from generator.report.text_report import Piece
from generator.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.finding import Finding
    from generator.model.policy import Policy
    from generator.model.replayed import Replayed

_WORSE = (Status.PASS, Status.UNDECIDED, Status.FAIL, Status.REFUSED)


def render_replay_text(
    policy: Policy, replays: Iterable[Replayed], labels: tuple[str, str]
) -> Iterator[Piece]:
    """The files whose outcome changes, what appears and what goes, and how many change how."""
    yield Piece(f"按{labels[0]}检查过的表单，改按{labels[1]}检查：\n\n", "strong")
    moves: Counter[tuple[Status, Status]] = Counter()
    count = changed = 0
    for one in replays:
        count += 1
        moves[one.before.status, one.after.status] += 1
        if one.is_changed:
            changed += 1
            yield from _file(policy, one)
    yield from _summary(count, changed, moves)


def _file(policy: Policy, one: Replayed) -> Iterator[Piece]:
    before, after = one.before.status, one.after.status
    tone = "bad" if _WORSE.index(after) > _WORSE.index(before) else "good" if after is not before else "plain"
    yield Piece(visible(one.after.file), "strong")
    yield Piece(f"　{form_words(policy, one.after) or one.after.form}", "faint")
    moved = STATUS_WORDS[before] if before is after else f"{STATUS_WORDS[before]} → {STATUS_WORDS[after]}"
    yield Piece(f"　{moved}\n", tone)  # type: ignore[arg-type]
    for sign, findings in (("＋", one.appeared), ("－", one.disappeared)):
        for finding in findings:
            yield Piece(f"  {sign} {_said(finding)}\n", "bad" if sign == "＋" else "good")
    yield Piece("\n")


def _said(finding: Finding) -> str:
    fields = field_words(finding)
    where = f"（{fields}）" if fields else ""
    return f"[{verdict_word(finding)}] {finding.clause.label}　{sentence(finding)}{where}"


def _summary(count: int, changed: int, moves: Counter[tuple[Status, Status]]) -> Iterator[Piece]:
    yield Piece(f"共 {count} 个文件，{changed} 个的结论有变化\n", "strong")
    for (before, after), number in sorted(moves.items(), key=lambda item: [*map(_WORSE.index, item[0])]):
        if before is not after:
            yield Piece(f"  {STATUS_WORDS[before]} → {STATUS_WORDS[after]}：{number} 个\n")


def render_replay_json(policy: Policy, replays: Iterable[Replayed], labels: tuple[str, str]) -> str:
    """The same as JSON; files whose outcome stays are only counted."""
    listed = list(replays)
    changed = [one for one in listed if one.is_changed]
    report = {
        "tool": {"name": "zhidu", "version": __version__},
        "policy": {"number": policy.cover.number, "name": policy.cover.title},
        "from": labels[0],
        "to": labels[1],
        "results": [_result(one) for one in changed],
        "summary": {
            "files": len(listed),
            "changed": len(changed),
            "from": _counts(one.before.status for one in listed),
            "to": _counts(one.after.status for one in listed),
        },
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _counts(statuses: Iterable[Status]) -> dict[str, int]:
    found = Counter(statuses)
    return {status.value: found[status] for status in Status}


def _result(one: Replayed) -> dict[str, Any]:
    return {
        "file": one.after.file,
        "form": one.after.form,
        "form_edition": one.after.form_edition,
        "status": {"from": one.before.status.value, "to": one.after.status.value},
        "appeared": [_finding(f) for f in one.appeared],
        "disappeared": [_finding(f) for f in one.disappeared],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": SEVERITIES[finding.level],
        "outcome": finding.outcome.value,
        "clause": {"id": finding.clause.id, "label": finding.clause.label},
        "fields": list(finding.fields),
        "message": finding.message,
    }

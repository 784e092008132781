"""Results as one self-contained page for reading, printing and keeping.

Threat: every value, and every file name, was chosen by whoever handed the form in.

Rule: the template escapes all that is put into it; values are data of the template, never part
of it. The page runs no script and loads nothing: its policy allows the one style sheet in it, by
its hash, and no more. Only addresses of the regulation itself become links.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from generator import __version__
from generator.assets import shipped
from generator.model.finding import Outcome, Status
from generator.report.finding_words import (
    STATUS_WORDS,
    clause_link,
    field_words,
    form_words,
    matter_number,
    sentence,
    verdict_word,
    waiting_words,
)
from generator.report.parked import Parked
from generator.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.model.finding import Finding, Refusal, Result
    from generator.model.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One file as the page shows it, without its answers."""

    file: str
    sha256: str
    edition: str
    form: str
    matter: str
    status: Status
    refusal: Refusal | None
    findings: tuple[Finding, ...]
    waiting: str
    tally: Mapping[str, int]


def render_html(policy: Policy, results: Iterable[Result]) -> Iterator[str]:
    """The page in pieces, the same for the same results."""
    style = _style()
    counts: Counter[Status] = Counter()
    with Parked[_Entry]() as entries:
        for result in results:
            entries.add(_entry(policy, result))
            counts[result.status] += 1
        yield from _template().generate(
            cover=policy.cover,
            entries=entries,
            counts=counts,
            style=style,
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            version=__version__,
        )


def _entry(policy: Policy, result: Result) -> _Entry:
    return _Entry(
        file=result.file, sha256=result.sha256, edition=result.form_edition, form=form_words(policy, result),
        matter=matter_number(policy, result), status=result.status, refusal=result.refusal,
        findings=result.to_mend, waiting=waiting_words(result),
        tally=Counter(map(verdict_word, result.findings)),
    )  # fmt: skip


@cache
def _style() -> str:
    return shipped("templates/report/report.css").read_text("utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(shipped("templates/report")),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters.update(
        visible=visible, link=clause_link, verdict=verdict_word, fields=field_words, sentence=sentence
    )
    environment.globals.update(Status=Status, Outcome=Outcome, words=STATUS_WORDS)
    return environment.get_template("report.html.j2")

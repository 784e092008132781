"""The shipped regulation's forms filled in, one after the other, as many as are wanted."""

from __future__ import annotations

import json
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cases import example_of
from generator.model.answer_text import field_text
from generator.model.load import load
from generator.model.submission import Answer, State, filled_rows
from generator.render.docx_form import render_docx_form
from generator.render.pdf_form import render_pdf_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model.form import Form
    from generator.model.policy import Policy

ROOT = Path(__file__).resolve().parent.parent
_TYING = "接待编号"


def shipped_policy() -> Policy:
    policy = load(ROOT).policy
    if policy is None:
        raise SystemExit("the source has problems; run zhidu lint")
    return policy


def example(policy: Policy, form: Form, number: int = 1) -> Mapping[str, Answer]:
    """The example of a form, as one of the reception of a number."""
    found = example_of(policy, form)
    if found is None:
        raise SystemExit(f"no case holds up an example of {form.id}")
    return {**found.answers, _TYING: Answer(state=State.ANSWERED, value=f"JD-2026-{number:05}")}


def plain_values(form: Form, answers: Mapping[str, Answer]) -> dict[str, object]:
    """Answers as JSON may hold them."""
    texts = {f.name: field_text(f, answers[f.name].value) for f in form.fields}
    rows = {
        t.name: [
            {c.name: field_text(c, row[c.name].value) for c in t.columns if row[c.name].value is not None}
            for _, row in filled_rows(answers[t.name])
        ]
        for t in form.tables
    }
    return {name: text for name, text in texts.items() if text} | rows


def write_filled(policy: Policy, folder: Path, kind: str, count: int) -> list[Path]:
    """So many filled forms of a kind: `docx`, `pdf` or `json`; those of one reception side by side."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number, form in enumerate(islice(cycle(policy.forms), count)):
        answers = example(policy, form, number // len(policy.forms))
        file = folder / f"{number:05}-{form.id}.{kind}"
        file.write_bytes(_render(policy, form, kind, answers))
        files.append(file)
    return files


def _render(policy: Policy, form: Form, kind: str, answers: Mapping[str, Answer]) -> bytes:
    if kind == "docx":
        return render_docx_form(policy, form, answers)
    if kind == "pdf":
        return render_pdf_form(policy, form, answers)
    data = {"form": form.id, "edition": policy.cover.edition, "values": plain_values(form, answers)}
    return json.dumps(data, ensure_ascii=False).encode()


def mixed(files: Mapping[str, list[Path]]) -> Iterator[Path]:
    """The files of all kinds, taken in turn."""
    for group in zip(*files.values(), strict=True):
        yield from group

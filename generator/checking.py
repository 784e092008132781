"""Files in, results out: gate and reader, typed answers, rules, findings.

The forms handed in together that share the dossier field (for receptions, 接待编号) are judged
as one matter: rules that compare two forms are asked once both are there.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import InputRefused
from generator.intake.gate import read_file
from generator.intake.reading import read_submission
from generator.intake.worker import Reader
from generator.model.finding import Refusal, Result
from generator.model.shape import shape_of
from generator.model.submission import State
from generator.rules.bundle import compile_policy
from generator.rules.evaluate import evaluate
from generator.rules.facts import to_submission
from generator.text import nearest

if TYPE_CHECKING:
    from generator.model.policy import Policy
    from generator.model.submission import Reading, Submission
    from generator.rules.bundle import Bundle

# What office programs and file managers leave beside a document; nobody hands these in.
_LEFTOVERS = ("~$", ".~", ".")


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """One file as handed in: its name for the report, and its bytes or why there are none."""

    name: str
    content: bytes = b""
    refusal: InputRefused | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A file after reading: a submission, or the finished result of a refusal."""

    result: Result
    submission: Submission | None = None


def hand_in(paths: Iterable[Path]) -> Iterator[Handed]:
    """The files of paths, folders searched in the order of names."""
    for path in paths:
        for file in _files_of(path):
            try:
                yield Handed(name=str(file), content=read_file(file))
            except InputRefused as refusal:
                yield Handed(name=str(file), refusal=refusal)


def _files_of(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(f for f in path.rglob("*") if not f.is_dir() and not f.name.startswith(_LEFTOVERS))


def check_files(policy: Policy, handed: Iterable[Handed]) -> Iterator[Result]:
    """The result of every file, in the order given. Bad files give refusals, never exceptions."""
    bundle = compile_policy(policy)
    shapes = tuple(shape_of(policy, form) for form in policy.forms)
    with Reader() as reader:
        read = [_read(policy, shapes, reader, one) for one in handed]
    matters = _matters(policy, read)
    for one in read:
        yield one.result if one.submission is None else _judge(bundle, one, matters)


def _read(policy: Policy, shapes: tuple[object, ...], reader: Reader, handed: Handed) -> _Read:
    sha256 = hashlib.sha256(handed.content).hexdigest() if handed.content else ""
    kind = ""
    try:
        if handed.refusal:
            raise handed.refusal
        found, reading = read_submission(handed.content, handed.name, shapes, reader)  # type: ignore[arg-type]
        kind = str(found)
        submission = to_submission(policy, _form_of(policy, reading), reading)
    except InputRefused as refused:
        why = Refusal(code=refused.code, message=refused.message, hint=refused.hint)
        return _Read(result=Result(file=handed.name, sha256=sha256, kind=kind, refusal=why))
    result = Result(
        file=handed.name, sha256=sha256, kind=kind, form=submission.form,
        form_edition=submission.edition, rules_edition=policy.cover.edition, answers=submission.answers,
    )  # fmt: skip
    return _Read(result=result, submission=submission)


def _form_of(policy: Policy, reading: Reading):  # type: ignore[no-untyped-def] # noqa: ANN202
    form = policy.forms_by_id.get(reading.form)
    if form is None:
        close = nearest(reading.form, policy.forms_by_id)
        hint = (
            f"是否为“{close}”？" if close else f"本制度的表单有：{'、'.join(f.title for f in policy.forms)}"
        )
        raise InputRefused("unknown-form", f"本制度没有标识为“{reading.form}”的表单", hint=hint)
    return form


def _matters(policy: Policy, read: list[_Read]) -> dict[str, dict[str, Submission]]:
    """Dossier number → form id → submission; a form handed in twice for one matter is left out."""
    matters: dict[str, dict[str, list[Submission]]] = defaultdict(lambda: defaultdict(list))
    for one in read:
        if one.submission and (number := _matter_of(policy, one.submission)):
            matters[number][one.submission.form].append(one.submission)
    return {
        number: {form: found[0] for form, found in forms.items() if len(found) == 1}
        for number, forms in matters.items()
    }


def _matter_of(policy: Policy, submission: Submission) -> str:
    answer = submission.answers.get(policy.cover.dossier_field)
    return str(answer.value) if answer and answer.state is State.ANSWERED else ""


def _judge(bundle: Bundle, one: _Read, matters: dict[str, dict[str, Submission]]) -> Result:
    submission, result = one.submission, one.result
    assert submission is not None  # noqa: S101 - the caller has asked
    matter = matters.get(_matter_of(bundle.policy, submission), {})
    others = {form: s for form, s in matter.items() if form != submission.form}
    return Result(
        file=result.file, sha256=result.sha256, kind=result.kind, form=result.form,
        form_edition=result.form_edition, rules_edition=result.rules_edition, answers=result.answers,
        findings=evaluate(bundle, submission, others),
    )  # fmt: skip

"""Readings → results: the edition in force, the forms of one matter, the findings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from generator.checking.reading import open_files
from generator.checking.spool import Spool
from generator.errors import InputRefused
from generator.model.finding import Refusal, Result
from generator.model.shape import shape_of
from generator.model.submission import State
from generator.rules.bundle import compile_policy
from generator.rules.evaluate import day_of, evaluate
from generator.rules.facts import to_submission
from generator.text import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.checking.handed import Handed
    from generator.checking.reading import Opened
    from generator.editions import InForce
    from generator.model.form import Form
    from generator.model.policy import Policy
    from generator.model.shape import FormShape
    from generator.model.submission import Submission
    from generator.rules.bundle import Bundle


def check_files(
    in_force: InForce,
    handed: Iterable[Handed],
    *,
    jobs: int = 1,
    on_read: Callable[[], object] = lambda: None,
) -> Iterator[Result]:
    """The result of every file, in the order given; `on_read` is called after each reading.

    Memory does not grow with the number of files. Bad files give refusals, never exceptions.
    """
    judge = _Judge(in_force)
    matters: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    with Spool() as spool:
        for opened in open_files(handed, judge.shapes, jobs):
            typed = judge.type(opened)
            number = spool.append(opened)
            if typed.submission and typed.matter:
                matters[typed.matter][typed.submission.form].append(number)
            on_read()
        for number in range(len(spool)):
            yield judge.result(spool, number, matters)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Typed:
    """A file with its answers typed by the form it was made from, or its refusal."""

    submission: Submission | None = None
    form: Form | None = None
    matter: str = ""
    refusal: Refusal | None = None


class _Judge:
    def __init__(self, in_force: InForce) -> None:
        self.in_force = in_force
        self._bundles: dict[str, Bundle] = {}

    @cached_property
    def shapes(self) -> tuple[FormShape, ...]:
        """The forms of every edition, the newest first: an unstamped file is tried against those."""
        policies = reversed(self.in_force.policies)
        return tuple(dict.fromkeys(shape_of(p, form) for p in policies for form in p.forms))

    def bundle(self, policy: Policy) -> Bundle:
        edition = policy.cover.edition
        if edition not in self._bundles:
            self._bundles[edition] = compile_policy(policy)
        return self._bundles[edition]

    def type(self, opened: Opened) -> _Typed:
        """Type the answers of a file by its form of its edition."""
        if opened.reading is None:
            return _Typed(refusal=opened.refusal)
        found = self._form(opened.reading.form, opened.reading.edition)
        if found is None:
            return _Typed(refusal=self._unknown_form(opened.reading.form))
        policy, form = found
        submission = to_submission(policy, form, opened.reading)
        return _Typed(submission=submission, form=form, matter=_matter_of(policy, submission))

    def _form(self, id_: str, edition: str) -> tuple[Policy, Form] | None:
        """The form of the edition a file names, else the newest of that identifier."""
        named = self.in_force.of_edition(edition)
        for policy in filter(None, (named, *reversed(self.in_force.policies))):
            if form := policy.forms_by_id.get(id_):
                return policy, form
        return None

    def _unknown_form(self, id_: str) -> Refusal:
        latest = self.in_force.latest
        close = nearest(id_, latest.forms_by_id)
        titles = "、".join(form.title for form in latest.forms)
        hint = f"是否为“{close}”？" if close else f"本制度的表单有：{titles}"
        refused = InputRefused("unknown-form", f"本制度没有标识为“{id_}”的表单", hint=hint)
        return Refusal(code=refused.code, message=refused.message, hint=refused.hint)

    def result(self, spool: Spool, number: int, matters: dict[str, dict[str, list[int]]]) -> Result:
        """The verdict on one file, seen with the others of its matter."""
        opened = spool[number]
        typed = self.type(opened)
        result = Result(file=opened.name, sha256=opened.sha256, kind=opened.kind)
        if typed.submission is None or typed.form is None:
            return replace(result, refusal=typed.refusal)
        submission = typed.submission
        policy = self.in_force.on(day_of(self.in_force.latest, submission))
        others = self._others(spool, submission, matters.get(typed.matter, {}))
        return replace(
            result, form=submission.form, form_edition=submission.edition,
            rules_edition=policy.cover.edition, answers=submission.answers,
            findings=evaluate(self.bundle(policy), submission, others),
        )  # fmt: skip

    def _others(
        self, spool: Spool, submission: Submission, matter: dict[str, list[int]]
    ) -> dict[str, Submission]:
        """The other forms of a matter; one that was handed in twice is left out as ambiguous."""
        numbers = {form: found[0] for form, found in matter.items() if len(found) == 1}
        typed = (self.type(spool[n]).submission for form, n in numbers.items() if form != submission.form)
        return {s.form: s for s in typed if s}


def _matter_of(policy: Policy, submission: Submission) -> str:
    answer = submission.answers.get(policy.cover.dossier_field)
    return str(answer.value) if answer and answer.state is State.ANSWERED else ""

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
from generator.model.shape import merged_shapes, shape_of
from generator.model.submission import State
from generator.rules.bundle import compile_policy
from generator.rules.evaluate import Filled, day_of, evaluate_across
from generator.rules.facts import to_submission
from generator.text import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.checking.handed import Handed
    from generator.checking.reading import Opened
    from generator.editions import InForce
    from generator.model.policy import Policy
    from generator.model.shape import FormShape
    from generator.model.submission import Reading, Submission
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
    """A file with its answers typed by the form of the edition it was made from, or its refusal."""

    submission: Submission | None = None
    policy: Policy | None = None
    matter: str = ""
    refusal: Refusal | None = None


class _Judge:
    def __init__(self, in_force: InForce) -> None:
        self.in_force = in_force
        self._bundles: dict[int, Bundle] = {}

    @cached_property
    def shapes(self) -> tuple[FormShape, ...]:
        """The forms of every edition, the newest first: an unstamped file is tried against those."""
        policies = reversed(self.in_force.policies)
        return merged_shapes(shape_of(p, form) for p in policies for form in p.forms)

    def bundle(self, policy: Policy) -> Bundle:
        # By identity: the working source may still carry the name of the edition it grows from.
        if id(policy) not in self._bundles:
            self._bundles[id(policy)] = compile_policy(policy)
        return self._bundles[id(policy)]

    def type(self, opened: Opened) -> _Typed:
        """Type the answers of a file by its form of its edition."""
        if opened.reading is None:
            return _Typed(refusal=opened.refusal)
        policy = self._made_from(opened.reading)
        if policy is None:
            return _Typed(refusal=self._unknown_form(opened.reading.form))
        submission = to_submission(policy, policy.forms_by_id[opened.reading.form], opened.reading)
        return _Typed(submission=submission, policy=policy, matter=_matter_of(policy, submission))

    def _made_from(self, reading: Reading) -> Policy | None:
        """The edition a file names, else the newest whose form has the most of the names found in it."""
        having = [p for p in reversed(self.in_force.policies) if reading.form in p.forms_by_id]
        if named := [p for p in having if p.cover.edition == reading.edition]:
            return named[0]
        found = {*reading.values, *reading.rows}
        return max(having, key=lambda p: len(found & {*p.forms_by_id[reading.form].names}), default=None)

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
        if typed.submission is None or typed.policy is None:
            return replace(result, refusal=typed.refusal)
        submission = typed.submission
        policy = self.in_force.on(day_of(typed.policy, submission))
        others = self._others(spool, submission, matters.get(typed.matter, {}))
        return replace(
            result, form=submission.form, form_edition=submission.edition,
            rules_edition=policy.cover.edition, answers=submission.answers,
            findings=evaluate_across(self.bundle(policy), self.bundle(typed.policy), submission, others),
        )  # fmt: skip

    def _others(
        self, spool: Spool, submission: Submission, matter: dict[str, list[int]]
    ) -> dict[str, Filled]:
        """The other forms of a matter; one that was handed in twice is left out as ambiguous."""
        numbers = {form: found[0] for form, found in matter.items() if len(found) == 1}
        typed = (self.type(spool[n]) for form, n in numbers.items() if form != submission.form)
        return {
            t.submission.form: Filled(submission=t.submission, made_from=t.policy)
            for t in typed
            if t.submission and t.policy
        }


def _matter_of(policy: Policy, submission: Submission) -> str:
    answer = submission.answers.get(policy.cover.dossier_field)
    return str(answer.value) if answer and answer.state is State.ANSWERED else ""

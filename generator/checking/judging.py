"""Readings → results: the edition in force, the forms of one matter, the findings."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, TypeVar

from generator.checking.reading import open_files
from generator.checking.spool import Spool
from generator.errors import InputRefused
from generator.forking import may_fork, share
from generator.model.finding import Refusal, Result
from generator.model.shape import merged_shapes, shape_of
from generator.model.submission import State
from generator.rules.bundle import compile_policy
from generator.rules.evaluate import Standing, day_of, evaluate_across
from generator.rules.facts import to_answer, to_submission
from generator.rules.matter import MOST_NAMED, Copies, Filled, Matter, content_of
from generator.text import nearest, tie

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.checking.handed import Handed
    from generator.checking.reading import Opened
    from generator.editions import InForce
    from generator.model.policy import Policy
    from generator.model.shape import FormShape
    from generator.model.submission import Reading, Submission
    from generator.rules.bundle import Bundle

    Told = TypeVar("Told")

# Files that one process judges in a row: those of a folder mostly lie together, and are typed once.
_BLOCK = 32
# Forms of one matter are looked at up to eight times; those of a folder mostly lie together.
_KEPT = 256


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
    with Spool() as spool:
        batch = _read(in_force, handed, spool, jobs, on_read)
        yield from map(batch.result, range(len(spool)))


def tell_files(
    tell: Callable[[Result], Told],
    in_force: InForce,
    handed: Iterable[Handed],
    *,
    jobs: int = 1,
    on_read: Callable[[], object] = lambda: None,
) -> Iterator[Told]:
    """What `tell` says of the result of every file; see `check_files`.

    Several jobs judge, too, each in a process of its own, where that is possible. Only what is
    told of a result comes back, so it should be short; results themselves would cost what is saved.
    """
    with Spool() as spool:
        batch = _read(in_force, handed, spool, jobs, on_read)

        def tell_some(numbers: range) -> list[Told]:
            return [tell(batch.result(number)) for number in numbers]

        blocks = [range(n, min(n + _BLOCK, len(spool))) for n in range(0, len(spool), _BLOCK)]
        if jobs > 1 and len(blocks) > 1 and may_fork():
            told = share(tell_some, blocks, min(jobs, len(blocks)))
        else:
            told = map(tell_some, blocks)
        yield from chain.from_iterable(told)


def _read(
    in_force: InForce, handed: Iterable[Handed], spool: Spool, jobs: int, on_read: Callable[[], object]
) -> _Batch:
    batch = _Batch(_Judge(in_force), spool)
    for opened in open_files(handed, batch.shapes, jobs):
        batch.add(opened)
        on_read()
    return batch


@dataclass(frozen=True, slots=True, kw_only=True)
class _Typed:
    """A file with its answers typed by the form of the edition it was made from, or its refusal."""

    opened: Opened
    submission: Submission | None = None
    policy: Policy | None = None
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
            return _Typed(opened=opened, refusal=opened.refusal)
        policy = self._made_from(opened.reading)
        if policy is None:
            return _Typed(opened=opened, refusal=self._unknown_form(opened.reading.form))
        submission = to_submission(policy, policy.forms_by_id[opened.reading.form], opened.reading)
        return _Typed(opened=opened, submission=submission, policy=policy)

    def matter(self, reading: Reading) -> str:
        """The matter that a form says it belongs to, '' where it names none."""
        policy = self._made_from(reading)
        form = policy.forms_by_id[reading.form] if policy else None
        if policy is None or form is None or policy.cover.dossier_field not in form.names:
            return ""
        field = form.field(policy.cover.dossier_field)
        answer = to_answer(field, policy.options(field.options), reading.values.get(field.name))
        return tie(str(answer.value)) if answer.state is State.ANSWERED else ""

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

    def result(self, typed: _Typed, matter: Matter) -> Result:
        """The verdict on one file, seen with the others of its matter."""
        opened, submission = typed.opened, typed.submission
        result = Result(file=opened.name, sha256=opened.sha256, kind=opened.kind)
        if submission is None or typed.policy is None:
            return replace(result, refusal=typed.refusal)
        day = day_of(typed.policy, submission)
        policy = self.in_force.on(day)
        return replace(
            result, form=submission.form, form_edition=submission.edition,
            rules_edition=policy.cover.edition, answers=submission.answers,
            findings=evaluate_across(self.bundle(policy), self.bundle(typed.policy), submission, matter,
                self._standing(day),
            ),
        )  # fmt: skip

    def _standing(self, day: str | None) -> Standing:
        if self.in_force.is_too_early(day):
            return Standing.NOT_YET
        return Standing.UNKNOWN if self.in_force.is_open(day) else Standing.CERTAIN


class _Batch:
    """The files of one run, parked after reading; each is typed when it is judged or looked at."""

    def __init__(self, judge: _Judge, spool: Spool) -> None:
        self._judge = judge
        self._spool = spool
        self._matters: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._matter_of: dict[int, str] = {}
        self._known: dict[tuple[str, str], _Contents] = {}
        self._typed = lru_cache(_KEPT)(self._type)

    @property
    def shapes(self) -> tuple[FormShape, ...]:
        """The forms that files may be."""
        return self._judge.shapes

    def add(self, opened: Opened) -> None:
        """Park a file, and note which matter it belongs to."""
        number = self._spool.append(opened)
        matter = self._judge.matter(opened.reading) if opened.reading else ""
        if opened.reading and matter:
            self._matters[matter][opened.reading.form].append(number)
            self._matter_of[number] = matter

    def result(self, number: int) -> Result:
        """The verdict on one file."""
        return self._judge.result(self._typed(number), self._beside(number))

    def _type(self, number: int) -> _Typed:
        return self._judge.type(self._spool[number])

    def _beside(self, number: int) -> Matter:
        """What was handed in beside a file."""
        name = self._matter_of.get(number, "")
        others: dict[str, Filled] = {}
        several: dict[str, int] = {}
        copies = Copies()
        for form, found in self._matters.get(name, {}).items():
            if number in found:
                copies = self._copies(name, form, number) if len(found) > 1 else copies
            elif len(found) > 1 and len(self._contents(name, form).numbers) > 1:
                several[form] = len(found)
            else:
                others[form] = self._filled(found[0])
        return Matter(others=others, several=several, copies=copies)

    def _filled(self, number: int) -> Filled:
        typed = self._typed(number)
        assert typed.submission is not None  # noqa: S101 - only files that were read belong to a matter
        assert typed.policy is not None  # noqa: S101
        return Filled(submission=typed.submission, made_from=typed.policy)

    def _copies(self, matter: str, form: str, number: int) -> Copies:
        """The other files of a matter that hold the same form."""
        contents = self._contents(matter, form)
        own = contents.of[number]
        same = [n for n in contents.numbers[own][:MOST_NAMED] if n < number]
        other = [numbers[0] for content, numbers in contents.numbers.items() if content != own]
        return Copies(
            count=len(contents.of), same=self._names(same), other=self._names(other),
            differing=self._filled(other[0]).submission if other else None,
        )  # fmt: skip

    def _names(self, numbers: list[int]) -> tuple[str, ...]:
        """The first few file names, without their folders."""
        return tuple(PureWindowsPath(self._typed(n).opened.name).name for n in numbers[:MOST_NAMED])

    def _contents(self, matter: str, form: str) -> _Contents:
        if (matter, form) not in self._known:
            of = {n: _digest(self._filled(n).submission) for n in self._matters[matter][form]}
            numbers: dict[bytes, list[int]] = defaultdict(list)
            for number, content in of.items():
                numbers[content].append(number)
            self._known[matter, form] = _Contents(of, numbers)
        return self._known[matter, form]


@dataclass(frozen=True, slots=True)
class _Contents:
    """What the copies of a form say, as digests: by file, and the files of each."""

    of: Mapping[int, bytes]
    numbers: Mapping[bytes, list[int]]


def _digest(submission: Submission) -> bytes:
    return hashlib.sha256(repr(content_of(submission)).encode("utf-8", "backslashreplace")).digest()

"""Every change judged by the examples, several at a time, until one of them comes out otherwise."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from os import cpu_count
from typing import TYPE_CHECKING

from generator.cases import check_cases
from generator.errors import Level, SourceError
from generator.lint import lint
from generator.mutating.expressions import condition_mutants, expression_mutants
from generator.mutating.figures import parameter_mutants, table_mutants
from generator.mutating.jury import Jury
from generator.mutating.reach import Reach

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.model.case import Exempt
    from generator.model.policy import Policy
    from generator.mutating.mutant import Mutant

_CHUNK = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Hunt:
    """What came out: how many changes there are, those nobody noticed, and the reasons not to mind."""

    count: int
    unnoticed: tuple[Mutant, ...]
    excused: tuple[Mutant, ...]
    needless: tuple[Exempt, ...]
    """Exemptions of changes that examples notice, or that are no more."""


def all_mutants(policy: Policy) -> tuple[Mutant, ...]:
    """Every change, in the order of the source; the same policy gives the same changes."""
    reach = Reach(policy)
    found: list[Mutant] = []
    for article in policy.articles.values():
        found += parameter_mutants(article, reach)
        found += table_mutants(article, reach)
        found += expression_mutants(article, reach)
    return (*found, *chain.from_iterable(condition_mutants(form) for form in policy.forms))


def hunt(policy: Policy, *, jobs: int = 0, on_step: Callable[[], object] = lambda: None) -> Hunt:
    """Try every change, with as many processes as there are processors unless told otherwise.

    `on_step` is called after each. Raises SourceError for wrong cases.
    """
    if problems := tuple(check_cases(policy)):
        raise SourceError(problems)
    mutants = all_mutants(policy)
    missed = [mutants[i] for i in _missed(policy, len(mutants), jobs or cpu_count() or 1, on_step)]
    exempt = tuple(e for file in policy.case_files for e in file.exempt)
    excused = tuple(m for m in missed if any(covers(e, m) for e in exempt))
    needless = tuple(e for e in exempt if not any(covers(e, m) for m in missed))
    unnoticed = tuple(m for m in missed if m not in excused)
    return Hunt(count=len(mutants), unnoticed=unnoticed, excused=excused, needless=needless)


def covers(exempt: Exempt, mutant: Mutant) -> bool:
    """True when an exemption speaks of a change."""
    return exempt.target == mutant.target and exempt.change in mutant.words


def _missed(policy: Policy, count: int, jobs: int, on_step: Callable[[], object]) -> Iterator[int]:
    if jobs == 1:
        judged: Iterator[bool] = map(partial(_is_missed, _Worker(policy)), range(count))
        yield from _found(judged, on_step)
        return
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(policy,)) as pool:
        yield from _found(pool.map(_ask, range(count), chunksize=_CHUNK), on_step)


def _found(judged: Iterator[bool], on_step: Callable[[], object]) -> Iterator[int]:
    for number, is_missed in enumerate(judged):
        on_step()
        if is_missed:
            yield number


class _Worker:
    """What one process needs: the changes in the same order, and the examples ready to be asked."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.mutants = all_mutants(policy)
        self.jury = Jury(policy)
        self.errors = frozenset(_errors(policy))


_workers: list[_Worker] = []  # one a process: a pool hands its initializer's work to its tasks only so


def _start(policy: Policy) -> None:
    _workers[:] = [_Worker(policy)]


def _ask(number: int) -> bool:
    return _is_missed(_workers[0], number)


def _is_missed(worker: _Worker, number: int) -> bool:
    """True when neither an example nor the linter notices a change."""
    mutant = worker.mutants[number]
    changed = mutant.applied_to(worker.policy)
    if worker.jury.notices(changed, mutant):
        return False
    return worker.errors >= _errors(changed)


def _errors(policy: Policy) -> set[str]:
    """What the linter calls an error, without places: a changed part has none."""
    return {f"{p.code} {p.message}" for p in lint(policy) if p.level is Level.ERROR}

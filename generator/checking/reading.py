"""Reading many files, several at a time, in the order they were handed in."""

from __future__ import annotations

import hashlib
import threading
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from generator.errors import InputRefused
from generator.intake.reading import read_submission
from generator.intake.worker import Reader
from generator.model.finding import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.checking.handed import Handed
    from generator.model.shape import FormShape
    from generator.model.submission import Reading

# Enough that no reader waits for the next file, few enough that memory does not grow with the batch.
_AHEAD_PER_JOB = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file after reading: what it says, or why it was refused."""

    name: str
    sha256: str = ""
    kind: str = ""
    reading: Reading | None = None
    refusal: Refusal | None = None


def open_files(handed: Iterable[Handed], shapes: tuple[FormShape, ...], jobs: int) -> Iterator[Opened]:
    """Every file as it was read, in order. Bad files give refusals, never exceptions."""
    with _Readers(shapes) as readers:
        if jobs == 1:
            yield from map(readers.open, handed)
        else:
            yield from _in_order(readers, handed, jobs)


def _in_order(readers: _Readers, handed: Iterable[Handed], jobs: int) -> Iterator[Opened]:
    waiting: deque[Future[Opened]] = deque()
    with ThreadPoolExecutor(jobs) as pool:
        for one in handed:
            waiting.append(pool.submit(readers.open, one))
            if len(waiting) >= jobs * _AHEAD_PER_JOB:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


class _Readers:
    """One reader a thread: a reader talks to one process at a time."""

    def __init__(self, shapes: tuple[FormShape, ...]) -> None:
        self._shapes = shapes
        self._own = threading.local()
        self._lock = threading.Lock()
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    def _reader(self) -> Reader:
        if not hasattr(self._own, "reader"):
            reader = Reader()
            with self._lock:
                self._own.reader = self._stack.enter_context(reader)
        own: Reader = self._own.reader
        return own

    def open(self, handed: Handed) -> Opened:
        """Read one file. Raises ToolError only when no reader can be started at all."""
        sha256 = ""
        try:
            content = handed.read()
            sha256 = hashlib.sha256(content).hexdigest()
            kind, reading = read_submission(content, handed.name, self._shapes, self._reader())
        except InputRefused as refused:
            refusal = Refusal(code=refused.code, message=refused.message, hint=refused.hint)
            return Opened(name=handed.name, sha256=sha256, refusal=refusal)
        return Opened(name=handed.name, sha256=sha256, kind=kind.value, reading=reading)

"""Work shared with forked processes, where forking is safe; they begin with all that is known here."""

from __future__ import annotations

import multiprocessing
import sys
import threading
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

    Item = TypeVar("Item")
    Made = TypeVar("Made")


def may_fork() -> bool:
    """False beside other threads: what they had locked would stay locked in the other process."""
    return sys.platform == "linux" and threading.active_count() == 1


def share(make: Callable[[Item], Made], items: Sequence[Item], jobs: int) -> Iterator[Made]:
    """What `make` makes of every item, in order, by so many processes in turn; it must be picklable.

    No process is further ahead than a pipe holds. One that ends early, for whatever reason, or
    cannot be begun, has its items made by the caller, so that an error is met where it can be told.
    """
    pipes: list[Connection] = []
    with ExitStack() as stack:
        with suppress(OSError):  # as many as the system allows
            pipes.extend(stack.enter_context(_Fork(make, items[first::jobs])) for first in range(jobs))
        for number, item in enumerate(items):
            try:
                made: Made = pipes[number % jobs].recv()
            except (IndexError, EOFError, OSError):
                made = make(item)
            yield made


class _Fork:
    """A process that makes things and sends them; leaving ends it, the latest first.

    It ends when nobody can read what it sends: so it must not hold the reading end itself, which a
    later one still does of those before it.
    """

    def __init__(self, make: Callable[[Item], object], items: Sequence[Item]) -> None:
        context = multiprocessing.get_context("fork")
        self._end, theirs = context.Pipe(duplex=False)
        self._process = context.Process(target=_send, args=(make, items, theirs, self._end), daemon=True)
        self._process.start()
        theirs.close()

    def __enter__(self) -> Connection:
        return self._end

    def __exit__(self, *_error: object) -> None:
        self._end.close()
        self._process.join()


def _send(
    make: Callable[[Item], object], items: Sequence[Item], pipe: Connection, reading_end: Connection
) -> None:
    reading_end.close()
    with pipe, suppress(Exception, KeyboardInterrupt):  # the caller meets the same, and tells it
        for item in items:
            pipe.send(make(item))

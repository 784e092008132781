"""Talk to a server that forks limited processes (POSIX), each of which reads a few files.

A new process for every file would cost as much again as reading it: its memory is cold. So a
process goes on to the next file, up to `FILES_PER_PROCESS`, as long as it answers soon and well.
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import tempfile
import time
from typing import IO, TYPE_CHECKING, Self

from generator.intake.launch import interpreter_environment
from generator.intake.protocol import (
    END,
    KIND_SIZE,
    LENGTH_SIZE,
    READY,
    SERVE,
    STATUS_SIZE,
    End,
    Exchange,
    WorkerGoneError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.intake.sandbox import Limits

IS_AVAILABLE = hasattr(os, "fork") and hasattr(socket, "send_fds")

# Few: a file that takes its reader over could answer for those after it.
FILES_PER_PROCESS = 12
# A process that took longer has used up memory and processor time that belong to the next file.
_SWIFT_SECONDS = 0.1
_START_SECONDS = 60.0
_KILL_SECONDS = 5.0
_CHUNK = 1 << 16


class ForkServer:
    """One server process; `configure` once, then `exchange` file by file, then `close`."""

    def __init__(self, command: Sequence[str]) -> None:
        self._child: _Child | None = None
        self._kinds: set[str] = set()
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [*command, SERVE], stdin=theirs.fileno(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                cwd=os.sep, env=interpreter_environment(), start_new_session=True,
            )  # fmt: skip

    def configure(self, header: bytes, limits: Limits) -> Self:
        """Hand over limits and shapes, and wait until it is ready. Raises WorkerGoneError."""
        self._limits = limits
        self._control.settimeout(_START_SECONDS)
        with self._expecting_server():
            self._control.sendall(len(header).to_bytes(LENGTH_SIZE) + header)
            if self._control.recv(len(READY)) != READY:
                raise WorkerGoneError
        self._control.settimeout(_KILL_SECONDS + limits.wall_seconds)
        return self

    def exchange(self, kind: str, data: bytes) -> Exchange:
        """Hand one file to a child, a new one where need be. Raises WorkerGoneError.

        The child is ended unless it answered soon; whoever finds the answer wanting calls
        `end_child`.
        """
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                self._hand_over(kind, data, theirs)
            start = time.monotonic()
            answer, end = _listen(ours, self._limits)
        is_well = end is End.DONE and bool(answer) and time.monotonic() - start < _SWIFT_SECONDS
        killed_by = 0 if is_well else self.end_child()
        return Exchange(answer=answer, end=end, killed_by=killed_by)

    def _hand_over(self, kind: str, data: bytes, answer_to: socket.socket) -> None:
        if self._child and self._child.files_left and kind in self._kinds:
            with contextlib.suppress(OSError):  # it ended by itself meanwhile
                return self._child.take(kind, data, answer_to)
        self.end_child()
        with self._expecting_server():
            self._begin_child(kind).take(kind, data, answer_to)
        return None

    def _begin_child(self, kind: str) -> _Child:
        """A new child, which knows this kind and all that were asked for before."""
        self._child = _Child()
        with self._child.theirs as requests:
            socket.send_fds(self._control, [_padded(kind)], [requests.fileno(), self._child.desk.fileno()])
        self._kinds.add(kind)
        return self._child

    def end_child(self) -> int:
        """End the child, if there is one; the signal that it had died of, or 0."""
        if self._child is None:
            return 0
        self._child.close()
        self._child = None
        with self._expecting_server():
            self._control.sendall(END)
            status = self._control.recv(STATUS_SIZE)
        if len(status) < STATUS_SIZE:
            raise WorkerGoneError
        number = int.from_bytes(status)
        return os.WTERMSIG(number) if os.WIFSIGNALED(number) else 0

    @staticmethod
    @contextlib.contextmanager
    def _expecting_server() -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise WorkerGoneError from error

    def close(self) -> None:
        """End the server; it takes its child with it."""
        if self._child:
            self._child.close()
        self._control.close()
        try:
            self._process.wait(_KILL_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class _Child:
    """The parent's side of a child: where requests go, and the desk on which it finds the files.

    The desk is a nameless file, which the child reads when it likes; one for all its files costs
    less than one for each.
    """

    def __init__(self) -> None:
        self.files_left = FILES_PER_PROCESS
        self.requests, self.theirs = socket.socketpair()
        self.requests.shutdown(socket.SHUT_RD)
        self.desk: IO[bytes] = _nameless_file()

    def take(self, kind: str, data: bytes, answer_to: socket.socket) -> None:
        """Put a file on the desk and ask for an answer. Raises OSError."""
        self.files_left -= 1
        self.desk.seek(0)
        self.desk.write(data)
        self.desk.flush()
        request = _padded(kind) + len(data).to_bytes(LENGTH_SIZE)
        socket.send_fds(self.requests, [request], [answer_to.fileno()])

    def close(self) -> None:
        self.requests.close()
        self.desk.close()


def _padded(kind: str) -> bytes:
    return kind.ljust(KIND_SIZE).encode()


def _nameless_file() -> IO[bytes]:
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create(""), "wb")
    return tempfile.TemporaryFile()


def _listen(channel: socket.socket, limits: Limits) -> tuple[bytes, End]:
    """The answer, up to its cap, until the child closes its side or the time is over."""
    deadline = time.monotonic() + limits.wall_seconds
    answer = bytearray()
    try:
        while len(answer) <= limits.output_bytes:
            channel.settimeout(max(deadline - time.monotonic(), 0.001))
            chunk = channel.recv(_CHUNK)
            if not chunk:
                return bytes(answer), End.DONE
            answer += chunk
    except TimeoutError:
        return bytes(answer), End.TOO_LATE
    return b"", End.TOO_LONG

"""Talk to a server that forks one limited process a file (POSIX): about two milliseconds each."""

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

_START_SECONDS = 60.0
_KILL_SECONDS = 5.0
_CHUNK = 1 << 16


class ForkServer:
    """One server process; `configure` once, then `exchange` file by file, then `close`."""

    def __init__(self, command: Sequence[str]) -> None:
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
        """Hand one file to a child of its own and end that child. Raises WorkerGoneError."""
        ours, theirs = socket.socketpair()
        with ours:
            with theirs, _shared(data) as file, self._expecting_server():
                request = kind.ljust(KIND_SIZE).encode()
                socket.send_fds(self._control, [request], [theirs.fileno(), file.fileno()])
            answer, end = _listen(ours, self._limits)
        return Exchange(answer=answer, end=end, killed_by=self._end_child())

    def _end_child(self) -> int:
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
        self._control.close()
        try:
            self._process.wait(_KILL_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _shared(data: bytes) -> IO[bytes]:
    """A nameless file that holds the data: a child reads it when it likes, and sees no path."""
    if hasattr(os, "memfd_create"):
        file: IO[bytes] = os.fdopen(os.memfd_create(""), "w+b")
    else:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    file.write(data)
    file.flush()
    return file


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

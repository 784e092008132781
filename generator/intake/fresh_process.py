"""Start one limited interpreter for one file: where there is no fork, so mostly on Windows."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from typing import IO, TYPE_CHECKING

from generator.intake.launch import interpreter_environment
from generator.intake.protocol import End, Exchange

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.intake.sandbox import Limits

_CHUNK = 1 << 16
_PARTING_SECONDS = 1.0


def exchange_once(command: Sequence[str], header: bytes, data: bytes, limits: Limits) -> Exchange:
    """Hand one file to a new interpreter and end that interpreter."""
    deadline = time.monotonic() + limits.wall_seconds
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        list(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        cwd=os.sep, env=interpreter_environment(), start_new_session=True,
    )  # fmt: skip
    assert process.stdin and process.stdout  # noqa: S101, PT018 - both are pipes
    speaker = threading.Thread(target=_speak, args=(process.stdin, header + b"\n" + data), daemon=True)
    listener = _Listener(process.stdout, limits.output_bytes)
    speaker.start()
    listener.start()
    listener.join(deadline - time.monotonic())
    end = listener.end
    _kill(process)
    speaker.join(_PARTING_SECONDS)
    listener.join(_PARTING_SECONDS)
    return Exchange(answer=bytes(listener.heard), end=end, killed_by=max(0, -process.returncode))


class _Listener(threading.Thread):
    """Collects an answer up to its cap; a daemon, since a pipe may be held open by someone else."""

    def __init__(self, pipe: IO[bytes], cap: int) -> None:
        super().__init__(daemon=True)
        self._pipe = pipe
        self._cap = cap
        self.heard = bytearray()

    def run(self) -> None:
        with self._pipe:
            while len(self.heard) <= self._cap and (chunk := os.read(self._pipe.fileno(), _CHUNK)):
                self.heard += chunk

    @property
    def end(self) -> End:
        """How the answer ended, asked once the time is over."""
        if len(self.heard) > self._cap:
            return End.TOO_LONG
        return End.TOO_LATE if self.is_alive() else End.DONE


def _speak(pipe: IO[bytes], said: bytes) -> None:
    with contextlib.suppress(OSError), pipe:  # the child ended without listening
        pipe.write(said)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a child and its process group; one that has ended keeps the status it ended with."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()

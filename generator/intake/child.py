"""The process that reads submitted files; started by worker.py, never imported by it.

Threat: the readers and the libraries below them meet hostile bytes here.

Rule: bytes come in over an open descriptor, an answer goes out over one, and nothing else is
needed; so everything else is given up first (sandbox.py). The server that forks these processes
imports the readers but never looks at a file itself.

Accepted risk: see sandbox.py and worker.py. Where there is no `fork`, each file costs a new
interpreter.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import socket
import sys
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO, NoReturn, TypeAlias

from generator.errors import InputRefused
from generator.intake.protocol import (
    CRASHED,
    END,
    KIND_SIZE,
    LENGTH_SIZE,
    OUT_OF_MEMORY,
    READY,
    SERVE,
    STATUS_SIZE,
    from_header,
)
from generator.intake.sandbox import Confinement, Limits, peak_memory_bytes
from generator.intake.wire import reading_to_wire, refusal_to_wire, shapes_from_wire

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.model.shape import FormShape
    from generator.model.submission import Reading

    ReadFunction: TypeAlias = Callable[[bytes, tuple[FormShape, ...]], Reading]

READERS: Mapping[str, str] = MappingProxyType({
    "docx": "generator.intake.docx_reader:read_docx",
    "pdf": "generator.intake.pdf_reader:read_pdf",
    "json": "generator.intake.json_reader:read_json",
    "yaml": "generator.intake.yaml_reader:read_yaml_submission",
    "xfdf": "generator.intake.xfdf_reader:read_xfdf",
})  # fmt: skip

_PARSE_FAILURES = ("damaged", "damaged-part")


def main(readers: Mapping[str, str] = READERS) -> None:
    """Serve one file after the other over the socket at stdin, or read one file from stdin."""
    if sys.argv[1:] == [SERVE]:
        with socket.socket(fileno=0) as control:
            _Server(control, readers).serve()
        os._exit(0)  # without the interpreter's own slow goodbye
    else:
        _read_once(sys.stdin.buffer, sys.stdout.buffer, readers)


def _read_once(source: BinaryIO, target: BinaryIO, readers: Mapping[str, str]) -> None:
    """Header line, file → answer."""
    limits, shapes, kind = from_header(source.readline())
    read = _load(readers[kind])
    Confinement(limits).take_up()
    target.write(_answer(read, source.read(), shapes_from_wire(shapes), limits))


def _load(name: str) -> ReadFunction:
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)  # type: ignore[no-any-return]


def _answer(read: ReadFunction, data: bytes, shapes: tuple[FormShape, ...], limits: Limits) -> bytes:
    """What a reader says of a file; a bug of a reader is named by its place, without any value."""
    # Libraries report memory they did not get as damage to the file.
    much = max(limits.memory_bytes // 2, peak_memory_bytes())
    try:
        return reading_to_wire(read(data, shapes))
    except InputRefused as refusal:
        is_starved = refusal.code in _PARSE_FAILURES and peak_memory_bytes() > much
        return OUT_OF_MEMORY if is_starved else refusal_to_wire(refusal)
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception as error:  # noqa: BLE001 - the border of the process: the parent must hear of it
        return OUT_OF_MEMORY if peak_memory_bytes() > much else _crash(error)


def _crash(error: Exception) -> bytes:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return json.dumps({CRASHED: f"{type(error).__name__}@{place}"}).encode()


class _Server:
    """Forks one limited process at a time, and ends it when the parent says so or is gone."""

    def __init__(self, control: socket.socket, readers: Mapping[str, str]) -> None:
        self.control = control
        self.names = readers
        self.loaded: dict[str, ReadFunction] = {}
        self.descendants = _open_descendants()

    def serve(self) -> None:
        length = int.from_bytes(_receive(self.control, LENGTH_SIZE))
        self.limits, shapes, _ = from_header(_receive(self.control, length))
        self.shapes = shapes_from_wire(shapes)
        self.confinement = Confinement(self.limits)
        self.confinement.adopt_orphans()
        self.control.sendall(READY)
        while True:
            kind, descriptors, _, _ = socket.recv_fds(self.control, KIND_SIZE, 2)
            if not kind:
                return
            self.load(kind.decode().strip())
            self.run_child(*descriptors)

    def run_child(self, requests: int, desk: int) -> None:
        with socket.socket(fileno=requests) as channel:
            pid = os.fork()
            if pid == 0:
                self.be_child(channel, desk)
        os.close(desk)
        with contextlib.suppress(OSError):
            os.setpgid(pid, pid)
        is_parent_there = bool(self.control.recv(len(END)))
        status = self.end(pid)
        if is_parent_there:
            self.control.sendall(status.to_bytes(STATUS_SIZE))

    def load(self, kind: str) -> None:
        """Import the reader of a kind before the fork, so that all children from now on share it."""
        if kind not in self.loaded:
            self.loaded[kind] = _load(self.names[kind])
            gc.collect()
            gc.freeze()

    def be_child(self, requests: socket.socket, desk: int) -> NoReturn:
        """Read files until no more come; nothing of the server may run here after this."""
        try:
            os.setpgid(0, 0)
            self.control.close()
            self.confinement.take_up()
            gc.disable()  # for a few files a collection costs more than it frees
            while self.read_one(requests, desk):
                pass
        finally:
            os._exit(0)

    def read_one(self, requests: socket.socket, desk: int) -> bool:
        """Answer one request: kind, length, and the descriptor that the answer goes to."""
        request, descriptors, _, _ = socket.recv_fds(requests, KIND_SIZE + LENGTH_SIZE, 1)
        if not request:
            return False
        read = self.loaded[request[:KIND_SIZE].decode().strip()]
        data = os.pread(desk, int.from_bytes(request[KIND_SIZE:]), 0)
        with socket.socket(fileno=descriptors[0]) as channel:
            channel.sendall(_answer(read, data, self.shapes, self.limits))
        return True

    def end(self, pid: int) -> int:
        """Kill a child with all it started; its status as `os.waitpid` gives it."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        status = os.waitpid(pid, 0)[1]
        if self.descendants is not None:
            self.end_descendants(self.descendants)
        return status

    @staticmethod
    def end_descendants(listed: BinaryIO) -> None:
        """Kill and reap, again and again, what a child left behind: all of it was adopted."""
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG) is not None:
                listed.seek(0)
                for pid in listed.read().split():
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(int(pid), signal.SIGKILL)


def _open_descendants() -> BinaryIO | None:
    """The kernel's list of this process's children (Linux), opened while files can be opened."""
    try:
        return Path(f"/proc/self/task/{os.getpid()}/children").open("rb", buffering=0)
    except OSError:
        return None


def _receive(channel: socket.socket, size: int) -> bytes:
    """Exactly so many bytes. Raises EOFError."""
    received = bytearray()
    while len(received) < size:
        chunk = channel.recv(size - len(received))
        if not chunk:
            raise EOFError
        received += chunk
    return bytes(received)


if __name__ == "__main__":
    main()

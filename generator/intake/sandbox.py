"""Limits a process puts on itself before it touches a submitted file.

Threat: a document makes a library hang, eat memory, or run code of the document's choosing,
which would read other files, call home, start programs or kill its parent.

Rule: memory, processor time, open files and file sizes are limited wherever POSIX limits exist.
On Linux the process also gives up, for good, what no reader needs: new sockets, new processes,
signals to others (seccomp) and all files but those of Python and this package (Landlock).

Accepted risk: this is defence in depth, not a container. Elsewhere than on Linux for x86-64 and
AArch64, or where the kernel offers no seccomp or Landlock, those two steps are skipped; on Windows
there are no limits here at all, only the wall clock of the parent. macOS does not enforce the
limit of memory. Files of Python and of this package stay readable. Root may exceed a limit of
processes; seccomp does not let it start any.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one reading may cost."""

    memory_bytes: int = 512 * MEBIBYTE
    cpu_seconds: int = 10
    wall_seconds: float = 15.0
    output_bytes: int = 4 * MEBIBYTE
    open_files: int = 32

    def to_wire(self) -> dict[str, float]:
        """The limits as plain data for the worker."""
        return asdict(self)


class Confinement:
    """All that a process gives up, prepared once so that each child takes it up in no time.

    Prepare it before the first fork; `take_up` in the child, once all modules are imported:
    what is loaded later can come from Python's own folders only. There is no way back.
    """

    def __init__(self, limits: Limits) -> None:
        self._resource_limits = _resource_limits(limits)
        self._libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
        self._files = _file_rules(self._libc) if self._libc else -1
        self._filter, self._filter_header = _call_filter() if self._libc else (None, b"")

    def adopt_orphans(self) -> None:
        """Make processes that escape from a killed child children of this one (Linux)."""
        if self._libc:
            self._libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

    def take_up(self) -> None:
        """Bind this process to all of it, as far as the system knows how."""
        for kind, soft, hard in self._resource_limits:
            with contextlib.suppress(ValueError, OSError):  # a stricter limit is in force
                resource.setrlimit(kind, (soft, hard))
        if self._libc is None:
            return
        self._libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
        if self._libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
            return
        if self._files >= 0:
            self._libc.syscall(_LANDLOCK_RESTRICT, self._files, 0)
        if self._filter:
            self._libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, self._filter_header, 0, 0)


def _resource_limits(limits: Limits) -> list[tuple[int, int, int]]:
    """Kind, soft and hard value of every limit that the system knows."""
    wanted = (
        ("RLIMIT_AS", limits.memory_bytes, 0),
        ("RLIMIT_CPU", limits.cpu_seconds, 1),  # SIGXCPU names the cause, SIGKILL follows a second later
        ("RLIMIT_FSIZE", 0, 0),
        ("RLIMIT_NOFILE", limits.open_files, 0),
        ("RLIMIT_CORE", 0, 0),
        ("RLIMIT_NPROC", 0, 0),
    )
    known = ((getattr(resource, name, None), value, value + grace) for name, value, grace in wanted)
    return [(kind, soft, hard) for kind, soft, hard in known if kind is not None]


_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _PR_SET_CHILD_SUBREAPER = 1, 22, 38, 36
_SECCOMP_MODE_FILTER = 2
_SIGKILL = 9

# Landlock, linux/landlock.h. Rights that a file system has had since its first version.
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_LANDLOCK_PATH_BENEATH = 1
_ALL_FILE_RIGHTS = (1 << 13) - 1
_READ_FILE, _READ_FOLDER = 0b0100, 0b1101  # to read a file; also to list folders and load libraries
_RANDOM = "/dev/urandom"  # libraries open it before they decrypt anything


def _file_rules(libc: ctypes.CDLL) -> int:
    """A ruleset by which only files below Python's own folders can be opened, for reading; or -1."""
    attribute = struct.pack("=Q", _ALL_FILE_RIGHTS)
    ruleset = int(libc.syscall(_LANDLOCK_CREATE, attribute, ctypes.c_size_t(len(attribute)), 0))
    if ruleset < 0:
        return ruleset
    for path, rights in ((_RANDOM, _READ_FILE), *((folder, _READ_FOLDER) for folder in _python_folders())):
        with contextlib.suppress(OSError):
            _allow(libc, ruleset, path, rights)
    return ruleset


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    rule = struct.pack("=Qi", rights, descriptor)
    libc.syscall(_LANDLOCK_ADD, ruleset, _LANDLOCK_PATH_BENEATH, rule, 0)
    os.close(descriptor)


def _python_folders() -> set[str]:
    """The standard library, installed packages and this package; not the checkout around it."""
    standard_library = str(Path(os.__file__).parent)
    installed = {p for p in sys.path if p.endswith(("site-packages", "dist-packages", "lib-dynload"))}
    this_package = str(Path(__file__).resolve().parent.parent)
    return {standard_library, this_package, *installed}


# Classic BPF, linux/filter.h and linux/seccomp.h.
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_JUMP_IF_AT_LEAST = 0x35
_ALLOW, _REFUSE, _NO_SUCH_CALL = 0x7FFF0000, 0x00050000 | 1, 0x00050000 | 38
_X32_CALLS = 0x40000000
_CALLS = {
    # clone, fork, vfork, execve, execveat · socket, socketpair, connect, bind, io_uring_setup ·
    # kill, tkill, tgkill, pidfd_send_signal, ptrace, process_vm_readv, process_vm_writev ·
    # prlimit64, setrlimit, unshare, setns, mount, bpf, perf_event_open, userfaultfd
    "x86_64": (0xC000003E, (56, 57, 58, 59, 322, 41, 53, 42, 49, 425, 62, 200, 234, 424, 101, 310, 311,
                            302, 160, 272, 308, 165, 321, 298, 323)),
    "aarch64": (0xC00000B7, (220, 221, 281, 198, 199, 203, 200, 425, 129, 130, 131, 424, 117, 270, 271,
                             261, 164, 97, 268, 40, 280, 241, 282)),
}  # fmt: skip
_CLONE3 = 435  # glibc tries clone next when this one does not exist


def _call_filter() -> tuple[object, bytes]:
    """A filter by which the listed system calls fail, and its header; the header points into it."""
    machine = os.uname().machine
    if machine not in _CALLS:
        return None, b""
    program = _filter_of(*_CALLS[machine])
    buffer = ctypes.create_string_buffer(program)
    return buffer, struct.pack("HP", len(program) // 8, ctypes.addressof(buffer))


def _filter_of(architecture: int, calls: tuple[int, ...]) -> bytes:
    """A filter program: number and architecture of the call → allow, refuse, or no such call."""
    tests = [(_JUMP_IF_AT_LEAST, _X32_CALLS, _REFUSE), (_JUMP_IF_EQUAL, _CLONE3, _NO_SUCH_CALL)]
    tests += [(_JUMP_IF_EQUAL, call, _REFUSE) for call in calls]
    steps = [
        (_LOAD, 0, 0, 4),
        (_JUMP_IF_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _REFUSE),
        (_LOAD, 0, 0, 0),
    ]
    for jump, number, answer in tests:
        steps += [(jump, 0, 1, number), (_RETURN, 0, 0, answer)]
    steps.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def peak_memory_bytes() -> int:
    """The most memory this process has held at once, 0 where the system does not say."""
    if resource is None:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit

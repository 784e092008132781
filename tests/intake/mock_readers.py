"""Readers that behave as badly as a document could make them."""

from __future__ import annotations

import contextlib
import ctypes
import itertools
import os
import socket
import time
from pathlib import Path

from generator.errors import InputRefused
from generator.model.submission import Note, Reading

# The descriptor of the answer: the socket of a forked child, or the stdout of a fresh one.
ANSWERS = (0, 1, *range(3, 32))
MEBIBYTE = 1 << 20


def echo(data, shapes):
    return Reading(form=shapes[0].id, values={"接待编号": data.decode()}, notes=(Note(code="seen"),))


_numbers = itertools.count(1)


def count(_data, _shapes):
    """The how-manieth file of this process it is."""
    return Reading(values={"number": next(_numbers)})


def count_slowly(data, shapes):
    time.sleep(0.2)
    return count(data, shapes)


def answer_and_leave(_data, _shapes):
    _say(b'{"stamp": ["a", "b", "c"], "values": {}, "rows": {}, "notes": []}')
    os._exit(0)


def refuse(_data, _shapes):
    raise InputRefused("encrypted", "文件设有密码", hint="取消密码")


def hang(_data, _shapes):
    time.sleep(60)


def spin(_data, _shapes):
    while True:
        pass


def allocate(_data, _shapes):
    held = []
    while True:
        held.append(bytearray(8 * MEBIBYTE))


def starve(_data, _shapes):
    """As lxml and pypdf do: out of memory looks like a damaged file."""
    held = []
    with contextlib.suppress(MemoryError):
        while True:
            held.append(bytearray(b"x" * 8 * MEBIBYTE))
    held.pop()
    raise InputRefused("damaged", "文件已损坏")


def crash(data, _shapes):
    raise KeyError(data.decode())


def fault(_data, _shapes):
    ctypes.string_at(0)


def leave(_data, _shapes):
    os._exit(3)


def _say(words):
    for descriptor in ANSWERS:
        with contextlib.suppress(OSError):
            os.write(descriptor, words)


def babble(_data, _shapes):
    _say(b"Traceback (most recent call last):\n")
    os._exit(0)


def babble_json(_data, _shapes):
    _say(b'{"stamp": ["a", "b", "c"], "values": {"x": {"y": 1}}, "rows": {}, "notes": []}')
    os._exit(0)


def nest(_data, _shapes):
    _say(b"[" * 100_000)
    os._exit(0)


def pretend_crash(_data, _shapes):
    _say(b'{"crashed": "\\u001b[31m/home/user/secret.docx"}')
    os._exit(0)


def flood(_data, _shapes):
    while True:
        _say(b"x" * MEBIBYTE)


def fall_silent(_data, _shapes):
    for descriptor in ANSWERS:
        with contextlib.suppress(OSError):
            os.close(descriptor)
    time.sleep(60)


def drip(_data, _shapes):
    while True:
        _say(b" ")
        time.sleep(0.02)


def fork(_data, _shapes):
    while True:
        os.fork()


def escape(_data, _shapes):
    """Leave a grandchild in a session of its own that holds the answer open."""
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(60)
        time.sleep(60)
    time.sleep(0.2)
    os._exit(0)


def _attempt(act):
    try:
        act()
    except OSError as error:
        return type(error).__name__
    return "possible"


def try_everything(_data, _shapes):
    attempts = {
        "read": lambda: Path("/etc/hostname").read_bytes(),
        "list": lambda: list(Path("/").iterdir()),
        "write": lambda: Path("/tmp/zhidu-was-here").write_bytes(b"x"),
        "socket": socket.socket,
        "process": lambda: os.posix_spawn("/bin/true", ["true"], {}),
        "signal": lambda: os.kill(os.getppid(), 0),
    }
    return Reading(values={name: _attempt(act) for name, act in attempts.items()})


def answer_too_many(_data, _shapes):
    return Reading(values={str(n): "x" for n in range(2_001)})


def answer_too_long(_data, _shapes):
    return Reading(values={"a": "x" * 70_000})


def answer_fraction(_data, _shapes):
    return Reading(values={"a": 1.5})


def answer_surrogate(_data, _shapes):
    return Reading(values={"a": "\ud800张"})


def note_everything(_data, _shapes):
    return Reading(notes=(Note(code="hidden-text", detail="x" * 5_000),) * 1_000)

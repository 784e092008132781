from __future__ import annotations

import json
import subprocess
import sys

import pytest

from generator.intake.sandbox import Confinement, Limits

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Linux has these limits")
HAS_LANDLOCK = sys.platform == "linux" and Confinement(Limits())._files >= 0
NEEDS_LANDLOCK = pytest.mark.skipif(not HAS_LANDLOCK, reason="the kernel offers no Landlock")
HEAD = """
import json, os, socket, sys, threading
from pathlib import Path
import generator
from generator.intake.sandbox import Confinement, Limits
Confinement(Limits(memory_bytes=256 << 20)).take_up()
def error_of(act):
    try:
        act()
    except Exception as error:
        return type(error).__name__
    return "none"
def say(value): os.write(1, json.dumps(value).encode())
"""


def confined(program: str):
    """What a program prints that has taken up the confinement."""
    command = [sys.executable, "-I", "-c", HEAD + program]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=30)
    return json.loads(done.stdout)


def test_limits_survive_the_way_to_the_worker():
    limits = Limits(memory_bytes=1, cpu_seconds=2, wall_seconds=0.5, output_bytes=3, open_files=4)

    assert Limits(**json.loads(json.dumps(limits.to_wire()))) == limits


@ON_LINUX
@pytest.mark.parametrize(
    ("act", "error"),
    [
        ("socket.socket", "PermissionError"),
        ("socket.socketpair", "PermissionError"),
        ("os.fork", "PermissionError"),
        ("lambda: os.execv('/bin/true', ['true'])", "PermissionError"),
        ("threading.Thread(target=print).start", "RuntimeError"),
        ("lambda: os.kill(os.getppid(), 0)", "PermissionError"),
        ("lambda: bytearray(300 << 20)", "MemoryError"),
        ("lambda: [os.pipe() for _ in range(40)]", "OSError"),
    ],
)
def test_what_no_reader_needs_fails(act, error):
    assert confined(f"say(error_of({act}))") == error


@NEEDS_LANDLOCK
@pytest.mark.parametrize(
    "act",
    [
        "lambda: Path('/etc/passwd').read_bytes()",
        "lambda: Path('/tmp/zhidu-was-here').write_bytes(b'x')",
        "lambda: list(Path('/').iterdir())",
    ],
)
def test_foreign_files_cannot_be_opened(act):
    assert confined(f"say(error_of({act}))") == "PermissionError"


@ON_LINUX
def test_python_can_still_load_its_own_modules():
    assert confined("import tomllib, encodings.gb18030; say('中'.encode('gb18030').hex())") == "d6d0"


@NEEDS_LANDLOCK
def test_this_package_stays_readable_but_not_the_folder_around_it():
    found = confined(
        "p = Path(generator.__file__); say([error_of(p.read_bytes), error_of(lambda: list(p.parent.parent.iterdir()))])"
    )

    assert found[0] == "none"
    assert found[1] in {"PermissionError", "none"}  # installed as a wheel, the folder around it is Python's


def test_where_the_kernel_offers_nothing_nothing_fails(monkeypatch):
    monkeypatch.setattr("generator.intake.sandbox.resource", None)
    monkeypatch.setattr(sys, "platform", "unknown")

    Confinement(Limits()).take_up()

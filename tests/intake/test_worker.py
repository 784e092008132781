from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.errors import InputRefused, ToolError
from generator.intake.fork_server import FILES_PER_PROCESS, IS_AVAILABLE
from generator.intake.launch import child_command
from generator.intake.sandbox import MEBIBYTE, Confinement, Limits
from generator.intake.wire import MAX_NOTES
from generator.intake.worker import Reader
from generator.model.submission import Note
from tests.intake.shapes import NOTIFICATION, SHAPES, SURVEY

if TYPE_CHECKING:
    from collections.abc import Callable

MOCK = Path(__file__).with_name("mock_child.py")
COMMAND = (sys.executable, "-I", "-B", str(MOCK))
OPEN_COMMAND = (*COMMAND, "--open")
LIMITS = Limits(memory_bytes=256 * MEBIBYTE, cpu_seconds=1, wall_seconds=20, output_bytes=MEBIBYTE)
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="what is tested is Linux's")

WAYS = [pytest.param(True, id="forked", marks=pytest.mark.skipif(not IS_AVAILABLE, reason="no fork")),
        pytest.param(False, id="fresh")]  # fmt: skip


@pytest.fixture(params=WAYS)
def reader(request):
    with Reader(limits=LIMITS, command=COMMAND, can_fork=request.param) as reader:
        yield reader


def refusal(reader: Reader, kind: str, data: bytes = b"A-1") -> InputRefused:
    """How a file is refused; whatever it did, the next file is read and nothing lives on."""
    with pytest.raises(InputRefused) as caught:
        reader.read(data, kind, SHAPES)

    assert living() <= 1
    assert reader.read(b"A-2", "echo", SHAPES).values == {"接待编号": "A-2"}
    return caught.value


def living() -> int:
    """How many processes run the mock child: 1 while a server waits, 2 with the process it forked."""
    if sys.platform != "linux":
        return 0
    return sum(str(MOCK).encode() in command_line(p) for p in Path("/proc").glob("[0-9]*"))


def await_that(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not holds() and time.monotonic() < deadline:
        os.sched_yield()
    assert holds()


def command_line(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except OSError:
        return b""


def test_a_reading_comes_back_as_it_was_made(reader):
    reading = reader.read("甲".encode(), "echo", SHAPES)

    assert reading.form == "notification"
    assert reading.values == {"接待编号": "甲"}
    assert reading.notes == (Note(code="seen"),)


def test_a_refusal_comes_back_with_its_words(reader):
    refused = refusal(reader, "refuse")

    assert (refused.code, refused.message, refused.hint) == ("encrypted", "文件设有密码", "取消密码")


def test_other_shapes_reach_the_reader(reader):
    reader.read(b"", "echo", SHAPES)

    assert reader.read(b"", "echo", (SURVEY, NOTIFICATION)).form == "survey"


@pytest.mark.parametrize(
    ("kind", "code", "word"),
    [
        ("crash", "reader-crashed", "KeyError@mock_readers.py"),
        ("fault", "reader-crashed", ""),
        ("leave", "reader-crashed", ""),
        ("babble", "reader-crashed", ""),
        ("babble_json", "reader-crashed", ""),
        ("nest", "reader-crashed", ""),
        ("pretend_crash", "reader-crashed", ""),
        ("flood", "limit", "1 MiB"),
        ("answer_too_many", "too-many-fields", "2000"),
        ("answer_too_long", "value-too-long", "64"),
        ("answer_fraction", "reader-crashed", ""),
    ],
)
def test_an_answer_that_is_none_is_refused(reader, kind, code, word):
    refused = refusal(reader, kind, b"A-1 secret")

    assert refused.code == code
    assert word in refused.message
    assert "secret" not in refused.message + refused.hint
    assert "\x1b" not in refused.message


@ON_LINUX
@pytest.mark.parametrize(("kind", "word"), [("allocate", "256 MiB"), ("spin", "1 秒")])
def test_memory_and_processor_time_are_limited(reader, kind, word):
    refused = refusal(reader, kind)

    assert refused.code == "limit"
    assert word in refused.message


@ON_LINUX
def test_damage_that_is_want_of_memory_is_called_so():
    with Reader(limits=LIMITS, command=COMMAND, can_fork=True) as reader:
        assert refusal(reader, "starve").code == "limit"


@pytest.mark.parametrize("kind", ["hang", "drip", "fall_silent"])
@pytest.mark.parametrize("can_fork", WAYS)
def test_a_reader_that_does_not_end_is_ended_in_time(kind, can_fork):
    limits = Limits(wall_seconds=1)
    with Reader(limits=limits, command=COMMAND, can_fork=can_fork) as reader:
        reader.read(b"", "echo", SHAPES)
        start = time.monotonic()
        with pytest.raises(InputRefused) as caught:
            reader.read(b"", kind, SHAPES)

        assert time.monotonic() - start <= limits.wall_seconds + 1
        assert caught.value.code == ("reader-crashed" if kind == "fall_silent" else "limit")
        assert living() <= 1
        assert reader.read(b"A-2", "echo", SHAPES).values == {"接待编号": "A-2"}


def test_a_reader_that_never_listens_does_not_block_the_parent():
    with Reader(limits=Limits(wall_seconds=1), command=COMMAND) as reader:
        refused = refusal(reader, "hang", b"x" * (8 * MEBIBYTE))

    assert refused.code == "limit"


@ON_LINUX
def test_a_reader_cannot_start_processes(reader):
    refused = refusal(reader, "fork")

    assert "PermissionError@" in refused.message or "BlockingIOError@" in refused.message


@ON_LINUX
def test_processes_that_a_reader_could_start_are_ended_with_it():
    limits = Limits(wall_seconds=1)
    with Reader(limits=limits, command=OPEN_COMMAND, can_fork=True) as reader:
        assert refusal(reader, "escape").code == "limit"  # the answer is held open until the end


@ON_LINUX
def test_a_reader_sees_no_files_no_network_and_no_other_process(reader):
    found = reader.read(b"", "try_everything", SHAPES).values

    needs_landlock = ("read", "list") if Confinement(LIMITS)._files < 0 else ()
    assert {name for name, outcome in found.items() if outcome == "possible"} <= set(needs_landlock)
    assert not Path("/tmp/zhidu-was-here").exists()


def test_characters_that_no_encoding_can_carry_are_replaced(reader):
    assert reader.read(b"", "answer_surrogate", SHAPES).values == {"a": "\ufffd张"}


def test_a_flood_of_notes_is_cut_and_counted(reader):
    notes = reader.read(b"", "note_everything", SHAPES).notes

    assert len(notes) == MAX_NOTES + 1
    assert notes[-1].detail == f"另有 {1_000 - MAX_NOTES} 处同类情况未列出"


def test_nothing_lives_on_after_the_reader():
    with Reader(limits=LIMITS, command=COMMAND) as reader:
        reader.read(b"", "echo", SHAPES)

    assert living() == 0


def test_a_reader_that_was_entered_for_nothing_ends_too():
    with Reader(limits=LIMITS, command=COMMAND):
        pass

    assert living() == 0


PARENT = """
import sys
from generator.intake.worker import Reader
from generator.model.shape import FormShape
with Reader(command=sys.argv[1:]) as reader:
    shapes = (FormShape(id="f", title="f", fields=(), tables=()),)
    reader.read(b"", "echo", shapes)
    print("ready", flush=True)
    reader.read(b"", "hang", shapes)
"""


@ON_LINUX
def test_nothing_lives_on_after_a_parent_that_was_killed():
    with subprocess.Popen([sys.executable, "-c", PARENT, *COMMAND], stdout=subprocess.PIPE) as parent:
        assert parent.stdout.readline() == b"ready\n"
        parent.kill()
    await_that(lambda: living() == 0)


def test_a_worker_that_cannot_start_is_an_error_of_the_installation():
    command = (sys.executable, "-c", "raise SystemExit(1)")
    with Reader(command=command, can_fork=True) as reader, pytest.raises(ToolError) as caught:
        reader.read(b"", "echo", SHAPES)

    assert not isinstance(caught.value, InputRefused)


SERVER = "import os, socket; control = socket.socket(fileno=0); "
MUTE_SERVERS = {
    "ends before it is ready": "control.recv(10)",
    "ends when a file comes": "control.recv(10**6); control.send(b'R'); control.recv(16)",
    "ends in place of its child": "control.recv(10**6); control.send(b'R'); control.recv(16); control.recv(1)",
}


@pytest.mark.skipif(not IS_AVAILABLE, reason="no fork")
@pytest.mark.parametrize("program", MUTE_SERVERS.values(), ids=MUTE_SERVERS)
def test_a_server_that_falls_silent_is_an_error_of_the_installation(program):
    with (
        Reader(command=(sys.executable, "-c", SERVER + program), can_fork=True) as reader,
        pytest.raises(ToolError),
    ):
        reader.read(b"", "echo", SHAPES)


@ON_LINUX
def test_a_server_that_does_not_end_is_killed(monkeypatch):
    monkeypatch.setattr("generator.intake.fork_server._KILL_SECONDS", 0.2)
    with Reader(limits=LIMITS, command=COMMAND, can_fork=True) as reader:
        reader.read(b"", "echo", SHAPES)
        reader._server._process.send_signal(signal.SIGSTOP)

    assert living() == 0


@pytest.mark.skipif(not IS_AVAILABLE, reason="no fork")
def test_where_memory_has_no_files_a_nameless_one_does(monkeypatch):
    monkeypatch.delattr("os.memfd_create", raising=False)
    with Reader(limits=LIMITS, command=COMMAND, can_fork=True) as reader:
        assert reader.read(b"A-2", "echo", SHAPES).values == {"接待编号": "A-2"}


def test_a_server_that_is_gone_costs_one_file_and_is_replaced():
    with Reader(limits=LIMITS, command=COMMAND, can_fork=True) as reader:
        reader.read(b"", "echo", SHAPES)
        reader._server._process.kill()
        reader._server._process.wait()
        await_that(lambda: living() == 0)

        assert refusal(reader, "echo").code == "reader-crashed"


def test_the_command_isolates_the_interpreter():
    assert child_command()[1:] == ("-I", "-B", "-m", "generator.intake.child")


@pytest.mark.skipif(not IS_AVAILABLE, reason="no fork")
def test_a_process_reads_a_few_files_and_is_replaced():
    with Reader(limits=LIMITS, command=COMMAND, can_fork=True) as reader:
        reader.read(b"", "echo", SHAPES)  # a kind that is new begins a process, too
        found = [reader.read(b"", "count", SHAPES).values["number"] for _ in range(FILES_PER_PROCESS + 2)]

    assert found == [*range(1, FILES_PER_PROCESS + 1), 1, 2]


@pytest.mark.skipif(not IS_AVAILABLE, reason="no fork")
def test_a_process_reads_nothing_after_a_file_that_it_refused():
    with Reader(limits=LIMITS, command=COMMAND, can_fork=True) as reader:
        reader.read(b"", "count", SHAPES)
        refusal(reader, "refuse")

        assert reader.read(b"", "count", SHAPES).values == {"number": 1}


@pytest.mark.skipif(not IS_AVAILABLE, reason="no fork")
def test_a_process_reads_nothing_after_a_file_that_took_long():
    with Reader(limits=LIMITS, command=COMMAND, can_fork=True) as reader:
        reader.read(b"", "count_slowly", SHAPES)

        assert living() <= 1
        assert reader.read(b"", "count", SHAPES).values == {"number": 1}


@ON_LINUX
def test_a_file_is_read_though_the_process_before_it_ended_after_its_answer():
    with Reader(limits=LIMITS, command=COMMAND, can_fork=True) as reader:
        reader.read(b"", "echo", SHAPES)
        reader.read(b"", "answer_and_leave", SHAPES)
        await_that(lambda: living() == 1)

        assert reader.read(b"A-2", "echo", SHAPES).values == {"接待编号": "A-2"}


def test_what_was_read_before_does_not_shine_through_a_shorter_file(reader):
    reader.read(b"a long file", "echo", SHAPES)

    assert reader.read(b"short", "echo", SHAPES).values == {"接待编号": "short"}


def test_a_forked_child_costs_little():
    with Reader(limits=LIMITS, command=COMMAND, can_fork=True) as reader:
        reader.read(b"", "echo", SHAPES)
        start = time.monotonic()
        for _ in range(20):
            reader.read(b"", "echo", SHAPES)

    assert (time.monotonic() - start) / 20 < 0.03

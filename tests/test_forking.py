"""Work shared among forked processes comes back whole and in order, however they end."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time

import pytest

from generator.forking import may_fork, share

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked off")
HERE = os.getpid()


@pytest.mark.parametrize("jobs", [1, 2, 3, 7])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 100])
def test_all_is_made_in_order_whoever_makes_it(jobs, count):
    assert list(share(lambda n: n * n, range(count), jobs)) == [n * n for n in range(count)]


def test_other_processes_do_the_work():
    makers = set(share(lambda _: os.getpid(), range(10), 2))

    assert len(makers) == 2
    assert HERE not in makers


def test_what_the_caller_knows_is_known_there():
    known = {"一": 1}

    assert list(share(lambda name: known[name], ["一"] * 3, 2)) == [1, 1, 1]


@pytest.mark.parametrize("end", [lambda: os._exit(1), lambda: os.kill(os.getpid(), signal.SIGKILL)])
def test_a_process_that_ends_early_leaves_its_work_to_the_caller(end):
    def make(number):
        if number >= 4 and os.getpid() != HERE:
            end()
        return number

    assert list(share(make, range(20), 2)) == list(range(20))


def test_what_cannot_be_begun_is_left_to_the_caller(monkeypatch):
    real, begun = os.fork, []

    def fork():
        if begun:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        begun.append(1)
        return real()

    monkeypatch.setattr(os, "fork", fork)

    makers = list(share(lambda _: os.getpid(), range(6), 3))

    assert [maker == HERE for maker in makers] == [False, True, True] * 2


def test_an_error_is_met_by_the_caller(capfd):
    made = share(lambda n: 1 // (n - 5), range(10), 2)

    with pytest.raises(ZeroDivisionError):
        list(made)
    assert "Traceback" not in capfd.readouterr().err


def test_what_cannot_be_sent_is_made_here():
    made = list(share(lambda n: lambda: n, range(3), 2))

    assert [one() for one in made] == [0, 1, 2]


def test_processes_run_ahead_only_as_far_as_a_pipe_holds(tmp_path):
    def make(number):
        (tmp_path / str(number)).touch()
        return bytes(100_000)

    made = share(make, range(100), 2)
    next(made)
    time.sleep(0.3)

    assert len(list(tmp_path.iterdir())) < 10
    assert len(list(made)) == 99


def test_leaving_early_ends_the_processes():
    made = share(lambda _: bytes(100_000), range(100), 2)
    next(made)

    made.close()

    assert not multiprocessing.active_children()


def test_nothing_may_be_forked_off_beside_threads():
    waiting = threading.Event()
    thread = threading.Thread(target=waiting.wait)
    thread.start()
    try:
        assert not may_fork()
    finally:
        waiting.set()
        thread.join()

"""Pages and forms made in another process are those that are made here, and its faults are told here."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from generator.errors import Level, SourceError
from generator.model.load import Loaded
from generator.model.prose import ProseError
from generator.render.handbook.address import form_file
from generator.supplies import Supplies
from tests.builders import article, field, form, policy

POLICY = policy(article("first", 款=["见{表单:trip}。"]), forms=[form(field("人数", "整数"))])
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked off")

# In a process of its own, since this one may have started threads.
PROGRAM = """
import concurrent.futures.process, os, sys
from pathlib import Path
from generator import supplies
from tests.test_supplies import POLICY
if sys.argv[2:] == ["break"]:
    def dies(number): os._exit(1)
    dies.__module__, dies.__qualname__ = supplies._work.__module__, supplies._work.__qualname__
    supplies._work = dies
if sys.argv[2:] == ["lack"]:
    def lacks(): raise NotImplementedError("This Python build lacks multiprocessing.synchronize")
    concurrent.futures.process._check_system_limits = lacks
made = supplies.Supplies(Path(sys.argv[1]), POLICY)
assert bool(made._begun) == (sys.argv[2:] != ["lack"])
assert made.pages() == supplies.render_pages(Path(sys.argv[1]), POLICY)
forms, pictures = made.forms(), made.pictures()
assert forms == supplies.render_forms(POLICY)
assert pictures == supplies.render_pictures(POLICY)
"""


@ON_LINUX
@pytest.mark.parametrize("how", ["well", "break", "lack"])
def test_what_another_process_makes_is_what_is_made_here_even_if_it_breaks_down(how, root, tmp_path):
    command = [sys.executable, "-c", PROGRAM, str(tmp_path), how]
    subprocess.run(command, cwd=root, check=True, timeout=60)


@ON_LINUX
def test_nothing_is_forked_off_beside_threads(tmp_path):
    waiting = threading.Event()
    thread = threading.Thread(target=waiting.wait)
    thread.start()
    try:
        assert not Supplies(tmp_path, POLICY)._begun
    finally:
        waiting.set()
        thread.join()


def test_every_file_made_has_its_place_among_the_pages(shipped_policy, tmp_path):
    with Supplies(tmp_path, shipped_policy) as made:
        places = {page for page, content in made.pages().pages.items() if content == b""}

        assert places == {form_file(name) for name in (*made.forms(), *made.pictures())}


def test_a_macro_that_leads_nowhere_is_an_error_wherever_it_is_met(tmp_path):
    broken = policy(article("first", 款=["见{条:nowhere}。"]))

    with Supplies(tmp_path, broken) as made, pytest.raises(ProseError):
        made.pages()


@pytest.mark.parametrize("part", ["pages", "aliases", "forms", "pictures"])
def test_nothing_is_handed_out_of_a_source_with_errors(part, tmp_path):
    broken = policy(article("first", 款=["见{条:nowhere}。"]))

    with (
        Supplies(tmp_path, broken, Loaded(broken, ())) as made,
        pytest.raises(SourceError) as caught,
    ):
        getattr(made, part)()

    assert [p.code for p in caught.value.problems if p.level is Level.ERROR] == ["dangling-reference"]


def test_a_projects_own_templates_count(tmp_path):
    own = tmp_path / "templates/handbook"
    own.mkdir(parents=True)
    (own / "figures.md.j2").write_text("# 自己的页面\n", "utf-8")

    with Supplies(tmp_path, POLICY) as made:
        assert made.pages().pages["figures.md"] == "# 自己的页面\n"

from __future__ import annotations

import site
import sys
from pathlib import Path

from generator.intake import launch

ROOT = str(Path(launch.__file__).resolve().parent.parent.parent)


def test_an_ordinary_installation_runs_isolated(monkeypatch):
    monkeypatch.setattr(site, "ENABLE_USER_SITE", False)

    assert launch.child_command() == (sys.executable, "-I", "-B", "-m", "generator.intake.child")
    assert "HOME" not in launch.interpreter_environment()


def test_an_installation_for_one_user_finds_its_folder(monkeypatch):
    monkeypatch.setattr(site, "ENABLE_USER_SITE", True)
    monkeypatch.setattr(site, "getusersitepackages", lambda: ROOT)
    monkeypatch.setenv("HOME", "/home/someone")

    assert launch.child_command()[1:3] == ("-E", "-P")
    assert launch.interpreter_environment()["HOME"] == "/home/someone"


def test_the_environment_holds_nothing_of_the_parent(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/evil")
    monkeypatch.setenv("SECRET", "x")
    monkeypatch.setenv("LD_PRELOAD", "/evil.so")

    assert set(launch.interpreter_environment()) <= {
        "LC_ALL", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "HOME", "APPDATA",
    }  # fmt: skip

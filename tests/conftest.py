"""Fixtures shared by all tests."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from generator.model.load import load

if TYPE_CHECKING:
    from generator.model.policy import Policy

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout, with the shipped regulation."""
    return ROOT


@pytest.fixture(scope="session")
def shipped_policy() -> Policy:
    """The regulation that comes with the tool."""
    loaded = load(ROOT)
    assert loaded.policy is not None
    assert loaded.problems == ()
    return loaded.policy


@pytest.fixture(scope="session")
def needs():
    """A function that skips the test, by name of the program, unless it is installed.

    Where CI is set nothing is skipped: a missing program fails the test.
    """

    def check(*programs: str) -> str:
        found = next((path for program in programs if (path := shutil.which(program))), None)
        if found is None:
            message = f"needs {' or '.join(programs)}"
            if os.environ.get("CI"):
                pytest.fail(message)
            pytest.skip(message)
        return found

    return check


@pytest.fixture(scope="session")
def playwright():
    """The driver of browsers, started once: a second one in the same thread is refused."""
    with sync_playwright() as driver:
        yield driver

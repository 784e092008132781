"""Fixtures of the reports."""

from __future__ import annotations

import pytest

from tests.report.samples import one_of_each, trip_policy


@pytest.fixture(scope="session")
def trip():
    """A small regulation with one form."""
    return trip_policy()


@pytest.fixture
def results():
    """One result of each status."""
    return one_of_each()

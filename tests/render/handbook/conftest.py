"""The small regulation of this folder, loaded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.render.handbook.sample import load_source, write_source

if TYPE_CHECKING:
    from generator.model.policy import Policy


@pytest.fixture(scope="session")
def trips(tmp_path_factory) -> Policy:
    """The regulation on business trips."""
    return load_source(write_source(tmp_path_factory.mktemp("trips")))

"""A small regulation with everything a document shows."""

from __future__ import annotations

import pytest

from tests.diff.edits import base, made


@pytest.fixture(scope="session")
def small():
    source = base()
    source["cover"]["公司"] = "某某公司"
    source["forms"][0] |= {"附表": 1, "说明": "每次填写一份。"}
    source["forms"][1] |= {"附表": 2, "纸张": "横向"}
    return made(source)

"""Programs written in JavaScript fill a form; what they save reads back equal."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from generator.assets import shipped
from generator.render.field_font import FIELD_FONT_FILE
from tests.pdf_sample import ROW_TEXTS, STATES, TEXTS, blank, flat_texts, read, rows_said, said

HERE = Path(__file__).resolve().parent


@pytest.fixture
def run(needs, tmp_path):
    """Fill the blank form with a script of this folder; skips where its packages are not installed."""
    node = needs("node")
    if not (HERE / "node_modules").is_dir():
        message = "run `npm install` in tests/programs"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)

    def fill(script: str, *arguments: str) -> bytes:
        form, values, out = (tmp_path / name for name in ("form.pdf", "values.json", "out.pdf"))
        form.write_bytes(blank())
        values.write_text(json.dumps({**flat_texts(), **STATES}), encoding="utf-8")
        command = [node, HERE / script, form, *arguments, values, out]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr
        return out.read_bytes()

    return fill


def test_a_form_filled_by_pdf_lib_reads_the_same(run) -> None:
    reading = read(run("fill_with_pdf_lib.mjs", str(shipped("templates/fonts") / FIELD_FONT_FILE)))

    assert said(reading) == TEXTS
    assert rows_said(reading) == list(ROW_TEXTS)
    assert reading.edition == "1.0"


def test_a_form_filled_by_pdf_js_reads_the_same(run) -> None:
    reading = read(run("fill_with_pdf_js.mjs"))

    assert said(reading) == TEXTS
    assert rows_said(reading) == list(ROW_TEXTS)
    assert reading.edition == "1.0"
    assert reading.notes == ()

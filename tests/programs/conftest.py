"""Programs that are not ours, each as a function; skipped by name where it is not installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator import check
from generator.assets import shipped
from generator.render.field_font import FIELD_FONT_FILE
from tests.programs.chromium_viewer import started_chromium

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.finding import Result

HERE = Path(__file__).resolve().parent


def missing(what: str) -> None:
    """Skip, but fail where CI is set: nothing is skipped there."""
    pytest.fail(what) if os.environ.get("CI") else pytest.skip(what)


@pytest.fixture
def handed_in(root, tmp_path):
    """A function that checks files, given as name → content, and gives their results by name."""

    def run(files: Mapping[str, bytes]) -> dict[str, Result]:
        for name, content in files.items():
            (tmp_path / name).write_bytes(content)
        results = check([tmp_path / name for name in files], project=root)
        return {Path(result.file).name: result for result in results}

    return run


@pytest.fixture
def node(needs):
    """A function that runs a script of this folder and gives what it prints."""
    program = needs("node")
    if not (HERE / "node_modules").is_dir():
        missing("run `npm install` in tests/programs")

    def run(script: str, *arguments: Path | str) -> str:
        command = [program, HERE / script, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def fill_in_node(node, tmp_path):
    """A function that fills a PDF with a script of this folder."""

    def fill(script: str, data: bytes, texts: Mapping[str, str], *arguments: str) -> bytes:
        form, values, out = (tmp_path / name for name in ("in.pdf", "values.json", "out.pdf"))
        form.write_bytes(data)
        values.write_text(json.dumps(texts), encoding="utf-8")
        node(script, form, *arguments, values, out)
        return out.read_bytes()

    return fill


@pytest.fixture
def pdf_lib(fill_in_node):
    """A function that fills a PDF with pdf-lib."""
    font = str(shipped("templates/fonts") / FIELD_FONT_FILE)
    return lambda data, texts: fill_in_node("fill_with_pdf_lib.mjs", data, texts, font)


@pytest.fixture
def pdf_js(fill_in_node):
    """A function that fills a PDF with pdf.js, the viewer of Firefox."""
    return lambda data, texts: fill_in_node("fill_with_pdf_js.mjs", data, texts)


@pytest.fixture
def chromium(needs, playwright, tmp_path):
    """A function that opens a PDF in Chromium's own viewer."""
    program = needs("chromium", "chromium-browser", "google-chrome")
    with started_chromium(playwright, program, tmp_path) as open_viewer:
        yield open_viewer


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory):
    """A function that has forms typed in one LibreOffice, job by job (type_with_libreoffice.py)."""
    # LibreOffice's bindings belong to the system's Python, not to that of a virtual environment.
    python = shutil.which("python3", path=os.defpath)
    has_bindings = python and not subprocess.run([python, "-c", "import uno"], check=False).returncode
    if not has_bindings or not shutil.which("soffice"):
        missing("needs soffice and python3-uno")
    profile = tmp_path_factory.mktemp("profile")

    def run(jobs: list[dict]) -> None:
        script = HERE / "type_with_libreoffice.py"
        subprocess.run([python, script, profile], input=json.dumps(jobs), text=True, check=True, timeout=600)

    return run

"""Running the command in this process, on a copy of the shipped regulation."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest

from generator.cli import main

if TYPE_CHECKING:
    from pathlib import Path

PARTS = ("policy", "forms")


class Run(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys):
    """A function that runs `zhidu …` and gives the exit code and what was printed."""

    def call(*arguments: object, project: Path | None = None) -> Run:
        given = [*(["--project", str(project)] if project else []), *map(str, arguments)]
        with pytest.raises(SystemExit) as left:
            main(given)
        shown = capsys.readouterr()
        return Run(int(left.value.code or 0), shown.out, shown.err)

    return call


@pytest.fixture
def project(tmp_path, root) -> Path:
    """A project of its own with the shipped regulation."""
    for part in PARTS:
        shutil.copytree(root / part, tmp_path / "project" / part)
    return tmp_path / "project"


@pytest.fixture
def example(root) -> dict:
    """The completed notification that the README uses."""
    return json.loads((root / "examples/reception/notification.json").read_text(encoding="utf-8"))


@pytest.fixture
def submit(tmp_path, example):
    """A function that writes the example with some values changed, and gives the file."""

    def write(name: str = "form.json", **changes: object) -> Path:
        file = tmp_path / name
        content = {**example, "values": {**example["values"], **changes}}
        file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return file

    return write


@pytest.fixture
def edit(project):
    """A function that replaces a text in a source file of the project, and insists that it was there."""

    def replace(name: str, old: str, new: str) -> None:
        file = project / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace

"""New projects: written whole into an empty folder, and right from the start."""

from __future__ import annotations

from datetime import date

import pytest

from generator.errors import Level, OutputError, UsageError
from generator.lint import lint_project
from generator.scaffold import copied_project, empty_project, shipped_project, surroundings, write_project


def errors(folder) -> list[str]:
    policy, problems = lint_project(folder)
    assert policy is not None
    return [str(p) for p in problems if p.level is Level.ERROR]


def test_an_empty_project_is_right(tmp_path):
    write_project(tmp_path / "new", empty_project(date(2026, 5, 1)))

    assert errors(tmp_path / "new") == []
    assert (tmp_path / "new/forms").is_dir()


def test_the_shipped_regulation_comes_with_its_forms_and_without_editions(tmp_path):
    write_project(tmp_path / "new", shipped_project())

    assert errors(tmp_path / "new") == []
    assert (tmp_path / "new/forms/notification.yaml").is_file()
    assert not (tmp_path / "new/policy/editions").exists()


def test_another_project_can_be_the_start(tmp_path, root):
    write_project(tmp_path / "new", copied_project(root / "examples/travel"))

    assert errors(tmp_path / "new") == []
    with pytest.raises(UsageError):
        copied_project(tmp_path)


def test_hand_written_pages_of_the_shipped_site_stay_behind():
    pages = [name for name in surroundings() if name.endswith(".md")]

    assert pages == ["site/index.md"]


def test_an_empty_folder_may_be_there_already(tmp_path):
    (tmp_path / "new").mkdir()
    write_project(tmp_path / "new", {"a/b.txt": b"x"})

    assert (tmp_path / "new/a/b.txt").read_bytes() == b"x"


@pytest.mark.parametrize("content", ["file", "folder"])
def test_what_is_there_is_never_overwritten(tmp_path, content):
    target = tmp_path / "old"
    if content == "file":
        target.write_text("mine")
    else:
        target.mkdir()
        (target / "mine.txt").write_text("mine")

    with pytest.raises(OutputError):
        write_project(target, {"a.txt": b"x"})
    assert [p.read_text() for p in tmp_path.rglob("*") if p.is_file()] == ["mine"]

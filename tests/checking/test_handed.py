"""What counts as handed in: files, folders, patterns; nothing is read before it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checking import hand_in, hand_in_bytes
from generator.errors import InputRefused


def names(handed, root):
    return [Path(one.name).relative_to(root).as_posix() for one in handed]


@pytest.fixture
def folder(tmp_path):
    for name in ("b.docx", "a.pdf", "sub/c.json", "sub/~$c.docx", ".git/config", "sub/.hidden"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(name.encode())
    return tmp_path


def test_a_folder_gives_its_files_by_name_and_passes_over_leftovers(folder):
    assert names(hand_in([folder]), folder) == ["a.pdf", "b.docx", "sub/c.json"]


def test_a_pattern_that_the_shell_left_is_resolved(folder):
    assert names(hand_in([folder / "*.docx"]), folder) == ["b.docx"]


def test_a_pattern_without_files_is_refused_by_its_own_name(folder):
    (one,) = hand_in([folder / "*.xyz"])

    with pytest.raises(InputRefused):
        one.read()


def test_a_file_is_read_only_when_asked(folder):
    (one,) = hand_in([folder / "missing.docx"])

    with pytest.raises(InputRefused) as refused:
        one.read()

    assert refused.value.code == "not-found"


def test_a_link_to_a_folder_above_is_not_followed(folder):
    (folder / "sub" / "up").symlink_to(folder, target_is_directory=True)

    assert names(hand_in([folder]), folder) == ["a.pdf", "b.docx", "sub/c.json"]


def test_bytes_keep_the_name_they_came_with():
    one = hand_in_bytes("-", b"content")

    assert (one.name, one.read()) == ("-", b"content")


def test_a_folder_that_may_not_be_looked_into_is_refused_and_the_rest_is_read(folder, monkeypatch):
    closed = folder / "sub"
    real = Path.iterdir

    def iterdir(self):
        if self == closed:
            raise PermissionError
        return real(self)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    handed = list(hand_in([folder]))

    assert names(handed, folder) == ["a.pdf", "b.docx", "sub"]
    with pytest.raises(InputRefused):
        handed[-1].read()

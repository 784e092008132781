"""The programming interface: what a program may hand in, and that it gets what the command reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import check
from generator.errors import SourceError
from generator.model.finding import Status
from tests.builders import article, field, form, rule, write_project

ASKED = form(field("人数", "整数", 必填=True))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project", article(规则=[rule("单.人数 <= 3")]), forms=[ASKED])


def handed(number: str, count: int) -> bytes:
    return json.dumps(
        {"form": "trip", "values": {"编号": number, "日期": "2026-05-01", "人数": count}}
    ).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "submitted"
    made.mkdir()
    (made / "a.json").write_bytes(handed("1", 3))
    (made / "b.json").write_bytes(handed("2", 4))
    return made


def test_a_folder_gives_a_result_a_file(project, folder):
    results = check([folder], project=project)

    assert [(Path(r.file).name, r.status) for r in results] == [
        ("a.json", Status.PASS),
        ("b.json", Status.FAIL),
    ]


@pytest.mark.parametrize("kind", [str, Path])
def test_a_single_path_need_not_be_a_list(project, folder, kind):
    assert check(kind(folder), project=str(project)) == check([folder], project=project)


def test_content_that_came_another_way_keeps_its_name(project, folder):
    (sent,) = check([("upload.json", handed("2", 4))], project=project)
    (read,) = check([folder / "b.json"], project=project)

    assert (sent.file, sent.findings, sent.sha256) == ("upload.json", read.findings, read.sha256)


def test_several_jobs_give_the_same_results(project, folder):
    assert check([folder], project=project, jobs=2) == check([folder], project=project)


def test_what_cannot_be_read_is_a_result_and_nothing_is_printed(project, folder, capfd):
    (result,) = check([folder / "missing.docx"], project=project)

    assert result.status is Status.REFUSED
    assert result.refusal.code == "not-found"
    assert capfd.readouterr() == ("", "")


def test_a_project_with_problems_is_refused(tmp_path):
    with pytest.raises(SourceError):
        check([], project=tmp_path)


def test_types_are_shipped(root):
    assert (root / "generator" / "py.typed").is_file()

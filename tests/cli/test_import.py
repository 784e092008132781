"""`zhidu import` and `zhidu init`, as they are called."""

from __future__ import annotations

import json

import pytest

TEXT = "用车管理制度\n第一章 总则\n第一条 为规范用车，制定本制度。\n第二条 及时派车。\n第二章 附则\n第三条 本制度由综合部负责解释。\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "用车.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_without_a_folder_only_a_report_comes_out(run, file, tmp_path):
    said = run("import", str(file))

    assert said.code == 0
    assert "2章、3条" in said.out
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == [file.name]


@pytest.mark.parametrize("option", [("--report", "json"), ("--report", "-"), ("--format", "json")])
def test_the_json_report_goes_to_stdout(run, file, option):
    said = run("import", str(file), *option)

    assert json.loads(said.out)["structure"]["articles"] == 3


@pytest.mark.parametrize(
    ("options", "name", "start"),
    [
        (("--report", "a.json"), "a.json", "{"),
        (("--report", "a.html"), "a.html", "<!doctype html>"),
        (("--report", "json", "-o", "b.txt"), "b.txt", "{"),
        (("-o", "c.html"), "c.html", "<!doctype html>"),
        (("-o", "d.txt"), "d.txt", "用车.txt"),
    ],
)
def test_the_report_can_go_to_a_file(run, file, tmp_path, monkeypatch, options, name, start):
    monkeypatch.chdir(tmp_path)
    said = run("import", file.name, *options)

    assert (said.code, said.out) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_the_new_project_lints_builds_and_is_never_overwritten(run, file, tmp_path):
    folder = str(tmp_path / "new")

    assert run("import", str(file), "--into", folder).code == 0
    assert run("--project", folder, "lint").code == 0
    assert run("--project", folder, "build").code == 0
    assert (tmp_path / "new/dist/site/index.html").is_file()
    assert run("import", str(file), "--into", folder).code == 5


@pytest.mark.parametrize(("content", "word"), [(b"", "empty"), (b"%PDF-1.7", "PDF"), (b"\0" * 99, "empty")])
def test_what_cannot_be_read_is_refused(run, tmp_path, content, word):
    path = tmp_path / "x"
    path.write_bytes(content)
    said = run("import", str(path))

    assert said.code == 4
    assert said.out == ""
    assert {"empty": "空的", "PDF": "PDF"}[word] in said.err


def test_a_missing_file_is_refused(run, tmp_path):
    assert run("import", str(tmp_path / "none.txt")).code == 4


@pytest.mark.parametrize("origin", [(), ("--from", "制度"), ("--from", "空白")])
def test_a_new_project_is_right_from_the_start(run, tmp_path, origin):
    folder = str(tmp_path / "new")

    assert run("init", folder, *origin).code == 0
    assert run("--project", folder, "lint").code == 0
    assert run("init", folder, *origin).code == 5


def test_a_new_project_from_nowhere_is_wrong_usage(run, tmp_path):
    assert run("init", str(tmp_path / "new"), "--from", str(tmp_path / "none")).code == 2

"""`zhidu build`: whole results or the old ones."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys

import pytest


def hashes(folder):
    return {
        f.relative_to(folder).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest()
        for f in sorted(folder.rglob("*"))
        if f.is_file()
    }


def test_forms_and_schemas_are_made(run, project, shipped_policy):
    result = run("build", "--only", "forms", "--only", "schemas", project=project)

    assert result.code == 0
    for form in shipped_policy.forms:
        assert (project / f"dist/forms/{form.id}.docx").read_bytes().startswith(b"PK")
        assert (project / f"dist/forms/{form.id}.pdf").read_bytes().startswith(b"%PDF-")
        assert (
            json.loads((project / f"dist/schemas/{form.id}.schema.json").read_bytes())["title"] == form.title
        )
    assert sorted(p.name for p in (project / "dist").iterdir()) == ["forms", "schemas"]


def test_everything_is_made_in_one_run(tmp_path, root):
    # In a process of its own, where forms and pages come from yet another.
    command = [sys.executable, "-m", "generator", "--project", str(root), "build", "--out", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True, cwd=root)

    assert sorted(p.name for p in tmp_path.iterdir()) == ["document", "forms", "schemas", "site"]
    offered = {f.name: f.read_bytes() for f in (tmp_path / "forms").iterdir()}
    assert offered == {name: (tmp_path / "site/forms" / name).read_bytes() for name in offered}


def test_a_broken_source_leaves_the_last_good_output(run, project, edit):
    run("build", "--only", "forms", project=project)
    before = hashes(project / "dist")

    edit("forms/notification.yaml", "类型: 金额", "类型: 金饿")
    result = run("build", "--only", "forms", project=project)

    assert result.code == 3
    assert "forms/notification.yaml:" in result.err
    assert hashes(project / "dist") == before


def test_an_output_that_cannot_be_written_says_so(run, project):
    (project / "file").write_text("in the way", encoding="utf-8")

    result = run("build", "--only", "schemas", "--out", project / "file", project=project)

    assert result.code == 5
    assert (project / "file").read_text(encoding="utf-8") == "in the way"


@pytest.mark.parametrize("seed", ["0", "12345"])
def test_the_same_source_gives_the_same_bytes_in_any_process(project, tmp_path, seed):
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    commands = [
        [
            sys.executable,
            "-m",
            "generator",
            "--project",
            str(project),
            "build",
            "--only",
            "forms",
            "--only",
            "schemas",
            "--out",
            str(out),
        ]
        for out in (tmp_path / "one", tmp_path / "two")
    ]
    subprocess.run(commands[0], check=True, capture_output=True, cwd=tmp_path)
    subprocess.run(commands[1], check=True, capture_output=True, cwd=project, env=environment)

    assert hashes(tmp_path / "one") == hashes(tmp_path / "two")


def test_a_changed_figure_reaches_the_form(run, project, edit):
    run("build", "--only", "forms", project=project)
    before = hashes(project / "dist/forms")

    edit("policy/chapters/03-booking-and-notice.yaml", "提前工作日: {值: 3", "提前工作日: {值: 4")
    run("build", "--only", "forms", project=project)

    changed = {name for name, value in hashes(project / "dist/forms").items() if before[name] != value}
    assert changed == {"notification.docx", "notification.pdf"}

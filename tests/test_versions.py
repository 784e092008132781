"""A name finds an edition, a file, a folder, the source or a commit."""

from __future__ import annotations

import os
import subprocess

import pytest

from generator.editions import FOLDER, Edition, to_json
from generator.errors import SourceError, UsageError
from generator.versions import compare_versions, open_version
from tests.builders import article, policy, write_project


def freeze(root, name: str, effective: str, *articles) -> None:
    made = policy(*articles, cover={"版本": name, "施行日期": effective})
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    edition = Edition(name=name, effective=effective, note=f"{name} 的说明", policy=made)
    (root / FOLDER / f"{name}.json").write_bytes(to_json(edition))


@pytest.fixture
def project(tmp_path):
    root = write_project(tmp_path / "项目", article(款=["工作稿。"]))
    freeze(root, "1.0", "2026-01-01", article(款=["第一版。"]))
    return root


def text_of(project, name: str) -> str:
    return open_version(project, name).policy.articles["first"].paragraphs[0].text


def test_working_is_the_source(project) -> None:
    assert text_of(project, "working") == "工作稿。"


def test_a_name_is_an_edition(project) -> None:
    version = open_version(project, "1.0")

    assert (version.label, version.note, version.is_published) == ("1.0 版", "1.0 的说明", True)


def test_a_path_is_the_file_of_an_edition_or_another_project(project, tmp_path) -> None:
    other = write_project(tmp_path / "别处", article(款=["别处。"]))

    assert text_of(project, str(project / FOLDER / "1.0.json")) == "第一版。"
    assert text_of(project, str(other)) == "别处。"


def test_an_edition_goes_before_a_folder_of_its_name(project, tmp_path, monkeypatch) -> None:
    write_project(tmp_path / "1.0", article(款=["文件夹。"]))
    monkeypatch.chdir(tmp_path)

    assert text_of(project, "1.0") == "第一版。"


def test_what_is_nothing_of_these_lists_the_editions(project) -> None:
    with pytest.raises(UsageError, match=r"没有版本“2\.0”") as caught:
        open_version(project, "2.0")

    assert "1.0" in caught.value.hint


def test_a_damaged_file_is_named(project, tmp_path) -> None:
    file = tmp_path / "x.json"
    file.write_text("{}", "utf-8")

    with pytest.raises(SourceError) as caught:
        open_version(project, str(file))

    assert caught.value.problems[0].location.file == str(file)


def test_a_source_with_errors_is_not_compared(project) -> None:
    write_project(project, article(款=["见{条:nowhere}。"]))

    with pytest.raises(SourceError):
        open_version(project, "working")


@pytest.fixture
def history(project, needs):
    needs("git")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | {
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "甲", "GIT_AUTHOR_EMAIL": "a@example.com",
        "GIT_COMMITTER_NAME": "甲", "GIT_COMMITTER_EMAIL": "a@example.com",
    }  # fmt: skip

    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=project, env=environment, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    write_project(project, article(款=["第一次提交。"]))
    git("add", "-A")
    git("commit", "-q", "-m", "一")
    git("tag", "v1")
    write_project(project, article(款=["第二次提交。"]))
    git("commit", "-q", "-am", "二")
    write_project(project, article(款=["没有提交。"]))
    return project


def test_a_commit_is_read_as_it_was(history) -> None:
    assert text_of(history, "git:v1") == "第一次提交。"
    assert text_of(history, "git:HEAD") == "第二次提交。"
    assert text_of(history, "working") == "没有提交。"


def test_a_project_below_the_root_of_the_repository_is_found(history) -> None:
    below = write_project(history / "下级", article(款=["下级。"]))
    subprocess.run(["git", "add", "-A"], cwd=history, check=True, capture_output=True)
    identity = ["-c", "user.name=甲", "-c", "user.email=a@example.com"]
    subprocess.run(["git", *identity, "commit", "-qm", "三"], cwd=history, check=True, capture_output=True)

    assert text_of(below, "git:HEAD") == "下级。"


@pytest.mark.parametrize("revision", ["nosuch", "--help", "", "HEAD:policy/policy.yaml"])
def test_what_is_no_commit_is_refused(history, revision) -> None:
    with pytest.raises(UsageError):
        open_version(history, f"git:{revision}")


def test_without_a_repository_git_says_so(project) -> None:
    with pytest.raises(UsageError, match="git 读不出"):
        open_version(project, "git:HEAD")


def test_two_versions_are_compared_with_the_note_of_the_newer(project) -> None:
    found = compare_versions(project, "working", "1.0")

    assert (found.old_label, found.new_label, found.note) == ("工作稿", "1.0 版", "1.0 的说明")
    assert [c.new for c in found.changes] == ["第一版。"]

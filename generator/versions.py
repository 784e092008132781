"""Where a regulation to compare or judge by is found: an edition, a file, a folder, the source, git."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diff import Comparison, compare
from generator.editions import WORKING, find_edition, from_json, load_editions
from generator.errors import Level, Location, Problem, SourceError, UsageError
from generator.lint import lint_loaded, open_project
from generator.model.load import COVER, FOLDERS, GLOSSARY, load_files
from generator.text import shorten

if TYPE_CHECKING:
    from generator.model.policy import Policy

GIT = "git:"
_TIMEOUT_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A regulation as it was found; `label` is how it is spoken of, `note` what its release said."""

    label: str
    policy: Policy
    note: str = ""
    is_published: bool = False


def open_version(project: Path, name: str) -> Version:
    """The regulation a name stands for, free of errors.

    `working` is the source of the project, `git:REV` the source as a commit holds it; any other
    name is an edition of the project, the file of an edition, or another project's folder. Raises
    UsageError for a name that stands for nothing, SourceError for a source with errors.
    """
    if name == WORKING:
        return Version(label="工作稿", policy=open_project(project))
    if name.startswith(GIT):
        return Version(label=name, policy=_from_git(project, name.removeprefix(GIT)))
    editions = load_editions(project)
    path = Path(name)
    if name not in {e.name for e in editions}:
        if path.is_dir():
            return Version(label=f"“{path.resolve().name}”", policy=open_project(path))
        if path.is_file():
            return _from_file(path)
    edition = find_edition(editions, name)
    return Version(label=f"{name} 版", policy=edition.policy, note=edition.note, is_published=True)


def compare_versions(project: Path, old: str, new: str) -> Comparison:
    """Two regulations, named as for `open_version`, with their differences."""
    before, after = open_version(project, old), open_version(project, new)
    return Comparison(
        old=before.policy, new=after.policy, changes=compare(before.policy, after.policy),
        old_label=before.label, new_label=after.label, note=after.note,
    )  # fmt: skip


def _from_file(path: Path) -> Version:
    try:
        edition = from_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"读不到 {path}", hint="检查文件是否存在、是否有读取权限") from error
    except ValueError as error:
        problem = Problem(location=Location(str(path)), code="damaged-edition", message=str(error))
        raise SourceError((problem,)) from error
    return Version(label=f"{edition.name} 版", policy=edition.policy, note=edition.note, is_published=True)


def _from_git(project: Path, revision: str) -> Policy:
    """The source as a commit holds it, read into memory; nothing is checked out."""
    if not revision or revision.startswith("-"):
        raise UsageError("git: 后面要写提交、分支或标签", hint="例如 git:HEAD~1、git:v1.0")
    listed = _git(project, ["ls-tree", "-r", "-z", "--name-only", revision, "--", "policy", "forms"])
    names = [n for n in listed.decode("utf-8", "replace").split("\0") if _is_source(n)]
    if not names:
        raise UsageError(f"提交 {shorten(revision)} 里没有制度源文件", hint=f"应当有 {COVER}")
    loaded = load_files(dict(zip(names, _contents(project, revision, names), strict=True)))
    problems = lint_loaded(loaded)
    if loaded.policy is None or any(p.level is Level.ERROR for p in problems):
        raise SourceError(tuple(p for p in problems if p.level is Level.ERROR))
    return loaded.policy


def _is_source(name: str) -> bool:
    return name in (COVER, GLOSSARY) or (name.rpartition("/")[0] in FOLDERS and name.endswith(".yaml"))


def _contents(project: Path, revision: str, names: list[str]) -> list[bytes]:
    """Every file in one go: `cat-file --batch` answers `<id> blob <size>`, the bytes, a line end."""
    asked = "".join(f"{revision}:./{name}\n" for name in names)
    answer = _git(project, ["cat-file", "--batch"], asked.encode())
    contents = []
    for _ in names:
        head, _, rest = answer.partition(b"\n")
        size = int(head.rsplit(b" ", 1)[1])
        contents.append(rest[:size])
        answer = rest[size + 1 :]
    return contents


def _git(project: Path, arguments: list[str], given: bytes = b"") -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - a list of arguments; the revision cannot be an option
            ["git", "-c", "core.quotePath=off", *arguments],  # noqa: S607 - whichever git is installed
            cwd=project, input=given, capture_output=True, check=True, timeout=_TIMEOUT_SECONDS,
        )  # fmt: skip
    except FileNotFoundError as error:
        raise UsageError("没有安装 git，读不了历史提交", hint="安装 git，或比较已发布的版本") from error
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        said = (error.stderr or b"").decode("utf-8", "replace")
        hint = f"git 说：{shorten(said, 160)}" if said else "检查提交的名称"
        raise UsageError("git 读不出这个提交", hint=hint) from error
    return done.stdout

"""A new project folder: the source it is given, and the site around it, in one step or not at all."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from generator.assets import shipped
from generator.errors import OutputError, UsageError
from generator.source.emitter import to_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.source.emitter import Plain

_SITE_ENTRIES = ("mkdocs.yml", "site/assets", "site/overrides")
_POLICY_ENTRIES = ("policy", "forms", "site")
_LEFT_OUT = ("policy/editions/",)
_HOME = """\
---
template: home.html
title: 首页
---

归口部门：{{ 制度("归口部门") }}。解释部门：{{ 制度("解释部门") }}。在上方搜索，或者从下面的目录进入各章。
"""
_OPEN = "待核定"


def surroundings() -> dict[str, bytes]:
    """What every project needs beside its source: the settings of the handbook and its looks."""
    made = {name: content for entry in _SITE_ENTRIES for name, content in _read(entry).items()}
    return {**made, "site/index.md": _HOME.encode()}


def shipped_project() -> dict[str, bytes]:
    """The regulation that comes with the tool, with its forms and its site, but no editions."""
    made = {
        name: content for entry in ("mkdocs.yml", *_POLICY_ENTRIES) for name, content in _read(entry).items()
    }
    return {name: content for name, content in made.items() if not name.startswith(_LEFT_OUT)}


def empty_project(today: date) -> dict[str, bytes]:
    """The smallest source that is right: one chapter with the purpose and the scope."""
    cover = {
        "名称": "新制度", "编号": "待编号", "版本": "1.0", "归口部门": _OPEN, "解释部门": _OPEN, "批准": _OPEN,
        "施行日期": today.isoformat(), "复核日期": today.replace(year=today.year + 1, day=min(today.day, 28)).isoformat(),
        "适用范围": "公司全体员工", "适用日期": "日期", "关联字段": "编号",
    }  # fmt: skip
    chapter: dict[str, Plain] = {
        "章": "总则",
        "条": [
            {"标识": "purpose", "条名": "目的", "款": ["在这里写制定本制度的目的。"]},
            {"标识": "scope", "条名": "适用范围", "款": ['本制度适用于{{ 制度("适用范围") }}。']},
        ],
    }
    source = {
        "policy/policy.yaml": to_yaml(cover, "封面：写着“待核定”的各项请补全"),
        "policy/chapters/01-general.yaml": to_yaml(
            chapter, "一个文件一章；标识用小写英文字母、数字和连字符，定下不再改"
        ),
    }
    return {**surroundings(), **{name: text.encode() for name, text in source.items()}}


def copied_project(origin: Path) -> dict[str, bytes]:
    """The source of another project, with a site of its own. Raises UsageError where there is none."""
    if not (origin / "policy").is_dir():
        raise UsageError(
            f"{origin} 不是制度项目：没有 policy 文件夹", hint="写 制度、空白，或者一个制度项目的文件夹"
        )
    found = {
        name: content for entry in ("policy", "forms") for name, content in _files(origin, entry).items()
    }
    return {**surroundings(), **{n: c for n, c in found.items() if not n.startswith(_LEFT_OUT)}}


def _read(entry: str) -> dict[str, bytes]:
    """The shipped files at or below an entry, by their path in a project."""
    root = shipped(entry)
    if root.is_file():
        return {entry: root.read_bytes()}
    return _files(root.parents[entry.count("/")], entry)


def _files(root: Path, entry: str) -> dict[str, bytes]:
    files = (f for f in sorted((root / entry).rglob("*")) if f.is_file() and "__pycache__" not in f.parts)
    return {f.relative_to(root).as_posix(): f.read_bytes() for f in files}


def write_project(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a new project; a folder that already holds something is left alone. Raises OutputError."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise OutputError(f"{folder} 不是空的", hint="换一个文件夹；已有的内容不会被覆盖")
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as name:
            made = Path(name) / "project"
            for path, content in files.items():
                target = made / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            for required in ("policy/chapters", "forms"):
                (made / required).mkdir(parents=True, exist_ok=True)
            if folder.exists():
                folder.rmdir()
            shutil.move(made, folder)
    except OSError as error:
        reason = error.strerror or "系统拒绝写入"
        raise OutputError(f"写不进 {folder}：{reason}", hint="检查磁盘空间和写入权限") from error

"""Talking to the person at the terminal: data on stdout, talk on stderr, colour only there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from generator.errors import ExitCode, Level, OutputError, SourceError, ToolError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.errors import Problem

_TONES: dict[str, dict[str, object]] = {
    "plain": {}, "good": {"fg": "green"}, "bad": {"fg": "red"}, "warn": {"fg": "yellow"},
    "faint": {"dim": True}, "strong": {"bold": True},
}  # fmt: skip
_LEVEL_TONES = {Level.ERROR: "bad", Level.WARNING: "warn", Level.NOTE: "faint"}


class Piece(Protocol):
    """A stretch of text that names its tone, as every report for the terminal has its own."""

    @property
    def text(self) -> str:
        """What it says."""

    @property
    def tone(self) -> str:
        """A key of the tones."""


def paint(pieces: Iterable[Piece]) -> str:
    """Pieces of a report with their colours; click takes them out where nobody sees them."""
    return "".join(click.style(p.text, **_TONES[p.tone]) for p in pieces)  # type: ignore[arg-type]


def write_data(text: str, output: str | None) -> None:
    """A result to stdout, or to a file. Raises OutputError."""
    write_text([text], output)


def write_text(pieces: Iterable[str], output: str | None) -> None:
    """A result of any length to stdout, or to a file. Raises OutputError."""
    if output in (None, "-"):
        for piece in pieces:
            click.echo(piece, nl=False)
    else:
        plain = (click.unstyle(piece).encode("utf-8", "backslashreplace") for piece in pieces)
        _write_file(plain, Path(str(output)))


def write_bytes(content: bytes, output: str) -> None:
    """Bytes to a file, or to stdout for `-`. Raises OutputError; an old file stays whole."""
    if output == "-":
        sys.stdout.buffer.write(content)
    else:
        _write_file([content], Path(output))


def _write_file(content: Iterable[bytes], target: Path) -> None:
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as file:
            file.writelines(content)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError(
            f"写不进 {target}：{_reason(error)}", hint="检查文件夹是否存在、是否有写入权限"
        ) from error


def _reason(error: OSError) -> str:
    words = {
        "FileNotFoundError": "文件夹不存在",
        "PermissionError": "没有权限",
        "IsADirectoryError": "这是一个文件夹",
    }
    return words.get(type(error).__name__, "系统拒绝写入")


def show_problems(problems: Iterable[Problem]) -> None:
    """Problems of the source on stderr, one a paragraph, and how many there are."""
    listed = list(problems)
    for problem in listed:
        where = click.style(str(problem.location), bold=True)
        level = click.style(problem.level.value, **_TONES[_LEVEL_TONES[problem.level]])  # type: ignore[arg-type]
        click.echo(f"{where}：{level}：{problem.message}（{problem.code}）", err=True)
        if problem.hint:
            click.echo(f"    → {problem.hint}", err=True)
    errors = sum(p.level is Level.ERROR for p in listed)
    if listed:
        click.echo(f"共 {errors} 处错误，{len(listed) - errors} 处警告或提示", err=True)


def fail(error: ToolError) -> None:
    """Say what is wrong on stderr and leave with its exit code."""
    if isinstance(error, SourceError):
        show_problems(error.problems)
    else:
        click.echo(click.style("错误：", fg="red") + error.message, err=True)
        if error.hint:
            click.echo(f"    → {error.hint}", err=True)
    sys.exit(error.exit_code)


def project_folder(context: click.Context) -> Path:
    """The project that commands work on. Raises UsageError."""
    root = Path(context.find_root().params.get("project") or ".")
    if not (root / "policy").is_dir():
        raise UsageError(
            f"{root.resolve().name} 不是制度项目：没有 policy 文件夹",
            hint="进入项目文件夹，或写 zhidu --project 文件夹 …",
        )
    return root


EXIT_INTERNAL = ExitCode.INTERNAL

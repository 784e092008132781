"""`zhidu check`: completed forms → findings."""

from __future__ import annotations

import os
import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, TypeVar

import click

from generator.checking import check_files, hand_in, hand_in_bytes, tell_files
from generator.cli.chinese_help import command as chinese_command
from generator.cli.progress import reading_progress
from generator.cli.send_back import SendBack
from generator.cli.terminal import paint, project_folder, write_bytes, write_text
from generator.editions import InForce, load_editions
from generator.errors import ExitCode, Level, UsageError
from generator.intake.gate import MAX_FILE_BYTES
from generator.lint import open_project
from generator.model.finding import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import ModuleType

    from generator.checking import Handed
    from generator.model.finding import Result
    from generator.model.policy import Policy
    from generator.report.entry import Entry

    Seen = TypeVar("Seen", Entry, Result)

FORMATS = ("text", "json", "html", "sarif", "junit", "xlsx")
_BLOCK = 1 << 16
_FAIL_ON = {"error": Level.ERROR, "warning": Level.WARNING}


@chinese_command("check", "检查交回的表单：DOCX、PDF、JSON 等文件，或装着它们的文件夹；- 表示标准输入。")
@click.argument("paths", nargs=-1, required=True, metavar="文件|文件夹…")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="报告格式，缺省为 text")
@click.option("-o", "--output", metavar="文件", help="写到文件，缺省为标准输出")
@click.option("--annotate", metavar="文件夹", help="把批注副本和退回补正单写到这个文件夹，原件不动")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, metavar="数量", help="同时检查几个文件，缺省为 1"
)
@click.option(
    "--fail-on",
    type=click.Choice(list(_FAIL_ON)),
    default="error",
    help="达到哪一级时退出码为 1，缺省为 error",
)
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    form: str,
    output: str | None,
    annotate: str | None,
    jobs: int,
    fail_on: str,
) -> None:
    """Check files and folders; leave with 4 for refused files, else 1 for findings, else 0."""
    if form == "xlsx" and output in (None, "-") and sys.stdout.isatty():
        raise UsageError("工作簿不能显示在终端里", hint="用 -o 文件.xlsx 写到文件")
    project = project_folder(context)
    policy = open_project(project)
    in_force = InForce(load_editions(project), policy)
    tally = Tally(_FAIL_ON[fail_on])
    back = SendBack(policy, Path(annotate), paths) if annotate else None
    handed = back.note(_handed(paths)) if back else _handed(paths)
    # The report waits on disk: nothing of it mingles with the progress, or is seen if the run fails.
    with TemporaryFile() as report:
        with reading_progress() as step:
            tell = _teller(form, policy)
            if tell and not back:
                told = tell_files(tell, in_force, handed, jobs=jobs, on_read=step)
                pieces = _render(form, policy, tally.watch(told))
            else:
                results = check_files(in_force, handed, jobs=jobs, on_read=step)
                seen = tally.watch(back.watch(results) if back else results)
                pieces = _render(form, policy, map(tell, seen) if tell else seen)
            report.writelines(pieces)
        report.seek(0)
        if not tally.count:
            click.echo("没有找到要检查的文件", err=True)
        if back:
            back.tell()
        if form == "xlsx":
            write_bytes(report.read(), output or "-")
        else:
            write_text(_blocks(report), output)
    context.exit(tally.exit_code)


def _teller(form: str, policy: Policy) -> Callable[[Result], Entry] | None:
    """What a report says of one file, for the formats that are written file by file."""
    if form == "json":
        return _report(form).json_entry  # type: ignore[no-any-return]
    return partial(_report(form).text_entry, policy, paint=paint) if form == "text" else None


def _render(form: str, policy: Policy, seen: Iterable[Entry] | Iterable[Result]) -> Iterator[bytes]:
    """The report in one of the formats, in pieces."""
    render = getattr(_report(form), f"render_{form}")
    made = render(seen, paint) if form == "text" else render(policy, seen)
    if isinstance(made, bytes):
        yield made
        return
    yield from (piece.encode("utf-8", "backslashreplace") for piece in made)


def _report(form: str) -> ModuleType:
    """The module of a format; the library it needs is loaded only for it."""
    return import_module(f"generator.report.{form}_report")


def _blocks(report: IO[bytes]) -> Iterator[str]:
    """The report in blocks of whole lines, so that no colour is cut in two."""
    while lines := report.readlines(_BLOCK):
        yield b"".join(lines).decode()


def _handed(paths: tuple[str, ...]) -> Iterator[Handed]:
    for path in paths:
        if path == "-":
            yield hand_in_bytes("-", sys.stdin.buffer.read(MAX_FILE_BYTES + 1))
        else:
            yield from hand_in([os.fsdecode(path)])


class Tally:
    """Looks at results as they pass, to choose the exit code."""

    def __init__(self, fail_on: Level) -> None:
        self._fail_on = fail_on
        self._refused = self._serious = False
        self.count = 0

    def watch(self, results: Iterable[Seen]) -> Iterator[Seen]:
        """The same results, or what is told of them, seen."""
        for result in results:
            self.count += 1
            self._refused |= result.status is Status.REFUSED
            self._serious |= result.worst is not None and result.worst.rank <= self._fail_on.rank
            yield result

    @property
    def exit_code(self) -> ExitCode:
        """Refused files weigh most: what was not read was not checked."""
        if self._refused:
            return ExitCode.REFUSED
        return ExitCode.FINDINGS if self._serious else ExitCode.OK

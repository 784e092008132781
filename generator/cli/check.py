"""`zhidu check`: completed forms → findings."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.checking import Handed, check_files, hand_in
from generator.cli.chinese_help import command as chinese_command
from generator.cli.terminal import paint, project_folder, write_data
from generator.errors import ExitCode, InputRefused, Level
from generator.intake.gate import MAX_FILE_BYTES
from generator.lint import open_project
from generator.model.finding import Result, Status
from generator.report.json_report import render_json
from generator.report.text_report import render_text

_FAIL_ON = {"error": Level.ERROR, "warning": Level.WARNING}


@chinese_command("check", "检查交回的表单：DOCX、PDF 或 JSON 文件，或装着它们的文件夹；- 表示标准输入。")
@click.argument("paths", nargs=-1, required=True, metavar="文件|文件夹…")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="报告格式，缺省为 text"
)
@click.option("-o", "--output", metavar="文件", help="写到文件，缺省为标准输出")
@click.option(
    "--fail-on",
    type=click.Choice(list(_FAIL_ON)),
    default="error",
    help="达到哪一级时退出码为 1，缺省为 error",
)
@click.pass_context
def command(
    context: click.Context, paths: tuple[str, ...], form: str, output: str | None, fail_on: str
) -> None:
    """Check files and folders; leave with 4 for refused files, else 1 for findings, else 0."""
    policy = open_project(project_folder(context))
    results = list(check_files(policy, _handed(paths)))
    text = render_json(policy, results) if form == "json" else paint(render_text(policy, results))
    write_data(text, output)
    context.exit(exit_code(results, _FAIL_ON[fail_on]))


def _handed(paths: tuple[str, ...]):  # type: ignore[no-untyped-def] # noqa: ANN202
    for path in paths:
        if path == "-":
            yield _from_stdin()
        else:
            yield from hand_in([Path(path)])


def _from_stdin() -> Handed:
    content = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    too_large = InputRefused("too-large", "输入太大", hint="逐个文件检查")
    return (
        Handed(name="-", refusal=too_large)
        if len(content) > MAX_FILE_BYTES
        else Handed(name="-", content=content)
    )


def exit_code(results: list[Result], fail_on: Level) -> ExitCode:
    """Refused files weigh most: what was not read was not checked."""
    if any(r.status is Status.REFUSED for r in results):
        return ExitCode.REFUSED
    serious = any(f.level.rank <= fail_on.rank for r in results for f in r.findings)
    return ExitCode.FINDINGS if serious else ExitCode.OK

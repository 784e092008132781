"""`zhidu import`: an existing regulation → a report, and a new project."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.chinese_help import command as chinese_command
from generator.cli.terminal import paint, write_data
from generator.errors import InputRefused, Level
from generator.importing.reading import read_regulation
from generator.importing.to_source import to_source
from generator.intake.gate import MAX_FILE_BYTES, read_file
from generator.lint import lint
from generator.model.load import load_files
from generator.report.import_report import (
    render_import_html,
    render_import_json,
    render_import_text,
    structure_words,
)
from generator.scaffold import surroundings, write_project

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.importing.imported import Imported

FORMATS = ("text", "json", "html")
_SUFFIXES = {".json": "json", ".html": "html", ".htm": "html", ".txt": "text"}


@chinese_command(
    "import",
    "导入现有的制度（.docx、.txt、.md）：识别章条款项，改正编号和误识，列出全部改动、另存的文字和待决定的问题。- 表示标准输入。",
)
@click.argument("file", metavar="文件")
@click.option("--into", metavar="文件夹", help="在这个文件夹里建立制度项目；不写则只出报告")
@click.option("--report", metavar="格式|文件", help="报告格式 text、json、html，或者报告文件；缺省为 text")
@click.option("--format", "form", type=click.Choice(FORMATS), help="报告格式，缺省按报告文件的扩展名")
@click.option("-o", "--output", metavar="文件", help="报告写到文件，缺省为标准输出")
def command(file: str, into: str | None, report: str | None, form: str | None, output: str | None) -> None:
    """Import one file; the report is data, what was written is talk."""
    wanted, target = _report_target(report, form, output)
    imported = read_regulation(_content(file), Path(file).name)
    if into:
        write_project(Path(into), {**surroundings(), **_source(imported, date.today())})  # noqa: DTZ011 - the day on this desk
        click.echo(f"已导入到 {into}：{structure_words(imported)}", err=True)
        click.echo(f"接着运行 zhidu --project {into} lint，再运行 zhidu --project {into} build", err=True)
    write_data(_render(imported, wanted), target)


def _report_target(report: str | None, form: str | None, output: str | None) -> tuple[str, str | None]:
    """The format of the report and where it goes; `--report` may name either."""
    if report in FORMATS:
        return form or report, output
    target = report if report is not None else output
    suffix = Path(target).suffix.lower() if target else ""
    otherwise = "json" if report == "-" else "text"
    return form or _SUFFIXES.get(suffix, otherwise), target


def _content(file: str) -> bytes:
    if file != "-":
        return read_file(Path(file))
    content = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    if len(content) > MAX_FILE_BYTES:
        raise InputRefused("too-large", "输入太大", hint="一次导入一份制度")
    return content


def _source(imported: Imported, today: date) -> Mapping[str, bytes]:
    """The source; where its tables would not pass the linter they stay rows of text."""
    files = to_source(imported, today)
    loaded = load_files(files)
    problems = [*loaded.problems, *(lint(loaded.policy) if loaded.policy else ())]
    if any(p.level is Level.ERROR for p in problems):
        return to_source(imported, today, with_tables=False)
    return files


def _render(imported: Imported, form: str) -> str:
    if form == "json":
        return render_import_json(imported)
    return render_import_html(imported) if form == "html" else paint(render_import_text(imported))

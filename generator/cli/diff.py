"""`zhidu diff`: what changed between two editions."""

from __future__ import annotations

import click

from generator.cli.chinese_help import command as chinese_command
from generator.cli.terminal import paint, project_folder, write_bytes, write_data
from generator.diff.page import render_page
from generator.diff.text import render_changes
from generator.diff.word_revisions import render_revisions
from generator.diff.word_table import render_table
from generator.errors import UsageError
from generator.versions import compare_versions


@chinese_command(
    "diff",
    "逐条比较两个版本。版本可以写版本号、版本文件、项目文件夹、working（工作稿）或 git:提交。"
    "docx 为修订对照表；加 --revisions 为带修订标记的全文。",
)
@click.argument("old", metavar="旧版本")
@click.argument("new", metavar="新版本", default="working")
@click.option(
    "--format", "form", type=click.Choice(["text", "html", "docx"]), default="text", help="格式，缺省为 text"
)
@click.option("-o", "--output", metavar="文件", help="写到文件，缺省为标准输出；docx 必须写")
@click.option("--revisions", is_flag=True, help="docx：带修订标记的全文，而不是对照表")
@click.pass_context
def command(
    context: click.Context, old: str, new: str, form: str, output: str | None, *, revisions: bool
) -> None:
    """Compare and show."""
    if revisions and form != "docx":
        raise UsageError("--revisions 只用于 --format docx", hint="加上 --format docx")
    if form == "docx" and output is None:
        raise UsageError("DOCX 要写到文件", hint="加上 -o 文件.docx")
    comparison = compare_versions(project_folder(context), old, new)
    if form == "docx":
        render = render_revisions if revisions else render_table
        write_bytes(render(comparison), str(output))
    else:
        write_data(render_page(comparison) if form == "html" else paint(render_changes(comparison)), output)

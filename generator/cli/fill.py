"""`zhidu fill`: a form prefilled from data."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.chinese_help import command as chinese_command
from generator.cli.terminal import project_folder, write_bytes
from generator.errors import UsageError
from generator.filling import RENDERERS, fill_form
from generator.intake.gate import read_file
from generator.lint import open_project
from generator.text import suggestion


@chinese_command("fill", "用 JSON 数据预填表单，写成 .docx 或 .pdf。数据可以只有一部分。")
@click.argument("form", metavar="表单")
@click.argument("data", metavar="数据.json")
@click.option("-o", "--output", required=True, metavar="文件.docx|.pdf", help="写到哪个文件；- 为标准输出")
@click.option("--format", "form_format", type=click.Choice(("docx", "pdf")), help="格式，缺省按文件的扩展名")
@click.pass_context
def command(context: click.Context, form: str, data: str, output: str, form_format: str | None) -> None:
    """Fill a form, named by identifier or short name."""
    policy = open_project(project_folder(context))
    found = policy.forms_by_id.get(form) or policy.forms_by_name.get(form)
    if found is None:
        raise UsageError(f"没有表单“{form}”", hint=suggestion(form, policy.forms_by_id))
    suffix = f".{form_format}" if form_format else Path(output).suffix.lower()
    if suffix not in RENDERERS:
        raise UsageError(
            f"输出文件 {output} 的扩展名不对", hint="写成 .docx 或 .pdf，或者用 --format 写明格式"
        )
    content = sys.stdin.buffer.read() if data == "-" else read_file(Path(data))
    write_bytes(fill_form(policy, found, content, suffix), output)

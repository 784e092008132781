"""`zhidu serve`: the handbook with live reload."""

from __future__ import annotations

import click

from generator.cli.chinese_help import command as chinese_command
from generator.cli.terminal import project_folder
from generator.errors import Level, SourceError
from generator.lint import lint_project


@chinese_command("serve", "预览手册：改动 policy、forms、templates、site 后浏览器自动刷新。按 Ctrl+C 结束。")
@click.option(
    "--address", default="127.0.0.1:8000", metavar="主机:端口", help="在哪里提供预览，缺省为 127.0.0.1:8000"
)
@click.pass_context
def command(context: click.Context, address: str) -> None:
    """Serve until interrupted."""
    from generator.mkdocs_plugin import serve_site  # noqa: PLC0415 - MkDocs is heavy

    project = project_folder(context)
    policy, problems = lint_project(project)
    if policy is None:  # nothing to mend here: this is no project, or its first file is missing
        raise SourceError(problems)
    if any(p.level is Level.ERROR for p in problems):
        click.echo("源文件有错误，预览先列出错误的位置和改法；改好后自动显示手册", err=True)
    click.echo(f"预览地址 http://{address}/ ，改动源文件后页面自动刷新；按 Ctrl+C 结束", err=True)
    serve_site(project, address)

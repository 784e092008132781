"""`zhidu serve`: the handbook with live reload."""

from __future__ import annotations

import click

from generator.cli.terminal import project_folder
from generator.lint import open_project


@click.command(
    "serve", help="预览手册：改动 policy、forms、templates、site 后浏览器自动刷新。按 Ctrl+C 结束。"
)
@click.option(
    "--address", default="127.0.0.1:8000", show_default=True, metavar="主机:端口", help="在哪里提供预览"
)
@click.help_option("-h", "--help", help="显示说明")
@click.pass_context
def command(context: click.Context, address: str) -> None:
    """Serve until interrupted."""
    from generator.mkdocs_plugin import serve_site  # noqa: PLC0415 - MkDocs is heavy

    project = project_folder(context)
    open_project(project)
    serve_site(project, address)

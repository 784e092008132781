"""`zhidu schema`: JSON Schema of the source or of a form's submissions."""

from __future__ import annotations

import click

from generator.cli.chinese_help import command as chinese_command
from generator.cli.terminal import project_folder
from generator.errors import UsageError
from generator.lint import open_project
from generator.render.json_schema import SOURCES, render_form_schema, render_source_schema
from generator.text import suggestion


@chinese_command("schema", f"输出 JSON Schema：源文件（{'、'.join(SOURCES)}）或一张表单的 JSON 提交件。")
@click.argument("name", default="policy", metavar="[名称]")
@click.pass_context
def command(context: click.Context, name: str) -> None:
    """Print one schema."""
    if name in SOURCES:
        click.echo(render_source_schema(name), nl=False)
        return
    policy = open_project(project_folder(context))
    if name not in policy.forms_by_id:
        raise UsageError(f"没有“{name}”", hint=suggestion(name, (*SOURCES, *policy.forms_by_id)))
    click.echo(render_form_schema(policy, policy.forms_by_id[name]), nl=False)

"""`zhidu lint`: the problems of the source."""

from __future__ import annotations

from datetime import datetime

import click

from generator.cli.chinese_help import command as chinese_command
from generator.cli.terminal import project_folder, show_problems
from generator.errors import Level, SourceError
from generator.lint import lint_project


@chinese_command("lint", "检查制度源文件，一次列出全部问题；有错误时退出码为 3。")
@click.pass_context
def command(context: click.Context) -> None:
    """Show every problem; leave with 3 when one is an error."""
    today = datetime.now().astimezone().date()
    policy, problems = lint_project(project_folder(context), today)
    if policy is None or any(p.level is Level.ERROR for p in problems):
        raise SourceError(problems)
    show_problems(problems)
    articles, rules = len(policy.articles), sum(len(a.rules) for a in policy.articles.values())
    click.echo(
        f"《{policy.cover.title}》{articles} 条、{rules} 条规则、{len(policy.forms)} 张表单，没有错误",
        err=True,
    )

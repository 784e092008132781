"""`zhidu lint`: the problems of the source."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from generator.cli.chinese_help import command as chinese_command
from generator.cli.terminal import project_folder, show_problems
from generator.errors import Level, SourceError, sort_problems
from generator.lint import lint_project
from generator.render.handbook.written import find_problems

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.errors import Problem
    from generator.model.policy import Policy


@chinese_command("lint", "检查制度源文件，一次列出全部问题；有错误时退出码为 3。")
@click.pass_context
def command(context: click.Context) -> None:
    """Show every problem; leave with 3 when one is an error."""
    today = datetime.now().astimezone().date()
    project = project_folder(context)
    policy, found = lint_project(project, today)
    problems = sort_problems([*found, *(_of_pages(project, policy) if policy else ())])
    if policy is None or any(p.level is Level.ERROR for p in problems):
        raise SourceError(problems)
    show_problems(problems)
    articles, rules = len(policy.articles), sum(len(a.rules) for a in policy.articles.values())
    click.echo(
        f"《{policy.cover.title}》{articles} 条、{rules} 条规则、{len(policy.forms)} 张表单，没有错误",
        err=True,
    )


def _of_pages(project: Path, policy: Policy) -> Iterator[Problem]:
    """What the hand-written pages of the handbook name and the regulation does not have."""
    for file in sorted((project / "site").rglob("*.md")):
        name = file.relative_to(project).as_posix()
        yield from find_problems(policy, name, file.read_text("utf-8", errors="replace"))

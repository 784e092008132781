"""`zhidu test`: the cases of the regulation."""

from __future__ import annotations

import click

from generator.cases import check_cases, run_cases
from generator.cli.chinese_help import command as chinese_command
from generator.cli.terminal import project_folder
from generator.errors import ExitCode, SourceError
from generator.lint import open_project


@chinese_command("test", "运行 policy/cases/ 的用例；有不符的用例时退出码为 1。")
@click.pass_context
def command(context: click.Context) -> None:
    """Run every case and show those that came out otherwise."""
    policy = open_project(project_folder(context))
    if problems := tuple(check_cases(policy)):
        raise SourceError(problems)
    results = list(run_cases(policy))
    failed = [r for r in results if not r.is_met]
    for result in failed:
        click.echo(f"{result.location}：用例“{result.case.name}”不符")
        click.echo(f"    期望：{'、'.join(result.expected) or '没有发现'}")
        click.echo(f"    实得：{'、'.join(result.found) or '没有发现'}")
    click.echo(
        f"用例 {len(results)} 个，相符 {len(results) - len(failed)} 个，不符 {len(failed)} 个", err=True
    )
    context.exit(ExitCode.FINDINGS if failed else ExitCode.OK)

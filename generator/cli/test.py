"""`zhidu test`: the cases of the regulation, and what they would not notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cases import check_cases, run_cases
from generator.cli.chinese_help import command as chinese_command
from generator.cli.progress import reading_progress
from generator.cli.terminal import project_folder, write_bytes
from generator.errors import ExitCode, SourceError
from generator.lint import open_project

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.policy import Policy


@chinese_command(
    "test",
    "运行 policy/cases/ 的用例；有不符的用例时退出码为 1。加 --mutate 时逐一改动每个数值、界限、运算符、"
    "列表项和规则，列出没有用例会发现的改动。",
)
@click.option("--mutate", is_flag=True, help="列出没有用例会发现的改动")
@click.option(
    "--boundaries", is_flag=True, help="按表格和参数的界限重写 policy/cases/boundaries.yaml，供审阅"
)
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=None, metavar="数量", help="--mutate 同时用几个进程"
)
@click.pass_context
def command(context: click.Context, *, mutate: bool, boundaries: bool, jobs: int | None) -> None:
    """Run every case and show those that came out otherwise."""
    project = project_folder(context)
    policy = open_project(project)
    if boundaries:
        _write_boundaries(project, policy)
        policy = open_project(project)
    is_met = _run(policy)
    if is_met and mutate:
        is_met = _mutate(policy, jobs)
    context.exit(ExitCode.OK if is_met else ExitCode.FINDINGS)


def _run(policy: Policy) -> bool:
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
    return not failed


def _write_boundaries(project: Path, policy: Policy) -> None:
    from generator.mutating.boundaries import boundary_cases  # noqa: PLC0415 - most runs need it not
    from generator.mutating.snapshot import FILE, to_yaml  # noqa: PLC0415

    cases = boundary_cases(policy)
    write_bytes(to_yaml(cases).encode(), str(project / FILE))
    click.echo(f"已写入 {FILE}：{len(cases)} 个用例，请逐条审阅期望的结论", err=True)


def _mutate(policy: Policy, jobs: int | None) -> bool:
    from generator.mutating import hunt  # noqa: PLC0415 - most runs need it not

    with reading_progress("已试 {task.completed:.0f} 处改动") as step:
        found = hunt(policy, jobs=jobs or 0, on_step=step)
    for mutant in found.unnoticed:
        click.echo(f"{mutant.location}：{mutant.words}，没有用例会发现（{mutant.target}）")
    for exempt in found.needless:
        click.echo(
            f"{exempt.place.of('对象')}：不必发现的“{exempt.target}”{exempt.change}已经没有用处，请删去"
        )
    noticed = found.count - len(found.unnoticed) - len(found.excused)
    click.echo(
        f"改动 {found.count} 处，用例或检查能发现 {noticed} 处，列明理由不必发现 {len(found.excused)} 处，"
        f"发现不了 {len(found.unnoticed)} 处",
        err=True,
    )
    return not found.unnoticed and not found.needless

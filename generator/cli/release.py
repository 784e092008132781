"""`zhidu release`: freeze the source as an edition."""

from __future__ import annotations

import click

from generator.cli.chinese_help import command as chinese_command
from generator.cli.terminal import project_folder
from generator.editions import FOLDER
from generator.releasing import release


@chinese_command(
    "release",
    "发布新版本：把正文、数值、规则、表单和日历定格到 policy/editions/，"
    "并改写 policy.yaml 的版本和施行日期。有错误、用例不符或数值待核定时不发布。",
)
@click.argument("edition", metavar="版本号")
@click.option("--effective", required=True, metavar="日期", help="从哪一天起施行，如 2027-01-01")
@click.option(
    "--note", default="", metavar="说明", help="修订说明：改了什么、为什么改；缺省为“首次发布”或“修订”"
)
@click.option("--allow-unconfirmed", is_flag=True, help="数值还有待核定的也发布")
@click.pass_context
def command(
    context: click.Context, edition: str, effective: str, note: str, *, allow_unconfirmed: bool
) -> None:
    """Publish, or say everything that stands in the way."""
    made = release(project_folder(context), edition, effective, note, allow_unconfirmed=allow_unconfirmed)
    title = made.policy.cover.title
    click.echo(
        f"已发布《{title}》{made.name} 版，{made.effective} 起施行：{FOLDER}/{made.name}.json", err=True
    )

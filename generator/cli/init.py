"""`zhidu init`: a new project, empty or from the shipped regulation."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.cli.chinese_help import command as chinese_command
from generator.scaffold import copied_project, empty_project, shipped_project, write_project

SHIPPED, EMPTY = "制度", "空白"


@chinese_command(
    "init", "在新文件夹里建立制度项目：以自带的客户接待管理制度为底稿，以别的项目为底稿，或者从空白开始。"
)
@click.argument("folder", metavar="文件夹")
@click.option(
    "--from",
    "origin",
    default=SHIPPED,
    metavar="底稿",
    help="制度（自带的制度）、空白，或者一个制度项目的文件夹；缺省为制度",
)
def command(folder: str, origin: str) -> None:
    """Write the project; a folder that holds anything is refused."""
    write_project(Path(folder), _content(origin))
    click.echo(
        f"已建立 {folder}。接着运行 zhidu --project {folder} lint 和 zhidu --project {folder} build", err=True
    )


def _content(origin: str) -> dict[str, bytes]:
    if origin == SHIPPED:
        return shipped_project()
    today = date.today()  # noqa: DTZ011 - the day on this desk
    return empty_project(today) if origin == EMPTY else copied_project(Path(origin))

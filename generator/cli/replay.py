"""`zhidu replay`: what another text would change for forms already handed in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from generator.checking import hand_in, replay_files
from generator.cli.chinese_help import command as chinese_command
from generator.cli.progress import reading_progress
from generator.cli.terminal import paint, project_folder, write_data
from generator.editions import InForce, Throughout, load_editions
from generator.lint import open_project
from generator.report.replay_report import render_replay_json, render_replay_text
from generator.versions import open_version

if TYPE_CHECKING:
    from pathlib import Path


@chinese_command(
    "replay",
    "发布前看影响：把交回的表单改按另一版检查，列出结论有变化的。版本可以写版本号、版本文件、"
    "working（工作稿）或 git:提交。",
)
@click.argument("paths", nargs=-1, required=True, metavar="文件|文件夹…")
@click.option("--from", "old", metavar="版本", help="原来按哪一版检查，缺省为各自适用的版本")
@click.option("--to", "new", default="working", metavar="版本", help="改按哪一版检查，缺省为 working")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="格式，缺省为 text"
)
@click.option("-o", "--output", metavar="文件", help="写到文件，缺省为标准输出")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, metavar="数量", help="同时读取几个文件，缺省为 1"
)
@click.pass_context
def command(
    context: click.Context, paths: tuple[str, ...], old: str | None, new: str, form: str, output: str | None, jobs: int
) -> None:  # fmt: skip
    """Check twice and show what differs."""
    project = project_folder(context)
    before, label = _text(project, old)
    after, new_label = _text(project, new)
    with reading_progress() as step:
        replays = replay_files(before, after, partial(hand_in, paths), jobs=jobs, on_read=step)
        labels = (label, new_label)
        if form == "json":
            shown = render_replay_json(after.latest, replays, labels)
        else:
            shown = paint(render_replay_text(after.latest, replays, labels))
    write_data(shown, output)


def _text(project: Path, name: str | None) -> tuple[InForce, str]:
    """What judges: one text throughout, or without a name the edition in force on each day."""
    editions, working = load_editions(project), open_project(project)
    if name is None:
        return InForce(editions, working), "各自适用的版本"
    version = open_version(project, name)
    return Throughout(editions, working, version.policy), version.label

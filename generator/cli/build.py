"""`zhidu build`: the source → dist/."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.build import PARTS, build
from generator.cli.chinese_help import command as chinese_command
from generator.cli.terminal import project_folder

if TYPE_CHECKING:
    from collections.abc import Iterator


@chinese_command(
    "build",
    "生成手册（site）、表单（forms）、制度文件（document）和数据格式说明（schemas）。源文件有错误时不动旧的结果。",
)
@click.option("--only", type=click.Choice(PARTS), multiple=True, help="只生成这一部分，可写多次")
@click.option("--out", default=None, metavar="文件夹", help="输出到哪里，缺省为项目的 dist")
@click.pass_context
def command(context: click.Context, only: tuple[str, ...], out: str | None) -> None:
    """Build all parts, or some."""
    project = project_folder(context)
    folder = Path(out) if out else project / "dist"
    parts = only or PARTS
    with _uncollected():
        policy = build(project, parts, folder)
    click.echo(
        f"《{policy.cover.title}》{policy.cover.edition} 版已生成到 {folder}：{'、'.join(parts)}", err=True
    )
    if "site" in parts:
        click.echo(f"用浏览器打开 {folder / 'site' / 'index.html'}", err=True)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cyclic garbage: a build makes little of it, and the search takes a tenth of its time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()

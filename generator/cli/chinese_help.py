"""click's help pages in Chinese."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_HEADINGS = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:  # noqa: ARG002
        super().write_usage(prog, args, prefix="用法：")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        with super().section(_HEADINGS.get(name, name)):
            yield


class ChineseContext(click.Context):
    """A context whose help pages are in Chinese."""

    formatter_class = _Formatter


class ChineseCommand(click.Command):
    """A command whose help page is in Chinese."""

    context_class = ChineseContext


def command(name: str, help: str) -> Callable[[Callable[..., Any]], click.Command]:  # noqa: A002 - click's word
    """Like `click.command`, with a Chinese help page and `-h`."""

    def decorate(function: Callable[..., Any]) -> click.Command:
        made = click.command(name, cls=ChineseCommand, help=help, options_metavar="[选项]")(
            click.help_option("-h", "--help", help="显示说明")(function)
        )
        made.no_args_is_help = False
        return made

    return decorate

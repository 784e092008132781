"""The command group, its Chinese help, and the one place where exceptions become exit codes."""

from __future__ import annotations

import sys
import traceback
from importlib import import_module
from typing import Any

import click

from generator import __version__
from generator.cli.chinese_help import ChineseContext
from generator.cli.terminal import fail
from generator.errors import ExitCode, ToolError

COMMANDS = {
    "lint": "检查制度源文件",
    "build": "生成手册、表单、制度文件和数据格式说明",
    "serve": "预览手册，改动随时可见",
    "check": "检查交回的表单",
    "fill": "用数据预填表单",
    "test": "运行制度的用例",
    "release": "发布新版本",
    "diff": "逐条比较两个版本",
    "replay": "改按另一版检查交回的表单",
    "import": "导入现有的制度",
    "init": "建立新的制度项目",
    "schema": "输出 JSON Schema",
}
_MODULES = {"import": "import_"}


class _Group(click.Group):
    """Loads a command's module only when it is called: `check` need not import MkDocs."""

    context_class = ChineseContext

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's interface
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"generator.cli.{_MODULES.get(cmd_name, cmd_name)}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("命令"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_Group,
    help="把制度写成数据：生成手册和表单，检查交回的表单。",
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]…",
)
@click.version_option(__version__, prog_name="zhidu", message="%(prog)s %(version)s", help="显示版本")
@click.option("--project", metavar="文件夹", help="制度项目所在的文件夹，缺省为当前文件夹")
@click.help_option("-h", "--help", help="显示说明")
def group(project: str | None) -> None:
    """Options that all commands share."""


def main(arguments: list[str] | None = None) -> Any:
    """Run the command; never returns: it leaves with an exit code of DESIGN's list."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Windows consoles may speak a narrower encoding
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = group.main(args=arguments, prog_name="zhidu", standalone_mode=False)
    except ToolError as error:
        fail(error)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help())
        sys.exit(ExitCode.USAGE)
    except click.ClickException as error:
        click.echo(click.style("错误：", fg="red") + _in_chinese(error), err=True)
        click.echo("    → 用 zhidu 命令 --help 查看用法", err=True)
        sys.exit(ExitCode.USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中断", err=True)
        sys.exit(ExitCode.FINDINGS)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(ExitCode.OK)
    except Exception:  # noqa: BLE001 - the last resort: a bug keeps its traceback and its own code
        traceback.print_exc()
        click.echo("程序内部错误，请把以上内容发给维护者", err=True)
        sys.exit(ExitCode.INTERNAL)
    sys.exit(code or ExitCode.OK)


def _what_is_wanted(error: click.BadParameter) -> str:
    match error.param and error.param.type:
        case click.Choice(choices=choices):
            return f"只能是 {'、'.join(map(str, choices))}"
        case click.IntRange(min=low, max=high):
            return f"要写 {low} 到 {high} 之间的整数"
    return error.message


def _in_chinese(error: click.ClickException) -> str:
    match error:
        case click.exceptions.NoSuchOption():
            hint = f"，是否要写 {error.possibilities[0]}？" if error.possibilities else ""
            return f"没有选项 {error.option_name}{hint}"
        case click.MissingParameter():
            name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
            option = error.param.opts[0] if isinstance(error.param, click.Option) else ""
            return f"缺少 {f'{option} {name}'.strip()}"
        case click.BadParameter():
            name = error.param.opts[0] if error.param else "参数"
            return f"{name} 的值不对：{_what_is_wanted(error)}"
        case click.UsageError() if "No such command" in error.message:
            return f"没有这个命令，可用：{'、'.join(COMMANDS)}"
    return error.format_message()

"""``youju``: finds the command, runs it, and answers for whatever goes wrong."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from assistant import __version__
from assistant.cli.chinese import in_chinese
from assistant.cli.faults import report
from assistant.errors import BadRequest

COMMANDS = (
    *("ask", "search", "serve", "docs", "index"),
    *("quiz", "paper", "keys", "audit", "eval", "doctor", "models"),
)
_INTERRUPTED = 130


class Commands(click.Group):
    """Loads a command's module only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a module of the same name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"assistant.cli.{cmd_name}").command
        return in_chinese(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Like click's; a question given without ``ask`` is told so."""
        if args[0] not in COMMANDS:
            hint = f"可用的命令：{'、'.join(COMMANDS)}。要提问请用：youju ask 问题"
            raise BadRequest(f"没有 {args[0]!r} 这个命令。", hint)
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = False,
        **extra: Any,  # noqa: ANN401 - handed on to click
    ) -> Any:  # noqa: ANN401 - never returns
        """Runs and always exits: 0, the code of the fault, or 130 when interrupted."""
        arguments = list(sys.argv[1:] if args is None else args)
        _use_utf8()
        try:
            code = super().main(
                arguments, prog_name or "youju", complete_var, standalone_mode=False, **extra
            )
        except click.Abort:
            click.echo("已中断。", err=True)
            code = _INTERRUPTED
        except Exception as error:  # the one place where faults become words
            code = report(error, as_json="--json" in arguments)
        sys.exit(code if isinstance(code, int) else 0)


@click.group("youju", cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="有据 youju %(version)s", help="显示版本。")
def main() -> None:
    """有据：回答中国政策文件的问题，每句话都给出所依据的条款原文。

    先试一句：youju ask 建德2027年集体经济目标是多少

    退出码：0 正常，2 用法或问题不对，3 资料有误，4 没有可用的索引，
    5 向量模型加载不了，6 资料库读写出错，8 本地模型用不了，
    70 程序出错，74 文件读写出错。
    """


in_chinese(main)


def _use_utf8() -> None:
    """Chinese must come out whole on any terminal and in any pipe."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")

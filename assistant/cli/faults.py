"""Whatever goes wrong, as one sentence in Chinese, what to do, and an exit code."""

from __future__ import annotations

import errno
import os
import re
import traceback

import click

from assistant.cli.render import print_json
from assistant.errors import BadRequest, YoujuError
from assistant.wire import error_object

_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "所在的盘只能读",
    errno.ENOSPC: "磁盘满了",
    errno.EISDIR: "它是文件夹，不是文件",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
}
_USAGE = (
    (r"No such option:? '?([^\s'.]+)", "没有 {} 这个选项。"),
    (r"No such command '(.+?)'", "没有 {} 这个命令。"),
    (r"Missing command", "没有写要做什么。"),
    (r"Got unexpected extra arguments? \((.+)\)", "多出了 {}。"),
    (r"Missing (?:argument|option|parameter) '(.+?)'", "缺少 {}。"),
    (r"Option '(.+?)' requires", "选项 {} 后面要写上它的值。"),
    (r"Option '(.+?)' does not take", "选项 {} 后面不能写值。"),
    (r"Invalid value for '(.+?)': (.+) is not a valid integer", "{} 应为整数，给出的是 {}。"),
    (r"Invalid value for '(.+?)': (.+) is not one of (.+?)\.?$", "{} 不能是 {}，只能是 {}。"),
    (r"Invalid value for '(.+?)': .* is a directory", "{} 要给文件，给出的是文件夹。"),
    (r"Invalid value for '(.+?)'", "{} 的值不能用。"),
)


class ProgramFault(YoujuError):
    """Something that the program should have dealt with."""

    code = "internal"
    exit_code = 70


class FileFault(YoujuError):
    """The disk or its permissions stand in the way."""

    code = "io_error"
    exit_code = 74


def explain(error: Exception) -> YoujuError:
    """Any exception as a fault that a user can act on."""
    if isinstance(error, YoujuError):
        return error
    if isinstance(error, click.UsageError):
        return _usage(error)
    if isinstance(error, OSError):
        name = f" {error.filename}" if error.filename else ""
        reason = _REASONS.get(error.errno or 0, error.strerror or type(error).__name__)
        return FileFault(f"文件{name} 读写出错：{reason}。", "请检查路径、权限和磁盘空间。")
    return ProgramFault(
        f"程序出错了（{type(error).__name__}），这是程序的问题，不是您用错了。",
        "设环境变量 YOUJU_DEBUG=1 再运行一次，把显示的详情反馈给维护的人。",
    )


def report(error: Exception, *, as_json: bool) -> int:
    """Tells the user and returns the exit code; YOUJU_DEBUG adds the traceback."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return error.exit_code
    if os.environ.get("YOUJU_DEBUG"):
        traceback.print_exception(error)
    fault = explain(error)
    click.echo(f"错误：{fault.message}", err=True)
    if fault.hint:
        click.echo(f"怎么办：{fault.hint}", err=True)
    if as_json:
        print_json(error_object(fault))
    return fault.exit_code


def _usage(error: click.UsageError) -> BadRequest:
    message = error.format_message()
    command = error.ctx.command_path if error.ctx else "youju 命令"
    hint = f"看用法：{command} --help"
    for pattern, sentence in _USAGE:
        if match := re.search(pattern, message):
            return BadRequest(sentence.format(*match.groups()), hint)
    return BadRequest("命令写得不对。", hint)

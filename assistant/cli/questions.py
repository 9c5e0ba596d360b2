"""What ``ask`` and ``search`` share: their options, and the question from wherever it comes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from assistant.cli.batch import read_lines
from assistant.cli.request import Request, parse
from assistant.errors import BadRequest

Command = TypeVar("Command", bound=Callable[..., None])

_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.argument("words", metavar="[问题]...", nargs=-1),
    click.option(
        "--history", multiple=True, metavar="文字", help="前面问过的话，先问的先写；可重复。"
    ),
    click.option(
        "--region", "regions", multiple=True, metavar="地区", help="只看这个地区；可重复。"
    ),
    click.option(
        "--document", "documents", multiple=True, metavar="编号", help="只看这份文件；可重复。"
    ),
    click.option("--json", "as_json", is_flag=True, help="输出 JSON。"),
    click.option(
        "--batch",
        type=click.Path(path_type=Path),
        metavar="文件",
        help="成批提问：每行一个 JSON 请求，逐行输出 JSON。",
    ),
)


def question_options(command: Command) -> Command:
    """Adds the question and the shared options; those of a request are named as its fields."""
    added = command
    for option in reversed(_OPTIONS):
        added = option(added)
    return added


def single_request(words: Sequence[str], given: Mapping[str, object]) -> Request:
    """The request on the command line; the question ``-`` is read from stdin."""
    if not words:
        raise BadRequest("没有给出问题。", "把要问的话写在后面，或用 --batch 给一个文件。")
    question = _from_stdin() if tuple(words) == ("-",) else " ".join(words)
    return parse({**given, "question": question})


def batch_lines(path: Path, words: Sequence[str], given: Mapping[str, object]) -> list[bytes]:
    """The lines of a batch, which bring their own questions and conditions."""
    if words or any(given.values()):
        raise BadRequest(
            "--batch 不能和问题或其他条件一起用。",
            "请把 history、regions、documents 等写进文件的每一行。",
        )
    return read_lines(path)


def _from_stdin() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise BadRequest("标准输入不是 UTF-8 文字。", "请用 UTF-8 编码输入问题。") from error

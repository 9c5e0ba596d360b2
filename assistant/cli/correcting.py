"""``youju docs keep | drop | heading | undo``: corrections by people, made and taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from assistant.errors import BadRequest
from assistant.wording import described

if TYPE_CHECKING:
    from assistant.originals import Original
    from assistant.store.library import Library
    from assistant.types import Override

_LINES = "--lines"
_name = click.argument("name", metavar="编号")


@click.command("keep")
@_name
@click.argument("references", metavar="[参照]...", nargs=-1)
@click.option(_LINES, "lines", metavar="A-B", help="放回原文件这几行里移出的内容。")
def keep(name: str, references: Sequence[str], lines: str | None) -> None:
    """把清理时移出的内容放回正文。

    参照见 youju docs report；可以一次写几个。密码、证件号等隐私放不回来。

    例：youju docs keep zhejiang-2023-opinions --lines 3-4
    """
    from assistant import corrections  # noqa: PLC0415 - loads numpy

    wanted = corrections.lines_told(lines) if lines is not None else None
    _add(name, lambda original: corrections.keep(original, references, wanted))


@click.command("drop")
@_name
@click.option(_LINES, "lines", metavar="A-B", help="去掉原文件的这几行。")
@click.option("--text", metavar="文字", help="去掉这段文字；在文件（或这几行）里只能出现一次。")
def drop(name: str, lines: str | None, text: str | None) -> None:
    """从正文里去掉清理时漏掉的内容；去掉的仍列在 youju docs report 里。

    例：youju docs drop zhejiang-2023-opinions --lines 3-4
    """
    from assistant import corrections  # noqa: PLC0415 - loads numpy

    wanted = corrections.lines_told(lines) if lines is not None else None
    _add(name, lambda original: corrections.drop(original, wanted, text))


@click.command("heading")
@_name
@click.option("--line", type=int, required=True, metavar="行号", help="原文件里的行号。")
@click.option("--level", type=int, metavar="级", help="这一行是第几级标题，1 是最高一级。")
@click.option("--plain", is_flag=True, help="这一行不是标题，是正文。")
@click.option("--title", metavar="文字", help="标题路径里改用这段文字；引文仍是原文。")
def heading(name: str, line: int, level: int | None, plain: bool, title: str | None) -> None:
    """更正标题：认漏的、认错的，或标题路径里的文字。

    例：youju docs heading jiande-2023-2027-plan --line 12 --level 2
    """
    from assistant import corrections  # noqa: PLC0415 - loads numpy

    if plain and (level is not None or title is not None):
        raise BadRequest("--plain 不能和 --level、--title 一起用。", "请只选一种。")
    if level == 0:
        raise BadRequest("--level 从 1 开始。", "不是标题的用 --plain。")
    wanted = 0 if plain else level
    _add(name, lambda original: corrections.heading(original, line, wanted, title))


@click.command("undo")
@click.argument("references", metavar="参照...", nargs=-1, required=True)
def undo(references: Sequence[str]) -> None:
    """撤销更正；参照见 youju docs overrides。"""

    from assistant.corrections import undo as take_back  # noqa: PLC0415 - loads numpy

    _change("已撤销", lambda library: take_back(library, references))


def _add(name: str, make: Callable[[Original], Sequence[Override]]) -> None:
    from assistant.corrections import record  # noqa: PLC0415 - loads numpy

    made = _change("已记下", lambda library: record(library, name, make))
    click.echo(f"要撤销：youju docs undo {' '.join(override.reference for override in made)}")


def _change(done: str, change: Callable[[Library], Sequence[Override]]) -> Sequence[Override]:
    """Changes the library, says so, and brings the index up to date with it."""
    from assistant.indexing import build  # noqa: PLC0415 - loads numpy and faiss
    from assistant.originals import up_to_date  # noqa: PLC0415
    from assistant.progress import bars  # noqa: PLC0415
    from assistant.resources import locate  # noqa: PLC0415
    from assistant.settings import Settings  # noqa: PLC0415

    settings = Settings()
    with up_to_date(locate(settings)) as library:
        changed = change(library)
    for override in changed:
        click.echo(f"{done}：{override.reference}  {described(override)}")
    click.echo("正在更新索引……", err=True)
    build(settings, progress=bars())
    click.echo("索引已更新。")
    return changed

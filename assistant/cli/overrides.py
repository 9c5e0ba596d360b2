"""``youju docs overrides``: what people corrected, and whether it still fits its file."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import click

from assistant.cli.cleaning import line_range, opening
from assistant.cli.render import print_json

if TYPE_CHECKING:
    from assistant.originals import Original
    from assistant.store.library import Library
    from assistant.types import Override
    from assistant.wire import JsonObject

_STALE = "没有用上（原文件变了，找不到唯一的原处；或那一行已不在正文里）"


@click.command("overrides")
@click.argument("name", metavar="[编号]", required=False)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def overrides(name: str | None, as_json: bool) -> None:
    """列出人工更正；先后改到同一处的，以后改的为准。"""
    from assistant.originals import original, originals, up_to_date  # noqa: PLC0415 - loads numpy
    from assistant.resources import locate  # noqa: PLC0415
    from assistant.settings import Settings  # noqa: PLC0415

    with up_to_date(locate(Settings())) as library:
        found = originals(library) if name is None else [original(library, name)]
        rows = [row for each in found for row in _rows(each)]
        if name is None:
            rows += _homeless(library)
    if as_json:
        print_json({"overrides": [_object(row) for row in rows]})
        return
    for document, group in groupby(rows, lambda row: row.override.document):
        click.echo("\n".join((document, *map(_line, group))))
    click.echo(f"合计 {len(rows)} 条更正。")


def described(override: Override) -> str:
    """What a correction does and to which words."""
    return f"{_deed(override)}：{opening(override.quote)}"


def _deed(override: Override) -> str:
    if override.kind == "keep":
        return "放回"
    if override.kind == "drop":
        return "去掉"
    if override.level == 0:
        return "改为正文"
    made = f"改为第 {override.level} 级标题" if override.level else "标题"
    return f"{made}，显示为“{override.title}”" if override.title else made


class _Row(NamedTuple):
    """A correction and its lines in the present file, None where it is stale."""

    override: Override
    lines: tuple[int, int] | None = None


def _rows(original: Original) -> list[_Row]:
    report = original.clean().report
    applied = (_Row(o, (original.line(o.start), original.line(o.end - 1))) for o in report.applied)
    return [*applied, *map(_Row, report.stale)]


def _homeless(library: Library) -> list[_Row]:
    """Corrections of documents that are not there at present."""
    living = {source.id for source in library.sources()}
    return [_Row(o) for o in library.overrides() if o.document not in living]


def _line(row: _Row) -> str:
    place = line_range(*row.lines) if row.lines else _STALE
    return f"   {row.override.reference}  {place}，{described(row.override)}"


def _object(row: _Row) -> JsonObject:
    override, (line, last_line) = row.override, row.lines or (None, None)
    return {
        "reference": override.reference,
        "document": override.document,
        "status": "applied" if row.lines else "stale",
        "kind": override.kind,
        "line": line,
        "last_line": last_line,
        "quote": override.quote,
        "level": override.level,
        "title": override.title,
    }

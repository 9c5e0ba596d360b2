"""``youju docs overrides``: what people corrected, and whether it still fits its file."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from assistant.cli.render import print_json
from assistant.wording import STALE, described, line_range

if TYPE_CHECKING:
    from assistant.corrections import Made
    from assistant.wire import JsonObject


@click.command("overrides")
@click.argument("name", metavar="[编号]", required=False)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def overrides(name: str | None, as_json: bool) -> None:
    """列出人工更正；先后改到同一处的，以后改的为准。"""
    from assistant.corrections import homeless, made_in  # noqa: PLC0415 - loads numpy
    from assistant.originals import original, originals, up_to_date  # noqa: PLC0415
    from assistant.resources import locate  # noqa: PLC0415
    from assistant.settings import Settings  # noqa: PLC0415

    with up_to_date(locate(Settings())) as library:
        found = originals(library) if name is None else [original(library, name)]
        rows = [row for each in found for row in made_in(each)]
        if name is None:
            rows += homeless(library)
    if as_json:
        print_json({"overrides": [_object(row) for row in rows]})
        return
    for document, group in groupby(rows, lambda row: row.override.document):
        click.echo("\n".join((document, *map(_line, group))))
    click.echo(f"合计 {len(rows)} 条更正。")


def _line(row: Made) -> str:
    place = line_range(*row.lines) if row.lines else STALE
    return f"   {row.override.reference}  {place}，{described(row.override)}"


def _object(row: Made) -> JsonObject:
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

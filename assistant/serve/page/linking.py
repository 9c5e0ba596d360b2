"""What is said of an answer that a link opens: when it was given, and what has changed since."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime

from assistant.errors import NotThere
from assistant.serve.page.standing import Shown, Standings, told_of
from assistant.serve.service import Service
from assistant.store.library import Library

_REVISION = re.compile(r"(\d{1,9})-")  # that the version of an index begins with


def since(version: str, on: Collection[str], service: Service, standings: Standings) -> str:
    """What is said of a link to an answer of that version of the index, which rested on these
    documents."""
    match = _REVISION.match(version)
    with Library.open(service.resources.library) as library:
        when, then = _at(library, int(match[1])) if match else ("", None)
    said = f"这个链接里的回答是按{when}的资料作的。" if when else "这个链接里的回答是以前作的。"
    return f"{said}{_changed(on, then, standings)}下面是按现在的资料重新回答的。"


def _at(library: Library, number: int) -> tuple[str, dict[str, Shown] | None]:
    """When that revision of the library was made, and the documents that it had."""
    try:
        sources = library.sources(number)
    except NotThere:
        return "", None
    made = (each.created for each in library.revisions() if each.number == number)
    when = next((f"{datetime.fromisoformat(at).astimezone():%Y年%-m月%-d日}" for at in made), "")
    return when, {source.id: Shown.of(source) for source in sources}


def _changed(on: Collection[str], then: dict[str, Shown] | None, standings: Standings) -> str:
    if not on or then is None:
        return ""
    became = standings.of(then[name] for name in on if name in then)
    if told := told_of(became):
        return f"所据文件{told}，"
    is_whole = all(name in then for name in on) and not became
    return "所据文件没有变，" if is_whole else "所据文件有的已不在，"

"""The item last taken out of a quiz, or replaced, until it is put back or the next one is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from sqlite3 import Connection

from assistant.training.items import Item, ItemSet
from assistant.training.reviewing import item_of_set, reviewed
from assistant.training.stored import as_json, read_set

_LASTS = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Taken:
    """``item`` stood at ``place``, counted from 0; ``successor`` is the id of what took its
    place, empty where nothing did."""

    item: Item
    place: int
    successor: str = ""


def of_set(found: ItemSet, name: str, successor: str = "") -> Taken:
    """An item that is to be taken out of a set. Raises BadRequest."""
    item = item_of_set(found, name)
    return Taken(item, found.items.index(item), successor)


def put_back(found: ItemSet, taken: Taken) -> ItemSet:
    """The set with the item instead of its successor, or else where it was."""
    names = [each.id for each in found.items]
    if taken.item.id in names:
        return found
    if taken.successor in names:
        return reviewed(found, changed={taken.successor: taken.item})
    items = list(found.items)
    items.insert(taken.place, taken.item)
    return replace(found, items=tuple(items))


def remember(connection: Connection, quiz: str, found: ItemSet, taken: Taken) -> None:
    """Keeps it, instead of the one before; ``found`` is the set that it was in."""
    alone = as_json(replace(found, items=(taken.item,)))
    connection.execute(
        "INSERT OR REPLACE INTO quiz_taken (quiz, content, place, successor, at)"
        " VALUES (?, ?, ?, ?, ?)",
        (quiz, alone, taken.place, taken.successor, datetime.now(UTC).isoformat()),
    )


def last(connection: Connection, quiz: str) -> Taken | None:
    """The one that can be put back; None where there is none of the last day."""
    row = connection.execute(
        "SELECT content, place, successor FROM quiz_taken WHERE quiz = ? AND at > ?",
        (quiz, (datetime.now(UTC) - _LASTS).isoformat()),
    ).fetchone()
    return Taken(read_set(row[0]).items[0], *row[1:]) if row else None


def forget(connection: Connection, quiz: str) -> None:
    """There is nothing to put back any more."""
    connection.execute("DELETE FROM quiz_taken WHERE quiz = ?", (quiz,))

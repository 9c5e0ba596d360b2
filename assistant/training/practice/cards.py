"""What a device has been asked, as rows of the file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from sqlite3 import Connection

from assistant.training.items import Item
from assistant.training.practice.scheduling import REVIEW, Memory
from assistant.training.stored import item_object, item_of

_NAME = 16  # characters of a name
_DUE = f"(due <= :now OR (state = {REVIEW} AND due < :tomorrow))"
_AMONG = "document IN (SELECT value FROM json_each(:documents))"


@dataclass(frozen=True, slots=True)
class Card:
    """An item that a device was shown; ``was_right`` is the last answer, None before the first."""

    name: str
    item: Item
    memory: Memory | None
    was_right: bool | None


@dataclass(frozen=True, slots=True)
class Progress:
    """Of one document: items answered, how many of them rightly the last time, how many are due."""

    document: str
    seen: int
    right: int
    due: int


def name_of(item: Item) -> str:
    """What an item asks, whatever is offered beside it and wherever its quotes stand now."""
    what = (item.kind, item.question, item.left, [each.quote for each in item.grounds])
    return sha256(repr(what).encode()).hexdigest()[:_NAME]


def written(moment: datetime) -> str:
    """A time as it stands in the file, where they sort as text."""
    return moment.isoformat(timespec="seconds")


def due(connection: Connection, device: int, documents: Sequence[str], now: datetime) -> list[Card]:
    """Some that are due, the longest first, then those that were shown and not answered."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM practice_cards WHERE device = :device AND NOT retired"  # noqa: S608 - constants
        f" AND {_AMONG} AND (reviewed IS NULL OR {_DUE}) ORDER BY due IS NULL, due, name LIMIT 20",
        _values(device, documents, now),
    )
    return [_card(row) for row in rows]


def get(connection: Connection, device: int, name: str) -> Card | None:
    """One of them."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM practice_cards WHERE device = ? AND name = ?",  # noqa: S608 - constants
        (device, name),
    ).fetchone()
    return _card(row) if row else None


def names(connection: Connection, device: int, document: str) -> frozenset[str]:
    """Those of one document, retired ones too."""
    rows = connection.execute(
        "SELECT name FROM practice_cards WHERE device = ? AND document = ?", (device, document)
    )
    return frozenset(name for (name,) in rows)


def wrong(connection: Connection, device: int, number: int) -> list[Item]:
    """What was answered wrongly in that round, and not rightly since."""
    rows = connection.execute(
        "SELECT content FROM practice_cards WHERE device = ? AND round = ? AND NOT was_right"
        " ORDER BY reviewed",
        (device, number),
    )
    return [item_of(json.loads(content)) for (content,) in rows]


def progress(
    connection: Connection, device: int, documents: Sequence[str], now: datetime
) -> list[Progress]:
    """By document, those that anything was answered of."""
    rows = connection.execute(
        "SELECT document, count(*), sum(was_right),"  # noqa: S608 - constants
        f" sum({_DUE}) FROM practice_cards WHERE device = :device AND NOT retired"
        f" AND reviewed IS NOT NULL AND {_AMONG} GROUP BY document",
        _values(device, documents, now),
    )
    return [Progress(*row) for row in rows]


def soonest(connection: Connection, device: int, documents: Sequence[str]) -> datetime | None:
    """When the next comes back."""
    row = connection.execute(
        f"SELECT min(due) FROM practice_cards WHERE device = :device AND NOT retired AND {_AMONG}",  # noqa: S608 - constants
        {"device": device, "documents": json.dumps(list(documents))},
    ).fetchone()
    return datetime.fromisoformat(row[0]) if row[0] else None


def add(connection: Connection, device: int, item: Item) -> None:
    """A new one, or another wording of one that is there: its quotes stand elsewhere now."""
    connection.execute(
        "INSERT INTO practice_cards (device, name, document, content) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET content = excluded.content",
        (device, name_of(item), item.document, json.dumps(item_object(item), ensure_ascii=False)),
    )


def retire(connection: Connection, device: int, name: str) -> None:
    """One that is asked no more."""
    connection.execute(
        "UPDATE practice_cards SET retired = 1 WHERE device = ? AND name = ?", (device, name)
    )


def remember(
    connection: Connection, device: int, name: str, memory: Memory, *, right: bool, number: int
) -> None:
    """What is known after an answer in that round."""
    connection.execute(
        "UPDATE practice_cards SET state = ?, step = ?, stability = ?, difficulty = ?, due = ?,"
        " reviewed = ?, was_right = ?, round = ? WHERE device = ? AND name = ?",
        (
            *(memory.state, memory.step, memory.stability, memory.difficulty),
            *(written(memory.due), written(memory.reviewed), right, number, device, name),
        ),
    )


_COLUMNS = "name, content, was_right, state, step, stability, difficulty, due, reviewed"


def _card(row: Sequence[object]) -> Card:
    name, content, was_right, state, step, stability, difficulty, due, reviewed = row
    memory = None
    if reviewed:
        times = datetime.fromisoformat(str(due)), datetime.fromisoformat(str(reviewed))
        memory = Memory(state, step, stability, difficulty, *times)  # type: ignore[arg-type]
    right = None if was_right is None else bool(was_right)
    return Card(str(name), item_of(json.loads(str(content))), memory, right)


def _values(device: int, documents: Sequence[str], now: datetime) -> dict[str, object]:
    """``tomorrow`` begins when it does where the server stands."""
    local = now.astimezone()
    tomorrow = local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return {
        "device": device,
        "documents": json.dumps(list(documents)),
        "now": written(now),
        "tomorrow": written(tomorrow.astimezone(now.tzinfo)),
    }

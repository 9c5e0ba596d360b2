"""Who practises: devices without an account, and callers of the API."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from sqlite3 import Connection

from assistant.training.practice.streams import SEEDS

ROUND = 10  # items


@dataclass(frozen=True, slots=True)
class Device:
    """One who practises. ``documents`` are those chosen, None for all; ``item`` is the name of
    the card shown, ``given`` what was answered, None before. Of the present round ``asked``
    items were answered, ``correct`` of them rightly."""

    id: int
    seed: int
    documents: tuple[str, ...] | None
    item: str | None
    given: str | None
    round: int
    asked: int
    correct: int

    @property
    def is_done(self) -> bool:
        """Whether the round is over."""
        return self.asked >= ROUND


def holder_of(token: str) -> str:
    """How the holder of a token is called in the file, where the token itself is not kept."""
    return sha256(token.encode()).hexdigest()


def find(connection: Connection, holder: str) -> Device | None:
    """The device of a holder."""
    row = connection.execute(
        "SELECT id, seed, documents, item, given, round, asked, correct FROM practice_devices"
        " WHERE holder = ?",
        (holder,),
    ).fetchone()
    if row is None:
        return None
    number, seed, documents, *rest = row
    return Device(number, seed, tuple(json.loads(documents)) if documents else None, *rest)


def open_round(
    connection: Connection, holder: str, documents: Sequence[str] | None, today: date
) -> None:
    """A new round over these documents; makes the device where there is none."""
    chosen = None if documents is None else json.dumps(list(documents))
    connection.execute(
        "INSERT INTO practice_devices (holder, seed, seen, documents) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (holder) DO UPDATE SET seen = excluded.seen, documents = excluded.documents,"
        " item = NULL, given = NULL, round = round + 1, asked = 0, correct = 0",
        (holder, int(holder_of(holder)[:8], 16) % SEEDS, today.isoformat(), chosen),
    )


def show(connection: Connection, device: Device, name: str | None, today: date) -> None:
    """Has a card shown, or none."""
    connection.execute(
        "UPDATE practice_devices SET item = ?, given = NULL, seen = ? WHERE id = ?",
        (name, today.isoformat(), device.id),
    )


def take(connection: Connection, device: Device, given: str, *, right: bool) -> None:
    """Takes down what was answered to the card shown."""
    connection.execute(
        "UPDATE practice_devices SET given = ?, asked = asked + 1, correct = correct + ?"
        " WHERE id = ?",
        (given, right, device.id),
    )


def remove(connection: Connection, holder: str) -> None:
    """Forgets a holder and all that it practised."""
    connection.execute("DELETE FROM practice_devices WHERE holder = ?", (holder,))


def forget(connection: Connection, before: date) -> int:
    """Forgets those that were not seen since that day; how many."""
    return connection.execute(
        "DELETE FROM practice_devices WHERE seen < ?", (before.isoformat(),)
    ).rowcount

"""Who asked what and when, and on which clauses the answer rested."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self

from assistant.access.database import Database

_WAITING = 10_000  # events that may wait to be written
_TOGETHER = 200
_PATIENCE = 0.5  # seconds after which whatever waits is written


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done; ``at`` is UTC, ``who`` the id of a key, or ``local``."""

    action: str
    who: str
    request: str = ""
    question: str = ""
    status: str = ""
    index_version: str = ""
    clauses: tuple[str, ...] = ()
    elapsed_ms: float = 0.0
    address: str = ""
    at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="milliseconds"))


class Audit:
    """Events are handed to a thread that writes them together, so that no answer waits for the
    disk; a kill loses those of the last half second. Where more than ``_WAITING`` wait, whoever
    brings another one waits too: none is dropped. ``mask`` takes secrets out of what was asked.
    """

    def __init__(self, database: Database, mask: Callable[[str], str]) -> None:
        self._database = database
        self._mask = mask
        self._events: queue.Queue[Event | None] = queue.Queue(_WAITING)
        self._writer = threading.Thread(target=self._write, daemon=True, name="audit")

    def __enter__(self) -> Self:
        self._writer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Writes what still waits."""
        self._events.put(None)
        self._writer.join()

    def log(self, event: Event) -> None:
        """Takes an event down."""
        self._events.put(event)

    def read(
        self,
        *,
        since: str = "",
        until: str = "9999",
        action: str | None = None,
        who: str | None = None,
        limit: int = 100,
    ) -> tuple[Event, ...]:
        """The latest events, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT action, who, request, question, status, index_version, clauses,"
                " elapsed_ms, address, at FROM audit WHERE at >= ? AND at < ?"
                " AND (? IS NULL OR action = ?) AND (? IS NULL OR who = ?)"
                " ORDER BY id DESC LIMIT ?",
                (since, until, action, action, who, who, limit),
            )
            return tuple(_event(row) for row in rows)

    def unanswered(self, limit: int = 100) -> tuple[tuple[str, int], ...]:
        """Questions that nothing was found for, with how often they were asked."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT question, count(*) FROM audit WHERE status = 'not_found'"
                " GROUP BY question ORDER BY count(*) DESC, max(id) DESC LIMIT ?",
                (limit,),
            )
            return tuple((str(question), int(count)) for question, count in rows)

    def forget(self, days: int) -> int:
        """Deletes what is older than so many days; how many events that were."""
        before = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="milliseconds")
        with self._database.writing() as connection:
            connection.execute("UPDATE retention SET before = ?", (before,))
            return connection.execute("DELETE FROM audit WHERE at < ?", (before,)).rowcount

    def _write(self) -> None:
        done = False
        while not done:
            events = list(_together(self._events))
            done = None in events
            rows = [self._row(event) for event in events if event]
            if rows:
                with self._database.writing() as connection:
                    connection.executemany(_INSERT, rows)

    def _row(self, event: Event) -> dict[str, object]:
        asked, cited = self._mask(event.question), json.dumps(event.clauses)
        return asdict(event) | {"question": asked, "clauses": cited}


_INSERT = (
    "INSERT INTO audit (at, request, who, action, question, status, index_version, clauses,"
    " elapsed_ms, address) VALUES (:at, :request, :who, :action, :question, :status,"
    " :index_version, :clauses, :elapsed_ms, :address)"
)


def _together(events: queue.Queue[Event | None]) -> Iterator[Event | None]:
    """The next event and those that come soon after it."""
    yield (event := events.get())
    for _ in range(_TOGETHER):
        if event is None:
            return
        try:
            event = events.get(timeout=_PATIENCE)
        except queue.Empty:
            return
        yield event


def _event(row: Sequence[object]) -> Event:
    action, who, request, question, status, version, clauses, elapsed, address, at = row
    return Event(
        *map(str, (action, who, request, question, status, version)),
        clauses=tuple(json.loads(str(clauses))),
        elapsed_ms=float(str(elapsed)),
        address=str(address),
        at=str(at),
    )

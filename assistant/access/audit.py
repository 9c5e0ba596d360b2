"""Who asked what and when, and on which clauses the answer rested."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Self, TypedDict, Unpack

from assistant.access.database import Database
from assistant.access.writing import Writer

_PAGE = 1000  # events that are read, or forgotten, at once


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done; ``at`` is UTC, ``who`` the id of a key, ``code`` or ``local``.

    ``id`` grows with each that is written, and is None for one that is not.
    """

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
    id: int | None = field(default=None, compare=False)


class Wanted(TypedDict, total=False):
    """Which events: from ``since`` on and before ``until`` (UTC, ISO), of one action, one key."""

    since: str
    until: str
    action: str | None
    who: str | None


class Audit:
    """What was done. From any thread; what is written stays until it is forgotten.

    Events are handed to a thread that writes them together, so that no answer waits for the
    disk; a kill loses those of the last half second. ``mask`` takes secrets out of what was
    asked.
    """

    def __init__(self, database: Database, mask: Callable[[str], str]) -> None:
        self._database = database
        self._writer: Writer[Event] = Writer(database, _INSERT, lambda event: _row(event, mask))

    def __enter__(self) -> Self:
        self._writer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Writes what still waits."""
        self._writer.close()

    def log(self, event: Event) -> None:
        """Takes an event down; waits a moment where very many wait to be written."""
        self._writer.put(event)

    def read(
        self, *, limit: int = 100, before: int | None = None, **wanted: Unpack[Wanted]
    ) -> tuple[Event, ...]:
        """The latest events, newest first; ``before`` is the id of the last one read already."""
        with self._database.reading() as connection:
            given = {"since": "", "until": "9999", "action": None, "who": None, **wanted}
            rows = connection.execute(_SELECT, {**given, "limit": limit, "before": before})
            return tuple(map(_event, rows))

    def lines(self, **wanted: Unpack[Wanted]) -> Iterator[str]:
        """Every event as a line of JSON, newest first."""
        before: int | None = None
        while events := self.read(limit=_PAGE, before=before, **wanted):
            yield from (json.dumps(asdict(event), ensure_ascii=False) for event in events)
            before = events[-1].id

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
        """Deletes what is older than so many days, some at a time so that nothing else waits
        long, and the marks of questions that nothing else tells of; how many events that were."""
        before = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="milliseconds")
        gone, found = 0, _PAGE
        while found == _PAGE:
            with self._database.writing() as connection:
                connection.execute("UPDATE retention SET before = ?", (before,))
                found = connection.execute(_DELETE, (before, _PAGE)).rowcount
                connection.execute("UPDATE retention SET before = ''")
            gone += found
        with self._database.writing() as connection:
            connection.execute(_FORGET_HANDLED, (before,))
        return gone


_INSERT = (
    "INSERT INTO audit (at, request, who, action, question, status, index_version, clauses,"
    " elapsed_ms, address) VALUES (:at, :request, :who, :action, :question, :status,"
    " :index_version, :clauses, :elapsed_ms, :address)"
)
_SELECT = (
    "SELECT action, who, request, question, status, index_version, clauses, elapsed_ms, address,"
    " at, id FROM audit WHERE at >= :since AND at < :until"
    " AND (:action IS NULL OR action = :action) AND (:who IS NULL OR who = :who)"
    " AND (:before IS NULL OR id < :before) ORDER BY id DESC LIMIT :limit"
)
_DELETE = "DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE at < ? LIMIT ?)"
_FORGET_HANDLED = (
    "DELETE FROM handled WHERE until < ? AND question NOT IN (SELECT question FROM feedback)"
)


def _row(event: Event, mask: Callable[[str], str]) -> dict[str, str | float]:
    told = asdict(event) | {"question": mask(event.question), "clauses": json.dumps(event.clauses)}
    texts = {name: _storable(told[name]) for name in told if name not in ("elapsed_ms", "id")}
    return {**texts, "elapsed_ms": float(event.elapsed_ms)}


def _storable(text: str) -> str:
    """Half a character, which a client may send, cannot be stored."""
    return text.encode("utf-8", "replace").decode()


def _event(row: Sequence[Any]) -> Event:
    action, who, request, question, status, version, clauses, elapsed_ms, *rest = row
    cited = tuple(json.loads(clauses))
    return Event(action, who, request, question, status, version, cited, elapsed_ms, *rest)

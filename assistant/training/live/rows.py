"""Sessions as rows of the file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from sqlite3 import Connection
from typing import Any

from assistant.errors import NotThere
from assistant.training.live.session import Session

COLUMNS = (
    "id, code, title, who, pace, arranged, seconds, items, documents, phase, position, bell,"
    " remaining, stopped, version, created, closed, called, locked, factors, allowed"
)
SELECT = f"SELECT {COLUMNS} FROM live_sessions"  # noqa: S608 - a constant


def found(connection: Connection, name: str) -> Session:
    """The session of an id. Raises NotThere."""
    row = connection.execute(f"{SELECT} WHERE id = ?", (name,)).fetchone()
    if row is None:
        raise missing(name)
    return session_of(row)


def missing(name: str) -> NotThere:
    """What is told of a session that is not there."""
    return NotThere(f"没有 {name!r:.40} 这一场。", "在“现场”里看有哪些。")


def session_of(row: Sequence[Any]) -> Session:
    """The session of a row of COLUMNS."""
    called, locked, factors, allowed = row[17:21]
    values = [*row[:8], tuple(json.loads(row[8])), *row[9:17]]
    values += [called, bool(locked), tuple(json.loads(factors)), allowed]
    return Session(*values)


def row_of(session: Session) -> tuple[Any, ...]:
    """The values of COLUMNS."""
    s = session
    return (
        *(s.id, s.code, s.title, s.who, s.pace, s.order, s.seconds, s.items),
        json.dumps(s.documents),
        *(s.phase, s.position, s.bell, s.remaining, s.stopped, s.version, s.created, s.closed),
        *(s.called, s.is_locked, json.dumps(s.factors), s.allowed),
    )

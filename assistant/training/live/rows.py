"""Sessions as rows of the file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from assistant.training.live.session import Session

COLUMNS = (
    "id, code, title, who, pace, arranged, seconds, items, documents, phase, position, bell,"
    " remaining, stopped, version, created, closed"
)


def session_of(row: Sequence[Any]) -> Session:
    """The session of a row of COLUMNS."""
    values = [*row[:8], tuple(json.loads(row[8])), *row[9:17]]
    return Session(*values)


def row_of(session: Session) -> tuple[Any, ...]:
    """The values of COLUMNS."""
    s = session
    return (
        *(s.id, s.code, s.title, s.who, s.pace, s.order, s.seconds, s.items),
        json.dumps(s.documents),
        *(s.phase, s.position, s.bell, s.remaining, s.stopped, s.version, s.created, s.closed),
    )

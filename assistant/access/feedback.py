"""What people say of the answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from assistant.access.database import Database
from assistant.access.redact import redact


@dataclass(frozen=True, slots=True)
class Opinion:
    """Whether an answer was of use to someone, and why; ``at`` is UTC, ``clauses`` are the ids
    of those that the answer cited."""

    answer: str
    helpful: bool
    question: str = ""
    reason: str = ""
    who: str = ""
    at: str = ""
    index_version: str = ""
    clauses: tuple[str, ...] = ()


class Feedback:
    """Opinions, kept as they come. From any thread. ``mask`` takes secrets out of what was
    asked and of the reason."""

    def __init__(self, database: Database, mask: Callable[[str], str] = redact) -> None:
        self._database = database
        self._mask = mask

    def add(self, opinion: Opinion) -> None:
        """Takes one down, with the time."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO feedback (at, answer, question, helpful, reason, who,"
                " index_version, clauses) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(now, opinion.answer, self._mask(opinion.question)),
                    *(opinion.helpful, self._mask(opinion.reason), opinion.who),
                    *(opinion.index_version, json.dumps(opinion.clauses)),
                ),
            )

    def read(
        self, *, since: str = "", helpful: bool | None = None, limit: int = 100
    ) -> tuple[Opinion, ...]:
        """The latest opinions, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT answer, helpful, question, reason, who, at, index_version, clauses"
                " FROM feedback WHERE at >= ? AND (? IS NULL OR helpful = ?)"
                " ORDER BY id DESC LIMIT ?",
                (since, helpful, helpful, limit),
            )
            return tuple(map(_opinion, rows))


def _opinion(row: Sequence[Any]) -> Opinion:
    answer, helpful, question, reason, who, at, version, clauses = row
    cited = tuple(json.loads(clauses))
    return Opinion(answer, bool(helpful), question, reason, who, at, version, cited)

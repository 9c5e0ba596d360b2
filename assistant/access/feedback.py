"""What people say of the answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.access.database import Database


@dataclass(frozen=True, slots=True)
class Opinion:
    """Whether an answer was of use to someone, and why; ``at`` is UTC."""

    answer: str
    helpful: bool
    question: str = ""
    reason: str = ""
    who: str = ""
    at: str = ""


class Feedback:
    """Opinions, kept as they come. From any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, opinion: Opinion) -> None:
        """Takes one down, with the time."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO feedback (at, answer, question, helpful, reason, who)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    *(now, opinion.answer, opinion.question),
                    *(opinion.helpful, opinion.reason, opinion.who),
                ),
            )

    def read(self, *, helpful: bool | None = None, limit: int = 100) -> tuple[Opinion, ...]:
        """The latest opinions, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT answer, helpful, question, reason, who, at FROM feedback"
                " WHERE ? IS NULL OR helpful = ? ORDER BY id DESC LIMIT ?",
                (helpful, helpful, limit),
            )
            return tuple(
                Opinion(answer, bool(useful), question, reason, who, at)
                for answer, useful, question, reason, who, at in rows
            )

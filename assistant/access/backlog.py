"""Questions that someone has to look at: nothing was found, or the answer was of no use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from assistant.access.database import Database
from assistant.errors import NotThere

Order = Literal["latest", "often"]
_REASONS = 10


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question as it was asked, secrets masked; it is empty where opinions came without one.

    ``unanswered`` is how often nothing was found for it, ``unhelpful`` how often the answer
    was said to be of no use, ``last`` when either happened last (UTC, ISO).
    """

    question: str
    unanswered: int
    unhelpful: int
    last: str


class Backlog:
    """What of the records calls for someone. From any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(
        self, *, order: Order = "latest", handled: bool = False, limit: int = 100, offset: int = 0
    ) -> tuple[OpenQuestion, ...]:
        """Questions that wait, or those that are ``handled``, from the ``offset``-th on; a
        question that is asked again after that waits again."""
        wanted = {"handled": handled, "limit": limit, "offset": offset, "question": None}
        with self._database.reading() as connection:
            rows = connection.execute(_SELECT.format(order=_ORDERS[order]), wanted)
            return tuple(OpenQuestion(*row) for row in rows)

    def find(self, question: str, *, handled: bool = False) -> OpenQuestion:
        """One of those that ``read`` gives. Raises NotThere."""
        wanted = {"handled": handled, "limit": 1, "offset": 0, "question": question}
        with self._database.reading() as connection:
            row = connection.execute(_SELECT.format(order=_ORDERS["latest"]), wanted).fetchone()
        if row is None:
            raise NotThere("这个问题已经不在待办里了。", "可能别人刚处理过，请刷新待办。")
        return OpenQuestion(*row)

    def count(self, *, handled: bool = False) -> int:
        """How many questions wait, or are ``handled``."""
        with self._database.reading() as connection:
            (found,) = connection.execute(_COUNT, {"handled": handled, "question": None}).fetchone()
            return int(found)

    def reasons(self, question: str) -> tuple[str, ...]:
        """Why answers to it were of no use, the latest first, each once."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT reason FROM feedback WHERE NOT helpful AND question = ? AND reason != ''"
                " GROUP BY reason ORDER BY max(id) DESC LIMIT ?",
                (question, _REASONS),
            )
            return tuple(str(reason) for (reason,) in rows)

    def settle(self, seen: OpenQuestion, who: str) -> None:
        """Marks as handled what was seen of a question; what came since then still waits."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO handled (question, until, at, who) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (question) DO UPDATE SET until = max(until, excluded.until),"
                " at = excluded.at, who = excluded.who",
                (seen.question, seen.last, now, who),
            )

    def reopen(self, question: str) -> None:
        """Takes the mark away."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM handled WHERE question = ?", (question,))


# Both halves are narrowed to the question, so that each is looked up in its index.
_FROM = (
    " FROM (SELECT question, at AS happened, 1 AS unanswered, 0 AS unhelpful FROM audit"
    " WHERE status = 'not_found' AND (:question IS NULL OR question = :question)"
    " UNION ALL SELECT question, at, 0, 1 FROM feedback"
    " WHERE NOT helpful AND (:question IS NULL OR question = :question))"
    " LEFT JOIN handled USING (question)"
    " WHERE (handled.until IS NOT NULL AND happened <= handled.until) = :handled"
)
_SELECT = (
    f"SELECT question, sum(unanswered), sum(unhelpful), max(happened){_FROM}"
    " GROUP BY question ORDER BY {order} LIMIT :limit OFFSET :offset"
)
_COUNT = f"SELECT count(DISTINCT question){_FROM}"
_ORDERS: dict[Order, str] = {
    "latest": "max(happened) DESC, question",
    "often": "sum(unanswered + unhelpful) DESC, max(happened) DESC, question",
}

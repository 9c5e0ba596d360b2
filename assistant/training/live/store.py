"""Live sessions in the file, with those who joined them and what they answered."""

from __future__ import annotations

import secrets
import sqlite3
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from random import Random
from typing import TypedDict

from assistant.errors import BadRequest, Conflict
from assistant.training.database import TrainingDatabase
from assistant.training.live import people
from assistant.training.live.answering import Answer, answer_of
from assistant.training.live.joining import Player, hash_of, name_of, new_code
from assistant.training.live.rows import COLUMNS, SELECT, found, missing, row_of, session_of
from assistant.training.live.session import FACTORS, Order, Pace, Session, check_seconds
from assistant.training.live.snapshot import Question, as_json, read

Step = Callable[[Session, float], Session]
MOST_ITEMS = 200
_BYTES = 6  # of chance in an id
_TRIES = 50
_MARKS = ", ".join("?" * (COLUMNS.count(",") + 2))
_INSERT = f"INSERT INTO live_sessions ({COLUMNS}, seen) VALUES ({_MARKS})"  # noqa: S608


class Terms(TypedDict):
    """How a session is held."""

    title: str
    pace: Pace
    order: Order
    seconds: int


class LiveSessions:
    """Sessions in the file. From any thread; ``clock`` gives seconds since 1970."""

    def __init__(self, database: TrainingDatabase, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self.clock = clock

    def open(self, questions: Sequence[Question], terms: Terms, who: str) -> Session:
        """A new session, in the lobby. Raises BadRequest."""
        check_seconds(terms["pace"], terms["seconds"])
        if not 0 < len(questions) <= MOST_ITEMS:
            raise BadRequest(
                f"不能用 {len(questions)} 道题开一场。", f"请给 1 到 {MOST_ITEMS} 道题。"
            )
        if terms["order"] == "each" and terms["pace"] != "phone":
            raise BadRequest("大家一起答的时候，题目的顺序要一样。", "请选“原来的”或“打乱”。")
        name = secrets.token_hex(_BYTES)
        asked = list(questions)
        if terms["order"] == "shuffled":
            Random(name).shuffle(asked)  # noqa: S311 - an order, no secret
        documents = dict.fromkeys(p.document for each in asked for p in each.passages)
        with self._database.writing() as connection:
            session = Session(
                id=name,
                code=_free_code(connection),
                who=who,
                items=len(asked),
                documents=tuple(documents),
                created=_utc(self.clock()),
                factors=_factors(asked) if terms["pace"] == "trainer" else (),
                **terms,
            )
            connection.execute(_INSERT, (*row_of(session), self.clock()))
            connection.execute("INSERT INTO live_contents VALUES (?, ?)", (name, as_json(asked)))
        return session

    def all(self) -> tuple[Session, ...]:
        """Every session, the newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(f"{SELECT} ORDER BY created DESC, id").fetchall()
        return tuple(map(session_of, rows))

    def get(self, name: str) -> Session:
        """One session. Raises NotThere."""
        with self._database.reading() as connection:
            return found(connection, name)

    def called(self, code: str) -> str | None:
        """The id of the session with a code, None where there is none."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT id FROM live_sessions WHERE code = ?", (code,)
            ).fetchone()
        return None if row is None else str(row[0])

    def questions(self, name: str) -> tuple[Question, ...]:
        """What a session asks, in its order. Raises NotThere."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT content FROM live_contents WHERE session = ?", (name,)
            ).fetchone()
        if row is None:
            raise missing(name)
        return read(row[0])

    def players(self, name: str) -> tuple[tuple[Player, str], ...]:
        """Who joined and was not removed, in order, each with the hash of its token."""
        with self._database.reading() as connection:
            return people.joined(connection, name)

    def removed(self, name: str) -> frozenset[str]:
        """The hashes of the tokens of those who were removed."""
        with self._database.reading() as connection:
            return people.removed(connection, name)

    def answers(self, name: str) -> tuple[Answer, ...]:
        """Every answer of a session, as they came."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT player, item, given, is_right, at, took FROM live_answers"
                " WHERE session = ? ORDER BY at, player",
                (name,),
            ).fetchall()
        return tuple(map(answer_of, rows))

    def counts(self) -> dict[str, int]:
        """How many joined each session."""
        with self._database.reading() as connection:
            return people.counts(connection)

    def change(self, name: str, step: Step, version: int | None = None) -> Session:
        """The session after a step. ``version`` is what whoever asks for it has seen: where it
        has gone on since, nothing is done. Raises Conflict, NotThere, and what the step does."""
        with self._database.writing() as connection:
            now = self.clock()
            session = found(connection, name).rung(now)
            if version is not None and version != session.version:
                raise Conflict("这一场已经往下走了一步，没有再动。", "请看现在到了哪一步。")
            return self._keep(connection, step(session, now), now)

    def delete(self, name: str) -> None:
        """Takes a session away, with all that was answered. Raises NotThere."""
        with self._database.writing() as connection:
            if not connection.execute("DELETE FROM live_sessions WHERE id = ?", (name,)).rowcount:
                raise missing(name)

    def joining(self, name: str, called: str, token: str) -> Callable[..., Player]:
        """The change by which a player joins. Raises BadRequest for a name that cannot be;
        the change raises Conflict and NotThere."""
        shown = name_of(called)

        def change(connection: sqlite3.Connection) -> Player:
            session = found(connection, name)
            return people.join(connection, session, shown, hash_of(token), _utc(self.clock()))

        return change

    def remove(self, name: str, player: int) -> Session:
        """The session without one who joined: the answers and the name are gone, and what is
        left is that this phone was removed. Raises NotThere."""
        with self._database.writing() as connection:
            session = found(connection, name)
            people.remove(connection, name, player)
            return self._keep(connection, session.touched(), self.clock())

    def seen(self) -> None:
        """Notes that the service is at work while items are open."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE live_sessions SET seen = ? WHERE phase = 'open' AND remaining IS NULL",
                (self.clock(),),
            )

    def go_on(self) -> None:
        """Gives back the time that the service was away."""
        now = self.clock()
        with self._database.writing() as connection:
            rows = connection.execute(
                f"SELECT {COLUMNS}, seen FROM live_sessions WHERE phase = 'open'"  # noqa: S608
            ).fetchall()
            for row in rows:
                self._keep(connection, session_of(row).after_outage(row[-1], now), now)

    def _keep(self, connection: sqlite3.Connection, session: Session, now: float) -> Session:
        closed = session.closed
        if session.phase == "closed" and closed is None:
            closed = _utc(now)
        connection.execute(
            "UPDATE live_sessions SET phase = ?, position = ?, bell = ?, remaining = ?,"
            " stopped = ?, version = ?, closed = ?, called = ?, locked = ?, allowed = ?, seen = ?"
            " WHERE id = ?",
            (
                *(session.phase, session.position, session.bell, session.remaining),
                *(session.stopped, session.version, closed, session.called, session.is_locked),
                *(session.allowed, now, session.id),
            ),
        )
        return found(connection, session.id)


def _factors(asked: Sequence[Question]) -> tuple[float, ...]:
    return tuple(FACTORS.get(each.item.kind, 1.0) for each in asked)


def _free_code(connection: sqlite3.Connection) -> str:
    for _ in range(_TRIES):
        code = new_code()
        if not connection.execute("SELECT 1 FROM live_sessions WHERE code = ?", (code,)).fetchone():
            return code
    raise Conflict("号码快用完了。", "请先删去不要的场次。")


def _utc(now: float) -> str:
    return datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds")

"""Answers of phones: each in a transaction of its own, many at once on the disk."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from sqlite3 import Connection
from threading import Thread
from types import TracebackType
from typing import Any, Self, TypeVar

from assistant.errors import BadRequest, Conflict, Forbidden, NotThere
from assistant.training.database import TrainingDatabase
from assistant.training.items import FALSE, LETTERS, TRUE, Item
from assistant.training.live.joining import Player
from assistant.training.live.rows import COLUMNS, session_of
from assistant.training.pairs import GAP

T = TypeVar("T")
REMOVED = Forbidden("老师已把您移出这一场。", "有疑问，请问培训老师。")
LONGEST_ANSWER = 60  # characters of a blank that is filled in
_MOST_AT_ONCE = 128


@dataclass(frozen=True, slots=True)
class Answer:
    """What a player answered; ``at`` is when it was received, ``took`` the seconds since the
    time of the item began, or of all where phones set the pace."""

    player: int
    item: int
    given: str
    is_right: bool
    at: float
    took: float


def answer_of(row: Sequence[Any]) -> Answer:
    """The answer of a row: its fields in order."""
    player, item, given, right, at, took = row
    return Answer(player, item, given, bool(right), at, took)


def as_given(item: Item, typed: str) -> str:
    """An answer as it is kept. Of a matching item some pairs may be left out, each by a GAP, as
    phones do at the bell. Raises BadRequest for an answer that the item cannot have."""
    typed = " ".join(typed.split())
    if not typed:
        raise BadRequest("还没有作答。", "选好或填好再交。")
    if item.kind == "fill":
        if len(typed) > LONGEST_ANSWER:
            raise BadRequest("填得太长。", f"最多 {LONGEST_ANSWER} 个字。")
        return typed
    if item.kind == "judge":
        if typed not in (TRUE, FALSE):
            raise BadRequest("这个答案不在选项里。", "请选“对”或“错”。")
        return typed
    letters = re.sub(r"[\s,，]", "", typed)
    offered = set(LETTERS[: len(item.options)])
    known = set(letters) <= offered
    if item.kind == "match":
        some = not offered.isdisjoint(letters) and set(letters) <= {*offered, GAP}
        if not some or len(letters) != len(item.left):
            raise BadRequest("还没有全部连好。", "给左边每一项各选一个。")
        return letters
    one = item.kind != "multiple"
    if not known or len(set(letters)) != len(letters) or (one and len(letters) != 1):
        raise BadRequest("这个答案不在选项里。", "请重新选。")
    return "".join(sorted(letters))


def taken_down(
    player: Player, item: int, given: str, received: float, *, is_right: bool
) -> Callable[[Connection], Answer]:
    """The change that takes an answer down, if the session as it stands then takes it. The first
    answer counts: the same again comes to the same. Raises Late, Conflict, NotThere and REMOVED."""

    def change(connection: Connection) -> Answer:
        row = connection.execute(
            f"SELECT {COLUMNS} FROM live_sessions WHERE id = ?",  # noqa: S608 - a constant
            (player.session,),
        ).fetchone()
        if row is None:
            raise NotThere("这一场已经删除。", "请问培训老师。")
        if not connection.execute(
            "SELECT 1 FROM live_players WHERE session = ? AND id = ? AND NOT removed",
            (player.session, player.id),
        ).fetchone():
            raise REMOVED
        known = connection.execute(
            "SELECT given, is_right, at, took FROM live_answers"
            " WHERE session = ? AND player = ? AND item = ?",
            (player.session, player.id, item),
        ).fetchone()
        if known is not None:
            if known[0] != given:
                raise Conflict("这一题已经交过，以第一次交的为准。", "请等下一题。")
            return answer_of((player.id, item, *known))
        session = session_of(row)
        session.check_takes(item, received)
        answer = Answer(player.id, item, given, is_right, received, session.took(received))
        connection.execute(
            "INSERT INTO live_answers VALUES (?, ?, ?, ?, ?, ?, ?)",
            (player.session, player.id, item, given, is_right, received, answer.took),
        )
        return answer

    return change


class Desk:
    """Takes changes from any thread, and makes whatever waits at once, so that a room that
    answers in one breath waits for the disk a few times, not hundreds."""

    def __init__(self, database: TrainingDatabase) -> None:
        self._database = database
        self._waiting: SimpleQueue[tuple[Callable[[Connection], Any], Future[Any]] | None]
        self._waiting = SimpleQueue()
        self._thread = Thread(target=self._work, name="answers", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._waiting.put(None)
        self._thread.join()

    def hand_in(self, change: Callable[[Connection], T]) -> Future[T]:
        """What comes of a change, once it is on the disk."""
        future: Future[T] = Future()
        self._waiting.put((change, future))
        return future

    def _work(self) -> None:
        while (first := self._waiting.get()) is not None:
            batch, ends = [first], False
            while len(batch) < _MOST_AT_ONCE and not ends:
                try:
                    after = self._waiting.get_nowait()
                except Empty:
                    break
                if after is None:
                    ends = True
                else:
                    batch.append(after)
            self._make(batch)
            if ends:
                return

    def _make(self, batch: list[tuple[Callable[[Connection], Any], Future[Any]]]) -> None:
        batch = [each for each in batch if each[1].set_running_or_notify_cancel()]
        try:
            outcomes = self._database.each([change for change, _ in batch])
        except Exception as error:  # whoever waits is told
            outcomes = [error] * len(batch)
        for (_, future), outcome in zip(batch, outcomes, strict=True):
            if isinstance(outcome, Exception):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)

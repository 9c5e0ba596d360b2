"""The sessions that are going on: they are opened, joined and answered, and their bells ring.

Everything here belongs to the one event loop of the service. What is in memory is what is in
the file: it changes once a change is on the disk.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

from anyio.to_thread import run_sync

from assistant.access.rate import Limiter
from assistant.errors import NotThere, YoujuError
from assistant.training.database import TrainingDatabase
from assistant.training.grading import is_right
from assistant.training.live.answering import Answer, Desk, as_given, taken_down
from assistant.training.live.joining import Player, hash_of, new_token
from assistant.training.live.revealing import revealed
from assistant.training.live.room import Room
from assistant.training.live.session import Session
from assistant.training.live.snapshot import Question
from assistant.training.live.store import LiveSessions, Step, Terms

T = TypeVar("T")
_GUESSES = 60, 60  # wrong codes a minute and at once, of one address
_REQUESTS = 120, 60  # requests a minute and at once, of one phone
_SEEN_EVERY = 2.0  # seconds
_KEPT = 32  # sessions in memory, those left alone forgotten first
_AGAIN = 1.0  # seconds until a bell that could not be written is tried again
_log = logging.getLogger(__name__)


class Rooms:
    """Opens, joins, steps and closes sessions, and rings their bells. ``guesses`` and
    ``requests`` limit wrong codes by address, and whatever else by phone."""

    def __init__(self, database: TrainingDatabase, clock: Callable[[], float] = time.time) -> None:
        self.store = LiveSessions(database, clock)
        self.guesses, self.requests = Limiter(*_GUESSES), Limiter(*_REQUESTS)
        self._desk = Desk(database)
        self._rooms: dict[str, Room] = {}
        self._loading = asyncio.Lock()
        self._tasks: set[asyncio.Task[Any]] = set()

    async def __aenter__(self) -> Self:
        self._desk.__enter__()
        await run_sync(self.store.go_on)
        there = [session for session in await run_sync(self.store.all) if not session.closed]
        for session in there[:_KEPT]:
            await self.room(session.id)
        self._start(self._note())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for room in self._rooms.values():
            if room.timer:
                room.timer.cancel()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await run_sync(self._desk.__exit__, None, None, None)

    def now(self) -> float:
        """Seconds since 1970, by the clock that bells follow."""
        return self.store.clock()

    async def open(self, questions: Sequence[Question], terms: Terms, who: str) -> Room:
        """A new session, in the lobby. Raises BadRequest."""
        session = await run_sync(self.store.open, questions, terms, who)
        return await self.room(session.id)

    async def room(self, name: str) -> Room:
        """The room of a session. Raises NotThere."""
        if (known := self._rooms.get(name)) is not None:
            return known
        async with self._loading:
            if name not in self._rooms:
                room = await run_sync(self._loaded, name)
                self._forget_some()
                self._rooms[name] = room
                self._set_timer(room)
            return self._rooms[name]

    async def called(self, code: str) -> Room | None:
        """The room with a code, None where there is none."""
        for room in self._rooms.values():
            if room.session.code == code:
                return room  # at once: whoever comes next finds things as they were
        name = await run_sync(self.store.called, code)
        return None if name is None else await self.room(name)

    async def change(self, room: Room, step: Step, version: int | None = None) -> Session:
        """Takes a step, see LiveSessions.change."""

        async def changed() -> Session:
            room.became(await run_sync(self.store.change, room.session.id, step, version))
            self._set_timer(room)
            return room.session

        return await self._whole(changed())

    async def onward(self, room: Room, version: int | None = None) -> Session:
        """Takes the next step; phones that have not answered have notice of the end."""
        step = Session.advanced if room.is_complete else Session.called_in
        return await self.change(room, step, version)

    async def reveal(self, room: Room, version: int | None = None) -> Session:
        """Ends the item and shows its key, if nobody has still to answer; else the next step."""
        if not room.is_complete:
            return await self.onward(room, version)
        return await self.change(room, revealed, version)

    async def remove(self, room: Room, player: int) -> None:
        """Takes one who joined out of a session, with all answers. Raises NotThere."""

        async def removed() -> None:
            room.without(player, await run_sync(self.store.remove, room.session.id, player))

        await self._whole(removed())

    async def delete(self, room: Room) -> None:
        """Takes a session away, with all that was answered. Raises NotThere."""

        async def deleted() -> None:
            await run_sync(self.store.delete, room.session.id)
            self._rooms.pop(room.session.id, None)
            room.is_gone = True
            if room.timer:
                room.timer.cancel()
            room.changed.give()
            room.stirred.give()

        await self._whole(deleted())

    async def join(self, room: Room, called: str) -> tuple[Player, str]:
        """A new player with the token of its phone. Raises BadRequest, Conflict, NotThere."""
        token = new_token()
        change = self.store.joining(room.session.id, called, token)

        async def joined() -> Player:
            player = await asyncio.wrap_future(self._desk.hand_in(change))
            room.players[player.id] = room.phones[hash_of(token)] = player
            room.stirred.give()
            return player

        return await self._whole(joined()), token

    async def answer(
        self, room: Room, player: Player, item: int, typed: str, received: float
    ) -> Answer:
        """Takes an answer down that came at ``received``. Raises Late, Conflict, BadRequest,
        NotThere."""
        if not 0 <= item < room.session.items:
            raise NotThere("没有这一题。", "请刷新这一页。")
        asked = room.questions[item].item
        given = as_given(asked, typed)
        right = is_right(asked, given)
        change = taken_down(player, item, given, received, is_right=right)

        async def answered() -> Answer:
            answer = await asyncio.wrap_future(self._desk.hand_in(change))
            own = room.answers.setdefault(player.id, {}) if player.id in room.players else {}
            if item not in own and player.id in room.players:
                own[item] = answer
                room.answered[item] += 1
                room.stirred.give()
            return answer

        return await self._whole(answered())

    def _loaded(self, name: str) -> Room:
        session = self.store.get(name)
        joined = self.store.players(name)
        answers: dict[int, dict[int, Answer]] = {}
        for answer in self.store.answers(name):
            answers.setdefault(answer.player, {})[answer.item] = answer
        return Room(
            session=session,
            questions=self.store.questions(name),
            players={player.id: player for player, _ in joined},
            phones={known: player for player, known in joined},
            answers=answers,
            answered=Counter(item for own in answers.values() for item in own),
            removed=set(self.store.removed(name)),
        )

    def _forget_some(self) -> None:
        idle = [
            name
            for name, room in self._rooms.items()
            if not room.watchers and room.session.phase != "open"
        ]
        for name in idle[: max(0, len(self._rooms) - _KEPT + 1)]:
            del self._rooms[name]

    def _set_timer(self, room: Room) -> None:
        if room.timer:
            room.timer.cancel()
            room.timer = None
        left = room.session.left(self.now())
        if left is not None and not room.session.is_paused:
            self._set(room, left)

    def _set(self, room: Room, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        room.timer = loop.call_later(seconds, lambda: self._start(self._ring(room)))

    async def _ring(self, room: Room) -> None:
        """Ends what is open; the step itself looks whether the bell has gone."""
        try:
            await self.change(room, Session.rung)
        except NotThere:
            return
        except YoujuError as error:
            _log.warning("到时间了，但没有记下：%s", error.message)
            self._set(room, _AGAIN)

    async def _note(self) -> None:
        """Notes again and again that the service is at work, see ``Session.after_outage``."""
        while True:
            await asyncio.sleep(_SEEN_EVERY)
            sessions = [room.session for room in self._rooms.values()]
            if any(s.phase == "open" and not s.is_paused for s in sessions):
                try:
                    await run_sync(self.store.seen)
                except YoujuError as error:
                    _log.warning("没有记下正在答题：%s", error.message)

    async def _whole(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of work that goes on to its end, even where nobody waits for it any more:
        what is on the disk has to be in memory."""
        return await asyncio.shield(self._start(work))

    def _start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

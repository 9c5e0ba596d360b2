"""Sessions in memory: what is there is what is in the file, and the bell rings by itself."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from assistant.errors import Conflict, NotThere
from assistant.training.database import TrainingDatabase
from assistant.training.items import Wanted
from assistant.training.live.room import Room
from assistant.training.live.rooms import Rooms
from assistant.training.live.session import Session
from assistant.training.live.snapshot import Question, snapshot
from assistant.training.making import make
from assistant.training.material import Material

TERMS = {"title": "一场", "pace": "trainer", "order": "made", "seconds": 20}


class Clock:
    """The time of this machine, with whatever is added."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@pytest.fixture(scope="session")
def questions(invented: Material) -> tuple[Question, ...]:
    return snapshot(make(invented, Wanted(), 4, 3).set.items, invented)


@asynccontextmanager
async def opened(folder: Path, clock: Callable[[], float]) -> AsyncIterator[Rooms]:
    with TrainingDatabase(folder) as database:
        async with Rooms(database, clock) as rooms:
            yield rooms


def run(work: Awaitable[None]) -> None:
    async def limited() -> None:
        await asyncio.wait_for(work, 20)

    asyncio.run(limited())


async def soon(room: Room, phase: str) -> None:
    while room.session.phase != phase:
        coming = room.changed.coming()
        if room.session.phase != phase:
            await asyncio.wait_for(coming.wait(), 5)


def test_the_bell_wakes_whoever_waits(tmp_path: Path, questions) -> None:
    async def work() -> None:
        clock = Clock()
        async with opened(tmp_path, clock) as rooms:
            room = await rooms.open(questions, TERMS, "x")
            await rooms.change(room, Session.advanced)
            clock.ahead += 19.7
            await rooms.change(room, Session.paused)
            await asyncio.sleep(0.4)
            assert room.session.is_paused
            await rooms.change(room, Session.resumed)
            await soon(room, "counted")
            assert room.session == rooms.store.get(room.session.id)

    run(work())


def test_a_restart_finds_everything(tmp_path: Path, questions) -> None:
    async def work() -> None:
        clock = Clock()
        async with opened(tmp_path, clock) as rooms:
            room = await rooms.open(questions, TERMS, "x")
            name = room.session.id
            joined = [await rooms.join(room, called) for called in ("王芳", "李强")]
            await rooms.change(room, Session.advanced)
            await rooms.answer(room, joined[0][0], 0, "5", clock())
            before = room.all_answers()
        clock.ahead += 100  # the service is away
        async with opened(tmp_path, clock) as rooms:
            room = await rooms.room(name)
            assert room.all_answers() == before
            assert [room.phone(token) for _, token in joined] == [who for who, _ in joined]
            assert room.session.phase == "open"
            assert room.session.left(clock()) == pytest.approx(20, abs=1)
            player = joined[1][0]
            await rooms.answer(room, player, 0, "6", clock())
            assert rooms.store.answers(name) == room.all_answers()
            assert (room.answered[0], room.tally(0).answered) == (2, 2)
            with pytest.raises(NotThere):
                await rooms.answer(room, player, 99, "6", clock())

    run(work())


def test_phones_have_notice_unless_all_have_answered(tmp_path: Path, questions) -> None:
    async def work() -> None:
        clock = Clock()
        async with opened(tmp_path, clock) as rooms:
            room = await rooms.open(questions, TERMS, "x")
            one, two = [(await rooms.join(room, name))[0] for name in ("王芳", "李强")]
            await rooms.onward(room)
            await rooms.answer(room, one, 0, "5", clock())
            assert not room.is_complete
            called = await rooms.onward(room, room.session.version)
            assert (called.phase, called.called is not None) == ("open", True)
            clock.ahead += 3.0
            await rooms.answer(room, two, 0, "6", clock())  # as its count ran out
            clock.ahead += 0.7
            await soon(room, "counted")  # by the bell alone
            assert room.tally(0).answered == 2
            await rooms.onward(room)
            await rooms.onward(room)
            await rooms.answer(room, one, 1, "A", clock())
            await rooms.remove(room, two.id)
            assert room.is_complete
            assert (await rooms.onward(room)).phase == "counted"

    run(work())


def test_who_is_removed_counts_no_more(tmp_path: Path, questions) -> None:
    async def work() -> None:
        async with opened(tmp_path, time.time) as rooms:
            room = await rooms.open(questions, TERMS, "x")
            (one, token), (two, _) = [await rooms.join(room, name) for name in ("王芳", "李强")]
            await rooms.change(room, Session.advanced)
            for player in (one, two):
                await rooms.answer(room, player, 0, "5", time.time())
            await rooms.change(room, Session.advanced)
            assert room.results().tallies[0].asked == 2
            coming = room.changed.coming()
            await rooms.remove(room, one.id)
            await asyncio.wait_for(coming.wait(), 5)
            found = room.results()
            assert [score.player.name for score in found.scores] == ["李强"]
            told = found.tallies[0]
            assert (told.asked, told.answered, room.answered[0], found.asked) == (1, 1, 1, 1)
            assert room.phone(token) is None and room.has_removed(token)
            with pytest.raises(NotThere):
                await rooms.remove(room, one.id)
            name = room.session.id
        async with opened(tmp_path, time.time) as rooms:
            again = await rooms.room(name)
            assert again.phone(token) is None and again.has_removed(token)
            assert again.results().answers == found.answers

    run(work())


def test_whoever_watches_hears_that_it_is_gone(tmp_path: Path, questions) -> None:
    async def work() -> None:
        async with opened(tmp_path, time.time) as rooms:
            room = await rooms.open(questions, TERMS, "x")
            coming = room.changed.coming()
            await rooms.delete(room)
            await asyncio.wait_for(coming.wait(), 5)
            assert room.is_gone
            assert await rooms.called(room.session.code) is None
            with pytest.raises(NotThere):
                await rooms.room(room.session.id)

    run(work())


def test_only_what_is_left_alone_is_forgotten(tmp_path: Path, questions) -> None:
    async def work() -> None:
        async with opened(tmp_path, time.time) as rooms:
            first = await rooms.open(questions, TERMS, "x")
            second = await rooms.open(questions, TERMS, "x")
            with first.watched():
                for _ in range(40):
                    await rooms.open(questions, TERMS, "x")
                assert await rooms.room(first.session.id) is first
                again = await rooms.room(second.session.id)
                assert again is not second
                assert again.session == second.session

    run(work())


def test_an_answer_whose_phone_hangs_up_is_in_memory_too(tmp_path: Path, questions) -> None:
    async def work() -> None:
        async with opened(tmp_path, time.time) as rooms:
            room = await rooms.open(questions, TERMS, "x")
            player, _ = await rooms.join(room, "王芳")
            await rooms.change(room, Session.advanced)
            task = asyncio.create_task(rooms.answer(room, player, 0, "5", time.time()))
            await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            while not room.answered[0]:
                await asyncio.sleep(0.01)
            with pytest.raises(Conflict):
                await rooms.answer(room, player, 0, "6", time.time())

    run(work())

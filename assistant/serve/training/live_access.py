"""Which sessions a trainer may see, and how a quiz becomes one."""

from __future__ import annotations

from collections.abc import Sequence

from anyio.to_thread import run_sync

from assistant.errors import BadRequest, NotThere
from assistant.serve.access import Caller
from assistant.serve.service import Service
from assistant.training.live.room import Room
from assistant.training.live.session import Session
from assistant.training.live.snapshot import Question, snapshot
from assistant.training.live.store import Terms
from assistant.training.shelf import LONGEST_TITLE, Shelf, Summary, missing


async def room_for(service: Service, caller: Caller, name: str) -> Room:
    """The room of a session. Raises NotThere, also for one that the caller may not see."""
    room = await service.live.room(name)
    if not may_see(caller, room.session):
        raise NotThere(f"没有 {name!r:.40} 这一场。", "在“现场答题”里看有哪些。")
    return room


def may_see(caller: Caller, session: Session) -> bool:
    """Whether all that a session rests on may be seen."""
    return all(map(caller.may_see, session.documents))


async def sessions_for(service: Service, caller: Caller) -> Sequence[Session]:
    """The sessions that a caller may see, the newest first."""
    found = await run_sync(service.live.store.all)
    return [session for session in found if may_see(caller, session)]


async def opened(service: Service, caller: Caller, quiz: str, terms: Terms) -> Room:
    """A new session of a quiz, which gives it its title where it has none. Raises NotThere,
    BadRequest, Conflict."""
    found = await run_sync(Shelf(service.training).get, quiz)
    if not all(map(caller.may_see, found.summary.documents)):
        raise missing(quiz)
    if not found.set.items:
        raise BadRequest("这套题里还没有题。", "先加几道题，再开场。")

    def questions() -> tuple[Question, ...]:
        assistant, among = service.living.assistant, caller.among(None, service.living)
        return snapshot(found.set.items, service.holding.material(assistant, among))

    title = " ".join(terms["title"].split())[:LONGEST_TITLE] or found.summary.title
    return await service.live.open(await run_sync(questions), {**terms, "title": title}, caller.who)


async def quizzes_for(service: Service, caller: Caller) -> Sequence[Summary]:
    """The quizzes that a caller may see."""
    found = await run_sync(Shelf(service.training).all)
    return [each for each in found if all(map(caller.may_see, each.documents))]

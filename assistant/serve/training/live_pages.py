"""Where a trainer opens, runs and closes sessions, and what is projected: /training/sessions."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Annotated
from urllib.parse import quote

from anyio.to_thread import run_sync
from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response
from sse_starlette import ServerSentEvent

from assistant.errors import BadRequest, Conflict, NotThere
from assistant.serve.access import Caller, identified
from assistant.serve.json import Json
from assistant.serve.service import service_of
from assistant.serve.sheets import XLSX
from assistant.serve.training import live_console, live_list, live_people, results_page, screen
from assistant.serve.training.frame import PageRoute, visitor
from assistant.serve.training.live_access import opened, room_for
from assistant.serve.training.live_fields import fields_of, number_of, terms_of, whole
from assistant.serve.training.live_frame import View, event, events, feed, head, page
from assistant.serve.training.live_place import place_of
from assistant.serve.training.live_steps import path_of
from assistant.serve.training.results_book import as_xlsx
from assistant.training.live.revealing import revealed
from assistant.training.live.room import Room
from assistant.training.live.session import Session
from assistant.training.live.store import Step

router = APIRouter(include_in_schema=False, route_class=PageRoute)
feeds = APIRouter(include_in_schema=False)  # for scripts, which are told faults as JSON
STEPS: dict[str, Step] = {
    "next": Session.advanced,
    "reveal": revealed,
    "pause": Session.paused,
    "resume": Session.resumed,
    "close": Session.ended,
    "longer": Session.longer,
    "lock": Session.locked,
    "unlock": Session.unlocked,
}
Player = Annotated[int, Path(ge=0, le=2**53)]
_OFTEN = 0.25  # seconds between two counts that a screen is told


@router.get("/training/sessions")
async def all_sessions(request: Request) -> Response:
    """The sessions, and the form for a new one."""
    caller = visitor(request, "editor")
    chosen = request.query_params.get("quiz", "")
    main = await live_list.drawn(service_of(request), caller, chosen)
    return page("现场答题", head(caller, "/training"), main, scripts=())


@router.post("/training/sessions")
async def open_session(request: Request) -> Response:
    """A new session of a quiz."""
    caller, service = visitor(request, "editor"), service_of(request)
    fields = await fields_of(request)
    try:
        room = await opened(service, caller, fields.get("quiz", ""), terms_of(fields))
    except BadRequest as error:
        main = await live_list.drawn(service, caller, fields.get("quiz", ""), fields, error)
        return page("现场答题", head(caller, "/training"), main, scripts=(), status=422)
    service.changed(request, caller.who, "live_open", room.session.title)
    return RedirectResponse(path_of(room.session), 303)


@router.get("/training/sessions/{name}")
async def console(request: Request, name: str) -> Response:
    """The trainer's page."""
    caller = visitor(request, "editor")
    room = await room_for(service_of(request), caller, name)
    main = live_console.drawn(room, await place_of(request))
    path = path_of(room.session)
    return page(
        room.session.title,
        feed(f"{path}/events?view=console", f"{path}/state?view=console"),
        head(caller, "/training"),
        main,
    )


@router.get("/training/sessions/{name}/screen")
async def projected(request: Request, name: str) -> Response:
    """What is projected."""
    room = await room_for(service_of(request), visitor(request, "editor"), name)
    number, path = number_of(request), path_of(room.session)
    main = screen.drawn(room, await place_of(request), number)
    at = f"view=screen{f'&item={number}' if number else ''}"
    return page(room.session.title, feed(f"{path}/events?{at}", f"{path}/state?{at}"), main)


@feeds.get("/training/sessions/{name}/state")
async def state(request: Request, name: str) -> Response:
    """Either as JSON."""
    room = await room_for(service_of(request), visitor(request, "editor"), name)
    return Json((await _viewing(request, room))())


@feeds.get("/training/sessions/{name}/events")
async def changes(request: Request, name: str) -> Response:
    """Either again at each change, and the counts between."""
    room = await room_for(service_of(request), visitor(request, "editor"), name)
    view = await _viewing(request, room)

    async def states() -> AsyncIterator[ServerSentEvent]:
        version = -1
        while not room.is_gone:
            coming = room.stirred.coming()
            # A key that is revoked meanwhile sees no more.
            identified(request)[0].at_least("editor")
            if version != room.session.version:
                version = room.session.version
                yield event("state", view())
            else:
                yield event("counts", live_console.counts(room))
            await coming.wait()
            if version == room.session.version:
                await asyncio.sleep(_OFTEN)
        yield event("gone", {})

    return events(room, states)


@router.get("/training/sessions/{name}/results")
async def results(request: Request, name: str) -> Response:
    """The results so far."""
    caller = visitor(request, "editor")
    room = await room_for(service_of(request), caller, name)
    main = await run_sync(results_page.drawn, room.results())
    return page(f"{room.session.title}：成绩", head(caller, "/training"), main, scripts=())


@router.get("/training/sessions/{name}/people")
async def people(request: Request, name: str) -> Response:
    """Who joined, and how one of them is removed."""
    caller = visitor(request, "editor")
    room = await room_for(service_of(request), caller, name)
    main = live_people.drawn(room)
    return page(f"{room.session.title}：名单", head(caller, "/training"), main, scripts=())


@router.post("/training/sessions/{name}/people/{player}/remove")
async def remove(request: Request, name: str, player: Player) -> Response:
    """Takes one who joined out of the session, with all answers."""
    caller, service = visitor(request, "editor"), service_of(request)
    room = await room_for(service, caller, name)
    await removed(request, caller, room, player)
    return RedirectResponse(f"{path_of(room.session)}/people", 303)


@router.get("/training/sessions/{name}/results.xlsx")
async def workbook(request: Request, name: str) -> Response:
    """The same as a workbook."""
    room = await room_for(service_of(request), visitor(request, "editor"), name)
    return await as_file(room)


@router.post("/training/sessions/{name}/delete")
async def delete(request: Request, name: str) -> Response:
    """Takes a session away, with all that was answered."""
    caller, service = visitor(request, "editor"), service_of(request)
    room = await room_for(service, caller, name)
    await service.live.delete(room)
    service.changed(request, caller.who, "live_delete", room.session.title)
    return RedirectResponse("/training/sessions", 303)


@router.post("/training/sessions/{name}/{step}")
async def take_step(request: Request, name: str, step: str) -> Response:
    """Starts, goes on, pauses, resumes, closes."""
    caller, service = visitor(request, "editor"), service_of(request)
    room = await room_for(service, caller, name)
    if step not in STEPS:
        raise NotThere("没有这一步。", "请在控制台上操作。")
    fields = await fields_of(request)
    seen = fields.get("version", "")
    with suppress(Conflict):  # it has gone on already, as the page will show
        await stepped(request, caller, room, step, whole(seen))
    at = "/screen" if fields.get("back") == "screen" else ""
    return RedirectResponse(path_of(room.session) + at, 303)


async def stepped(
    request: Request, caller: Caller, room: Room, step: str, version: int | None
) -> Session:
    """The session after a step. Raises Conflict."""
    service = service_of(request)
    if step == "next":
        session = await service.live.onward(room, version)
    elif step == "reveal":
        session = await service.live.reveal(room, version)
    else:
        session = await service.live.change(room, STEPS[step], version)
    service.changed(request, caller.who, f"live_{step}", session.title)
    return session


async def removed(request: Request, caller: Caller, room: Room, player: int) -> None:
    """Takes one who joined out of a session. Raises NotThere."""
    service = service_of(request)
    await service.live.remove(room, player)
    service.changed(request, caller.who, "live_remove", room.session.title)


async def as_file(room: Room) -> Response:
    """The results as a workbook to be kept."""
    data = await run_sync(as_xlsx, room.results())
    name = quote(f"{room.session.title}-成绩.xlsx", safe="")
    kept = f"attachment; filename=\"results.xlsx\"; filename*=UTF-8''{name}"
    return Response(data, media_type=XLSX, headers={"Content-Disposition": kept})


async def _viewing(request: Request, room: Room) -> Callable[[], View]:
    place, now = await place_of(request), service_of(request).live.now
    if request.query_params.get("view") == "screen":
        number = number_of(request)
        return lambda: screen.view(room, place, now(), number)
    return lambda: live_console.view(room, place, now())

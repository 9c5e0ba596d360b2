"""Where phones join and answer: /j and what lies under it, and nothing else."""

from __future__ import annotations

import math
from collections.abc import AsyncIterator

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sse_starlette import ServerSentEvent

from assistant.access.rate import house_of
from assistant.errors import Forbidden, NotThere, TooMany, Unauthorised, YoujuError
from assistant.serve.access import address_of, is_encrypted, is_same_origin
from assistant.serve.faults import fault_of
from assistant.serve.json import Json
from assistant.serve.page.html import element
from assistant.serve.service import service_of
from assistant.serve.training.live_fields import lists_of, number_of, whole
from assistant.serve.training.live_frame import (
    event,
    events,
    feed,
    page,
    shown_faults,
    wants_json,
)
from assistant.serve.training.phones_forms import code_form, name_form
from assistant.serve.training.phones_view import drawn, view
from assistant.training.live.answering import REMOVED
from assistant.training.live.joining import Player, code_of
from assistant.training.live.people import NOT_JOINING
from assistant.training.live.room import Room
from assistant.training.live.rooms import Rooms

router = APIRouter(include_in_schema=False)
COOKIE = "youju_player"
_LASTS = 7 * 24 * 3600  # seconds
_WRONG_CODE = NotThere("没有这个号码。", "请再看一遍大屏幕上的六位数字。")
_STREAMS = 4  # of one phone at once


@router.get("/j")
@shown_faults
async def ask_code(request: Request) -> Response:
    """The form for the code."""
    return page("加入答题", code_form())


@router.post("/j")
@shown_faults
async def take_code(request: Request) -> Response:
    """On to the session with this code."""
    typed = (await lists_of(request)).get("code", [""])[0]
    try:
        room = await room_of(request, typed)
    except (NotThere, TooMany) as error:
        return page("加入答题", code_form(_told(error)), status=fault_of(error)[0])
    return RedirectResponse(f"/j/{room.session.code}", 303)


@router.get("/j/{code}")
@shown_faults
async def phone(request: Request, code: str) -> Response:
    """The session as this phone sees it, or the form for a name."""
    room, player = await _found(request, code)
    if player is None:
        if room.session.phase == "closed":
            raise NotThere("这一场已经结束。", "请问培训老师要新的号码。")
        if room.session.is_locked:
            raise NOT_JOINING
        return page(room.session.title, name_form(room))
    return _shown(request, room, player)


@router.post("/j/{code}")
@shown_faults
async def join(request: Request, code: str) -> Response:
    """Joins with a name; a phone that has joined stays who it is."""
    _same_origin(request)
    room, player = await _found(request, code)
    reply = RedirectResponse(f"/j/{room.session.code}", 303)
    if player is not None:
        return reply
    called = (await lists_of(request)).get("name", [""])[0]
    try:
        _, token = await _rooms(request).join(room, called[:200])
    except YoujuError as error:
        form = name_form(room, _told(error), called[:200])
        return page(room.session.title, form, status=fault_of(error)[0])
    reply.set_cookie(
        COOKIE,
        token,
        max_age=_LASTS,
        path=f"/j/{room.session.code}",
        httponly=True,
        samesite="lax",
        secure=is_encrypted(request),
    )
    return reply


@router.get("/j/{code}/state")
async def state(request: Request, code: str) -> Response:
    """The same as JSON, for a phone that slept."""
    room, player = await _joined(request, code)
    return Json(view(room, player, _rooms(request).now(), number_of(request)))


@router.post("/j/{code}/answer")
async def answer(request: Request, code: str) -> Response:
    """Takes an answer; it is on the disk when this replies."""
    rooms = _rooms(request)
    received = rooms.now()
    if not wants_json(request):
        return await _answer_as_page(request, code, received)
    _same_origin(request)
    room, player = await _joined(request, code)
    await _take(request, room, player, received)
    told = view(room, player, rooms.now(), None)
    if room.session.pace == "phone":
        return Json({**told, "go": f"/j/{room.session.code}"})
    return Json(told)


@router.get("/j/{code}/events")
async def changes(request: Request, code: str) -> Response:
    """Each step of the session, as this phone sees it."""
    room, player = await _joined(request, code)
    number, rooms = number_of(request), _rooms(request)
    if room.streams[player.id] >= _STREAMS:
        raise TooMany(5)

    async def states() -> AsyncIterator[ServerSentEvent]:
        room.streams[player.id] += 1
        try:
            while not room.is_gone and player.id in room.players:
                coming = room.changed.coming()
                yield event("state", view(room, player, rooms.now(), number))
                await coming.wait()
            yield event("gone", {})
        finally:
            room.streams[player.id] -= 1

    return events(room, states)


async def room_of(request: Request, typed: str) -> Room:
    """The session with this code. Wrong codes of one address are slowed down. Raises NotThere
    and TooMany."""
    rooms, house = _rooms(request), house_of(address_of(request))
    if wait := rooms.guesses.take(house):
        raise TooMany(math.ceil(wait))
    code = code_of(typed)
    room = await rooms.called(code) if code else None
    if room is None:
        raise _WRONG_CODE
    rooms.guesses.give_back(house)
    return room


async def _found(request: Request, code: str) -> tuple[Room, Player | None]:
    """The session, and who the phone is there."""
    token, rooms = request.cookies.get(COOKIE), _rooms(request)
    known = await rooms.called(code) if token else None
    if token and known and (player := known.phone(token)):
        return known, _counted(rooms, player)
    if token and known and known.has_removed(token):
        raise REMOVED
    return await room_of(request, code), None


async def _joined(request: Request, code: str) -> tuple[Room, Player]:
    room, player = await _found(request, code)
    if player is None:
        raise Unauthorised("这部手机还没有加入这一场。", "请先写名字加入。")
    return room, player


def _counted(rooms: Rooms, player: Player) -> Player:
    """The same player, whose requests are limited by themselves: a room shares one address."""
    if wait := rooms.requests.take(str(player.id)):
        raise TooMany(math.ceil(wait))
    return player


@shown_faults
async def _answer_as_page(request: Request, code: str, received: float) -> Response:
    _same_origin(request)
    room, player = await _joined(request, code)
    try:
        await _take(request, room, player, received)
    except YoujuError as error:
        return _shown(request, room, player, error)
    return RedirectResponse(f"/j/{room.session.code}", 303)


async def _take(request: Request, room: Room, player: Player, received: float) -> None:
    fields = await lists_of(request)
    item = fields.get("item", [""])[0]
    position = whole(item, 3)
    typed = "".join(fields.get("answer", []))
    await _rooms(request).answer(
        room, player, -1 if position is None else position, typed[:500], received
    )


def _shown(
    request: Request, room: Room, player: Player, error: YoujuError | None = None
) -> Response:
    fault = _told(error) if error else ""
    number, code = number_of(request), room.session.code
    main, _ = drawn(room, player, number, fault)
    who = element(
        "header", element("strong", player.name), element("span", room.session.title), class_="who"
    )
    at = f"?item={number}" if number else ""
    body = (feed(f"/j/{code}/events{at}", f"/j/{code}/state{at}"), who, main)
    return page(room.session.title, *body, status=fault_of(error)[0] if error else 200)


def _same_origin(request: Request) -> None:
    if not is_same_origin(request):
        raise Forbidden("这个请求来自别的网站。", "请在答题的网页上操作。")


def _told(error: YoujuError) -> str:
    return f"{error.message}{error.hint}"


def _rooms(request: Request) -> Rooms:
    return service_of(request).live

"""Joining and answering over HTTP, for programs in the place of a phone's page."""

from __future__ import annotations

import math
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request
from fastapi.responses import Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from assistant.errors import NotThere, TooMany, Unauthorised
from assistant.replies.live import AnsweredObject, JoinedObject, PlayObject
from assistant.serve.json import Json
from assistant.serve.service import Serving
from assistant.serve.training.live_bodies import AnswerBody, JoinBody
from assistant.serve.training.live_objects import answered_object, play_object
from assistant.serve.training.phones import room_of
from assistant.training.live.answering import REMOVED
from assistant.training.live.joining import Player
from assistant.training.live.room import Room

router = APIRouter(tags=["培训"])
_BEARER = HTTPBearer(auto_error=False, scheme_name="Phone", description="加入时给的 token")
_NOT_JOINED = Unauthorised("还没有加入，或这一场已经不在了。", "请先加入：/v1/training/join。")
Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]


async def _joined(credentials: Credentials, service: Serving) -> tuple[Room, Player]:
    """Who asks, and in which session. Raises Unauthorised and TooMany."""
    name, _, token = (credentials.credentials if credentials else "").partition(".")
    try:
        room = await service.live.room(name)
    except NotThere as error:
        raise _NOT_JOINED from error
    player = room.phone(token)
    if player is None and room.has_removed(token):
        raise REMOVED
    if player is None:
        raise _NOT_JOINED
    if wait := service.live.requests.take(str(player.id)):
        raise TooMany(math.ceil(wait))
    return room, player


Joined = Annotated[tuple[Room, Player], Depends(_joined)]


@router.post("/v1/training/join", summary="加入一场", response_model=JoinedObject, status_code=201)
async def live_join(
    body: Annotated[JoinBody, Body()], request: Request, service: Serving
) -> Response:
    """用号码和名字加入，不用密钥；回复里的 token 以后写在 Authorization 里。"""
    room = await room_of(request, body.code)
    player, token = await service.live.join(room, body.name)
    told = {
        "token": f"{room.session.id}.{token}",
        "name": player.name,
        "session": room.session.title,
    }
    return Json(told, status_code=201)


@router.get("/v1/training/play", summary="现在的题", response_model=PlayObject)
async def live_play(joined: Joined, service: Serving) -> Response:
    """现在到了哪一步，和现在能看的题；答案和依据公布以后才有。"""
    return Json(play_object(*joined, service.live.now()))


@router.post(
    "/v1/training/play/answers", summary="作答", response_model=AnsweredObject, status_code=201
)
async def live_answer(
    body: Annotated[AnswerBody, Body()], joined: Joined, service: Serving
) -> Response:
    """交一题；以第一次交的为准，同样的再交一次不算第二次。到时间以后交的回 409。"""
    received = service.live.now()
    room, player = joined
    answer = await service.live.answer(room, player, body.item, body.answer, received)
    return Json(answered_object(answer), status_code=201)

"""Live sessions over HTTP, for a trainer's programs."""

from __future__ import annotations

from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Body, Path, Request
from fastapi.responses import Response

from assistant.replies.live import PeopleObject, ResultsObject, SessionList, SessionObject
from assistant.replies.quizzes import DeletedObject
from assistant.serve.access import Caller, Editor, KeyFirst
from assistant.serve.json import Json
from assistant.serve.service import Serving, service_of
from assistant.serve.sheets import XLSX
from assistant.serve.training.live_access import opened, room_for, sessions_for
from assistant.serve.training.live_bodies import OpenBody, StepBody
from assistant.serve.training.live_objects import (
    of_room,
    people_object,
    results_object,
    session_object,
)
from assistant.serve.training.live_pages import as_file, removed, stepped

router = APIRouter(tags=["培训"], route_class=KeyFirst)
Name = Annotated[str, Path(max_length=64, description="这一场的编号")]
Player = Annotated[int, Path(ge=0, le=2**53, description="名单里的 player")]
Seen = Annotated[StepBody | None, Body()]


@router.post(
    "/v1/training/sessions", summary="开一场", response_model=SessionObject, status_code=201
)
async def live_open(
    body: Annotated[OpenBody, Body()], request: Request, caller: Editor, service: Serving
) -> Response:
    """用一套题开一场现场答题，题目和条款从此不变；回复里的 code 给手机加入用。"""
    room = await opened(
        service,
        caller,
        body.quiz,
        {"title": body.title, "pace": body.pace, "order": body.order, "seconds": body.seconds},
    )
    service.changed(request, caller.who, "live_open", room.session.title)
    return Json(of_room(room, service.live.now()), status_code=201)


@router.get("/v1/training/sessions", summary="各场", response_model=SessionList)
async def live_list(caller: Editor, service: Serving) -> Response:
    """全部现场答题，新的在前。"""
    counts = await run_sync(service.live.store.counts)
    now = service.live.now()
    found = await sessions_for(service, caller)
    rows = [session_object(session, now, counts.get(session.id, 0), 0) for session in found]
    return Json({"sessions": rows})


@router.get("/v1/training/sessions/{name}", summary="一场", response_model=SessionObject)
async def live_state(name: Name, caller: Editor, service: Serving) -> Response:
    """现在到了哪一步，还剩几秒，几人加入，几人交了这一题。"""
    room = await room_for(service, caller, name)
    return Json(of_room(room, service.live.now()))


@router.post("/v1/training/sessions/{name}/next", summary="下一步", response_model=SessionObject)
async def live_next(name: Name, request: Request, caller: Editor, body: Seen = None) -> Response:
    """开始、提前收题、公布答案、下一题、结束：现在的下一步是哪个就做哪个。

    提前收题时还有人没交的，先给手机几秒（called 为真），到时间自己收；这时再来一次，马上收。"""
    return await _step(name, "next", request, caller, body)


@router.post("/v1/training/sessions/{name}/pause", summary="暂停", response_model=SessionObject)
async def live_pause(name: Name, request: Request, caller: Editor, body: Seen = None) -> Response:
    """停下计时，剩下的时间留着；暂停时不收答案。"""
    return await _step(name, "pause", request, caller, body)


@router.post("/v1/training/sessions/{name}/resume", summary="继续", response_model=SessionObject)
async def live_resume(name: Name, request: Request, caller: Editor, body: Seen = None) -> Response:
    """用剩下的时间接着答。"""
    return await _step(name, "resume", request, caller, body)


@router.post("/v1/training/sessions/{name}/close", summary="结束", response_model=SessionObject)
async def live_close(name: Name, request: Request, caller: Editor, body: Seen = None) -> Response:
    """结束这一场，不再出题。"""
    return await _step(name, "close", request, caller, body)


@router.post("/v1/training/sessions/{name}/longer", summary="加时间", response_model=SessionObject)
async def live_longer(name: Name, request: Request, caller: Editor, body: Seen = None) -> Response:
    """正在答的题（或整场）加 10 秒。"""
    return await _step(name, "longer", request, caller, body)


@router.post("/v1/training/sessions/{name}/lock", summary="停止加入", response_model=SessionObject)
async def live_lock(name: Name, request: Request, caller: Editor, body: Seen = None) -> Response:
    """不再让人加入；已经加入的照旧。"""
    return await _step(name, "lock", request, caller, body)


@router.post(
    "/v1/training/sessions/{name}/unlock", summary="允许加入", response_model=SessionObject
)
async def live_unlock(name: Name, request: Request, caller: Editor, body: Seen = None) -> Response:
    """再让人加入。"""
    return await _step(name, "unlock", request, caller, body)


@router.get("/v1/training/sessions/{name}/people", summary="名单", response_model=PeopleObject)
async def live_people(name: Name, caller: Editor, service: Serving) -> Response:
    """加入的人，按加入的先后，和各人交了几题。"""
    return Json(people_object(await room_for(service, caller, name)))


@router.delete(
    "/v1/training/sessions/{name}/people/{player}", summary="移出一人", response_model=PeopleObject
)
async def live_remove(
    name: Name, player: Player, request: Request, caller: Editor, service: Serving
) -> Response:
    """把一人移出这一场，连同他的答案，不能恢复；他的手机上会说明。回复是余下的人。"""
    room = await room_for(service, caller, name)
    await removed(request, caller, room, player)
    return Json(people_object(room))


@router.delete("/v1/training/sessions/{name}", summary="删除一场", response_model=DeletedObject)
async def live_delete(name: Name, request: Request, caller: Editor, service: Serving) -> Response:
    """连同名字、答案和成绩一起删去，不能恢复。"""
    room = await room_for(service, caller, name)
    await service.live.delete(room)
    service.changed(request, caller.who, "live_delete", room.session.title)
    return Json({"deleted": name})


@router.get("/v1/training/sessions/{name}/results", summary="成绩", response_model=ResultsObject)
async def live_results(name: Name, caller: Editor, service: Serving) -> Response:
    """按人、题、专题、文件的成绩，和要重读的条款；没有结束的，到现在为止。"""
    room = await room_for(service, caller, name)
    session = of_room(room, service.live.now())
    return Json(await run_sync(lambda: results_object(room.results(), session)))


@router.get(
    "/v1/training/sessions/{name}/results.xlsx",
    summary="成绩表格",
    response_class=Response,
    responses={200: {"content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}},
)
async def live_workbook(name: Name, caller: Editor, service: Serving) -> Response:
    """五张表：成绩、每题、专题、重读条款、作答明细。"""
    return await as_file(await room_for(service, caller, name))


async def _step(
    name: str, step: str, request: Request, caller: Caller, body: StepBody | None
) -> Response:
    service = service_of(request)
    room = await room_for(service, caller, name)
    await stepped(request, caller, room, step, body.version if body else None)
    return Json(of_room(room, service.live.now()))

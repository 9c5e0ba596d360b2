"""Quizzes over HTTP, for a trainer's programs."""

from __future__ import annotations

from secrets import randbelow
from typing import Annotated, Any, Literal

from anyio.to_thread import run_sync
from fastapi import APIRouter, Body, Path, Query, Request
from fastapi.responses import Response

from assistant.errors import BadRequest
from assistant.replies.quizzes import DeletedObject, DrawnObject, QuizList, QuizObject
from assistant.serve.access import Editor, KeyFirst, Reader
from assistant.serve.json import Json
from assistant.serve.service import Serving
from assistant.serve.sheets import XLSX
from assistant.serve.training.quizzes_files import as_file
from assistant.serve.training.quizzes_types import (
    ChangeBody,
    KeepBody,
    MakeBody,
    quiz_object,
    summary_object,
    told,
)
from assistant.serve.training.quizzes_work import Trainer
from assistant.training.making import Made
from assistant.training.naming import title_of
from assistant.training.shelf import Quiz
from assistant.training.shortage import shortage
from assistant.training.standing import standing

router = APIRouter(tags=["培训"], route_class=KeyFirst)
Name = Annotated[str, Path(max_length=64, description="这套题的编号")]
_SEEDS = 1_000_000
_FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            "text/markdown": {"schema": {"type": "string"}},
            "text/csv": {"schema": {"type": "string"}},
            "application/json": {"schema": {"type": "object"}},
            XLSX: {"schema": {"type": "string", "format": "binary"}},
        }
    }
}


@router.post("/v1/training/items", summary="出题", response_model=DrawnObject)
async def training_items(
    body: Annotated[MakeBody, Body()], request: Request, caller: Reader, service: Serving
) -> Response:
    """照条件出题，不存下来；每道题带答案和所依据的条款。出不够的，有几道给几道，
    note 里说明缘由。"""
    trainer = Trainer(service, request, caller)
    made = await _made(trainer, body)
    short = await run_sync(lambda: shortage(made, body.number, trainer.material()))
    reply: DrawnObject = {
        "items": [told(item) for item in made.set.items],
        "seed": made.set.seed,
        "index_version": made.set.index_version,
        "discarded": dict(made.discarded),
        "note": short.told if short else "",
    }
    return Json(reply)


@router.post("/v1/training/quizzes", summary="出一套题", response_model=QuizObject, status_code=201)
async def quiz_make(
    body: Annotated[KeepBody, Body()], request: Request, caller: Editor, service: Serving
) -> Response:
    """照条件出一套题，存下来。出不够的，有几道存几道；一道也没有的，不存。"""
    trainer = Trainer(service, request, caller)
    made = await _made(trainer, body)
    short = await run_sync(lambda: shortage(made, body.number, trainer.material()))
    if short and not made.set.items:
        raise BadRequest(f"{short.head}{short.stock}", short.advice)

    def kept() -> QuizObject:
        title = body.title.strip() or title_of(made.set.wanted, trainer.material())
        return _object(trainer, trainer.keep(title, made.set))

    return Json(await run_sync(kept), status_code=201)


@router.get("/v1/training/quizzes", summary="有哪些题目集", response_model=QuizList)
async def quiz_list(request: Request, caller: Editor, service: Serving) -> Response:
    """存下来的各套题，新改的在前。"""
    found = await run_sync(Trainer(service, request, caller).all)
    return Json({"quizzes": [summary_object(each) for each in found]})


@router.get("/v1/training/quizzes/{name}", summary="一套题", response_model=QuizObject)
async def quiz(name: Name, request: Request, caller: Editor, service: Serving) -> Response:
    """各题，和答案、条款；资料更新后条款变了的，在 standing 里。"""
    trainer = Trainer(service, request, caller)
    return Json(await run_sync(lambda: _object(trainer, trainer.get(name))))


@router.patch("/v1/training/quizzes/{name}", summary="改一套题", response_model=QuizObject)
async def quiz_change(
    name: Name,
    body: Annotated[ChangeBody, Body()],
    request: Request,
    caller: Editor,
    service: Serving,
) -> Response:
    """换题、改题、去题、加题、改次序、改名字，按这个先后；有一处不成，就都不改。"""
    trainer = Trainer(service, request, caller)
    return Json(await run_sync(lambda: _object(trainer, trainer.revise(name, body))))


@router.delete("/v1/training/quizzes/{name}", summary="删除一套题", response_model=DeletedObject)
async def quiz_delete(name: Name, request: Request, caller: Editor, service: Serving) -> Response:
    """删了不能恢复；开过的培训不受影响。"""
    await run_sync(Trainer(service, request, caller).remove, name)
    return Json({"deleted": name})


@router.get(
    "/v1/training/quizzes/{name}/export",
    summary="下载一套题",
    response_class=Response,
    responses=_FILES,
)
async def quiz_export(
    name: Name,
    request: Request,
    caller: Editor,
    service: Serving,
    format: Annotated[
        Literal["md", "csv", "json", "xlsx"], Query(description="json 可用 youju quiz run 来做")
    ] = "md",
    answers: Annotated[bool, Query(description="md 附上答案和条款；别的格式总是带着")] = False,
) -> Response:
    """一套题的文件。"""
    trainer = Trainer(service, request, caller)

    def made() -> tuple[bytes, str]:
        return as_file(trainer.get(name), format, answers=answers)

    data, kind = await service.run(made)
    headers = {"Content-Disposition": f'attachment; filename="quiz-{name}.{format}"'}
    return Response(data, media_type=kind, headers=headers)


async def _made(trainer: Trainer, body: MakeBody) -> Made:
    seed = randbelow(_SEEDS) if body.seed is None else body.seed
    wanted = await run_sync(trainer.known, body.wanted())
    return await trainer.service.holding.run(lambda: trainer.make(wanted, body.number, seed))


def _object(trainer: Trainer, quiz: Quiz) -> QuizObject:
    material = trainer.material()
    return quiz_object(quiz, {item.id: standing(item, material) for item in quiz.set.items})

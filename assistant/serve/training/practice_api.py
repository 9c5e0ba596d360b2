"""Practice over HTTP: each key has its own."""

from __future__ import annotations

from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Body
from fastapi.responses import Response

from assistant.errors import Conflict, Forbidden
from assistant.replies.practice import PracticeAnswer, PracticeNext, PracticeProgress
from assistant.serve.access import Caller, KeyFirst, Reader
from assistant.serve.json import Json
from assistant.serve.service import Service, Serving
from assistant.serve.training.practice_device import pool_of
from assistant.serve.training.practice_types import (
    AnswerBody,
    NextBody,
    answer_object,
    next_object,
    progress_object,
)
from assistant.training.practice.practising import Practice

router = APIRouter(tags=["培训"], route_class=KeyFirst)
_CODE = "code"  # the caller that many people are


@router.post("/v1/training/practice/next", summary="练习：下一题", response_model=PracticeNext)
async def practice_next(
    body: Annotated[NextBody, Body()], caller: Reader, service: Serving
) -> Response:
    """先问到期要再看的，再出新题；没有答完的那一题，再给一次。一轮完了，item 是 null。"""
    practice, holder = Practice(service.training), _holder(caller)

    def advanced() -> PracticeNext:
        pool, device = pool_of(service, caller), practice.find(holder)
        if body.documents:
            caller.among(body.documents, service.living)
        is_over = device is not None and device.is_done and device.item is None
        if device is None or body.documents or is_over:
            chosen = body.documents or (device.documents if device else None)
            device = practice.start(holder, chosen, pool)
        else:
            device = practice.advance(holder, pool)
        return next_object(device, practice.shown(device))

    return Json(await service.run(advanced))


@router.post("/v1/training/practice/answer", summary="练习：作答", response_model=PracticeAnswer)
async def practice_answer(
    body: Annotated[AnswerBody, Body()], caller: Reader, service: Serving
) -> Response:
    """对不对，答案和条款，什么时候再问。同一题再答一次，不改变什么。"""
    practice, holder = Practice(service.training), _holder(caller)

    def answered() -> PracticeAnswer:
        device = practice.answer(holder, body.name, body.answer)
        card = practice.shown(device)
        if card is None:
            raise Conflict("现在没有在问的题。", "请先取下一题。")
        return answer_object(device, card)

    return Json(await run_sync(answered))


@router.get("/v1/training/practice", summary="练习：练到哪里了", response_model=PracticeProgress)
async def practice_progress(caller: Reader, service: Serving) -> Response:
    """各文件练过几题，上次答对几题，几题该再看了。"""
    return Json(await run_sync(_progress, service, caller))


@router.delete("/v1/training/practice", summary="练习：清空", response_model=PracticeProgress)
async def practice_clear(caller: Reader, service: Serving) -> Response:
    """忘掉这把密钥练过的全部，不能恢复。"""

    def cleared() -> PracticeProgress:
        Practice(service.training).clear(_holder(caller))
        return _progress(service, caller)

    return Json(await run_sync(cleared))


def _progress(service: Service, caller: Caller) -> PracticeProgress:
    practice = Practice(service.training)
    device = practice.find(_holder(caller))
    documents = pool_of(service, caller).documents
    return progress_object(practice.progress(device, documents) if device else (), device)


def _holder(caller: Caller) -> str:
    """How a caller is called in the file. Raises Forbidden for whoever is one of many."""
    if caller.who == _CODE:
        raise Forbidden("用口令登录的，各人分不开。", "请在“练一练”的网页上练，或用密钥。")
    return f"key {caller.who}"

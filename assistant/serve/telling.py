"""What the service tells of itself, and what people tell it of its answers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body
from fastapi.responses import PlainTextResponse, Response

from assistant import __version__
from assistant.errors import NoIndex
from assistant.replies import Noted, Ready, VersionObject
from assistant.serve.access import KeyFirst, Reader
from assistant.serve.json import Json
from assistant.serve.metrics import MEDIA_TYPE
from assistant.serve.schemas import FeedbackBody
from assistant.serve.service import Serving

router = APIRouter(tags=["运行"], route_class=KeyFirst)
public = APIRouter(tags=["运行"])  # no key is asked for


@public.get("/healthz", summary="进程在不在", response_class=PlainTextResponse)
async def healthz() -> str:
    """进程在就是 ok。"""
    return "ok"


@public.get("/readyz", summary="能不能回答", response_model=Ready)
async def readyz(service: Serving) -> Response:
    """有索引、能回答时是 200，否则 503。"""
    return Json({"status": "ready", "index_version": service.living.assistant.index_version})


@router.get(
    "/metrics",
    summary="Prometheus 指标",
    response_class=PlainTextResponse,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
async def metrics(_caller: Reader, service: Serving) -> Response:
    """请求数、用时、回答数、资料数。"""
    try:
        assistant = service.living.assistant
        counts = len(assistant.documents), len(assistant.clauses)
    except NoIndex:
        counts = 0, 0
    return Response(service.metrics.text(*counts), media_type=MEDIA_TYPE)


@router.get("/v1/version", summary="版本", response_model=VersionObject)
async def version(_caller: Reader, service: Serving) -> Response:
    """程序、索引、模型的版本。"""
    try:
        assistant = service.living.assistant
        index, count = assistant.index_version, len(assistant.documents)
    except NoIndex:
        index, count = None, 0
    return Json(
        {
            "version": __version__,
            "index_version": index,
            "encoder": service.settings.encoder,
            "model": service.settings.model,
            "documents": count,
        }
    )


@router.post("/v1/feedback", summary="有用，没用", response_model=Noted, status_code=201)
async def feedback(
    body: Annotated[FeedbackBody, Body()], caller: Reader, service: Serving
) -> Response:
    """记下一个回答有没有用、为什么。"""
    await service.run(lambda: service.noted(caller.who, body))
    return Json({"status": "noted"}, status_code=201)

"""Questions and searches over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator
from typing import Annotated

from fastapi import APIRouter, Body, Request
from fastapi.responses import Response
from sse_starlette import EventSourceResponse, JSONServerSentEvent
from starlette.concurrency import iterate_in_threadpool

from assistant.app import Assistant, Options
from assistant.errors import YoujuError
from assistant.narrowing import known_regions
from assistant.serve.access import Caller, KeyFirst, Reader
from assistant.serve.faults import fault_of
from assistant.serve.json import Json
from assistant.serve.schemas import AskBody, SearchBody
from assistant.serve.service import Service, Serving
from assistant.types import Answer, Sentence
from assistant.wire import AnswerObject, SearchObject, answer_object, search_object, sentence_object

HEARTBEAT = 10  # seconds between two signs of life on a stream

router = APIRouter(tags=["问答"], route_class=KeyFirst)


_STREAM = {
    "description": "回答",
    "content": {
        "text/event-stream": {
            "schema": {
                "type": "object",
                "properties": {
                    "event": {"enum": ["sentence", "final", "error"]},
                    "data": {"type": "string", "description": "JSON"},
                },
            }
        }
    },
}


@router.post(
    "/v1/ask",
    summary="提问",
    response_model=AnswerObject,
    responses={200: _STREAM},
)
async def ask(
    body: Annotated[AskBody, Body()], request: Request, caller: Reader, service: Serving
) -> Response:
    """回答一个问题，每句话都附上所依据的条款原文；资料里没有依据时 status 是 not_found。

    stream 为 true 时用服务器推送事件：sentence 是核对过的一句，final 是完整的回答，error 是出错。
    """
    assistant = service.living.assistant
    options = _options(body, service, caller, assistant)
    if body.stream:
        events = _events(
            service, assistant, assistant.stream(body.question, **options), request, caller
        )
        return EventSourceResponse(events, ping=HEARTBEAT)
    answer = await service.answer(assistant, body.question, options)
    service.asked(request, caller.who, "ask", answer)
    return Json(answer_object(answer, assistant.documents))


@router.post("/v1/search", summary="检索", response_model=SearchObject)
async def search(
    body: Annotated[SearchBody, Body()], request: Request, caller: Reader, service: Serving
) -> Response:
    """找出最接近的条款，不作回答。"""
    assistant = service.living.assistant
    hits = await service.run(
        lambda: assistant.search(
            body.question,
            history=body.said(),
            k=body.k,
            regions=known_regions(body.regions or None, assistant.documents),
            documents=caller.among(body.documents or None, service.living),
        )
    )
    service.searched(request, caller.who, body.question, hits, assistant.index_version)
    return Json(search_object(hits, assistant.documents, assistant.index_version))


def _options(body: AskBody, service: Service, caller: Caller, assistant: Assistant) -> Options:
    return {
        "history": body.said(),
        "as_of": body.as_of.isoformat() if body.as_of else None,
        "regions": known_regions(body.regions or None, assistant.documents),
        "documents": caller.among(body.documents or None, service.living),
        "mode": body.mode,
    }


async def _events(
    service: Service,
    assistant: Assistant,
    parts: Generator[Sentence | Answer],
    request: Request,
    caller: Caller,
) -> AsyncIterator[JSONServerSentEvent]:
    """A stream's events. When the asker goes away the model stops at its next sentence."""
    try:
        async with service.turn():
            async for part in iterate_in_threadpool(parts):
                if isinstance(part, Answer):
                    service.asked(request, caller.who, "ask", part)
                    final = answer_object(part, assistant.documents)
                    yield JSONServerSentEvent(final, event="final")
                else:
                    yield JSONServerSentEvent(sentence_object(part), event="sentence")
    except YoujuError as error:
        yield JSONServerSentEvent(fault_of(error)[1], event="error")
    finally:
        parts.close()

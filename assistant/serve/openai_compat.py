"""The same answers for programs that speak OpenAI's chat completions.

Marks [n] stand in the text; what they name is in the extra field ``youju`` of the reply: the
whole answer as ``POST /v1/ask`` gives it. Errors have OpenAI's shape here.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Generator
from typing import Annotated, Any, Literal

import orjson
from fastapi import APIRouter, Body, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field
from sse_starlette import EventSourceResponse
from starlette.concurrency import iterate_in_threadpool
from typing_extensions import TypedDict

from assistant.app import Assistant, Options
from assistant.errors import BadRequest, YoujuError
from assistant.serve import faults
from assistant.serve.access import Caller, KeyFirst, Reader
from assistant.serve.json import Json
from assistant.serve.service import Service, Serving
from assistant.types import Answer, Sentence
from assistant.wire import AnswerObject, answer_object

MODEL = "youju"
_EXTRACTIVE = "youju-extractive"
_MODES: dict[str, Literal["auto", "extractive"]] = {MODEL: "auto", _EXTRACTIVE: "extractive"}
_HEARTBEAT = 10


class TextPart(BaseModel):
    """A piece of a message; what is not text is left aside."""

    model_config = ConfigDict(extra="ignore")

    type: str
    text: Annotated[str, Field(max_length=20_000)] = ""


class Message(BaseModel):
    """One message of a chat."""

    model_config = ConfigDict(extra="ignore")

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: (
        Annotated[str, Field(max_length=20_000)]
        | Annotated[list[TextPart], Field(max_length=50)]
        | None
    ) = None

    def text(self) -> str:
        """Its words."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class ChatBody(BaseModel):
    """A chat; sampling options have no effect, as answers are not drawn."""

    model_config = ConfigDict(extra="ignore")

    model: Annotated[str, Field(max_length=100)] = MODEL
    messages: Annotated[list[Message], Field(min_length=1, max_length=200)]
    stream: bool = False


class Said(TypedDict):
    """What the assistant says."""

    role: Literal["assistant"]
    content: str


class Choice(TypedDict):
    """The one reply there is."""

    index: int
    message: Said
    finish_reason: Literal["stop"]


class Usage(TypedDict):
    """Characters, as no tokens are counted where none are drawn."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class Completion(TypedDict):
    """A chat completion; ``youju`` holds the answer with its citations."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[Choice]
    usage: Usage
    youju: AnswerObject


class ModelObject(TypedDict):
    """A way to be answered."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class ModelList(TypedDict):
    """The ways there are."""

    object: Literal["list"]
    data: list[ModelObject]


router = APIRouter(tags=["OpenAI 兼容"], route_class=KeyFirst)
_FAULTS: dict[int | str, dict[str, Any]] = {
    status: {
        "model": faults.OpenAIError,
        "description": faults.of_status(status)["error"]["message"],
    }
    for status in faults.STATUSES
}


@router.get("/v1/models", summary="有哪些模型名", response_model=ModelList, responses=_FAULTS)
async def models(_caller: Reader) -> Response:
    """youju 看情况回答，youju-extractive 只摘原文。"""
    data = [{"id": name, "object": "model", "created": 0, "owned_by": "youju"} for name in _MODES]
    return Json({"object": "list", "data": data})


@router.post(
    "/v1/chat/completions",
    summary="对话",
    response_model=Completion,
    responses={
        **_FAULTS,
        200: {
            "content": {
                "text/event-stream": {
                    "schema": {"type": "object", "properties": {"data": {"type": "string"}}}
                }
            }
        },
    },
)
async def chat(
    body: Annotated[ChatBody, Body()], request: Request, caller: Reader, service: Serving
) -> Response:
    """最后一条用户消息是问题，之前的用户消息是上文；回答里的 [n] 见 youju.citations。"""
    assistant = service.living.assistant
    said = [message.text() for message in body.messages if message.role == "user"]
    if not said or not said[-1].strip():
        raise BadRequest("messages 里没有用户的话。", "请加上 role 是 user 的消息。")
    options: Options = {
        "history": said[:-1],
        "mode": _MODES.get(body.model, "auto"),
        "documents": caller.among(None, service.living),
    }
    if body.stream:
        parts = assistant.stream(said[-1], **options)
        chunks = _chunks(service, assistant, parts, request, caller, body.model)
        return EventSourceResponse(chunks, ping=_HEARTBEAT)
    answer = await service.answer(assistant, said[-1], options)
    service.asked(request, caller.who, "chat", answer)
    return Json(_completion(answer, assistant, body.model))


def _completion(answer: Answer, assistant: Assistant, model: str) -> Completion:
    text = _text(answer)
    return {
        "id": f"chatcmpl-{answer.id}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": model,
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": text},
                "finish_reason": "stop",
            }
        ],
        "usage": _usage(answer.question, text),
        "youju": answer_object(answer, assistant.documents),
    }


async def _chunks(
    service: Service,
    assistant: Assistant,
    parts: Generator[Sentence | Answer],
    request: Request,
    caller: Caller,
    model: str,
) -> AsyncIterator[dict[str, str]]:
    created, sent = int(time.time()), ""

    def chunk(delta: dict[str, str], finish: str | None = None, **more: object) -> dict[str, str]:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        head = {"id": f"chatcmpl-{created}", "object": "chat.completion.chunk"}
        body = {**head, "created": created, "model": model, "choices": [choice], **more}
        return {"data": orjson.dumps(body).decode()}

    try:
        yield chunk({"role": "assistant", "content": ""})
        async with service.turn():
            async for part in iterate_in_threadpool(parts):
                if not isinstance(part, Answer):
                    line = f"\n{part.text}" if sent else part.text
                    sent += line
                    yield chunk({"content": line})
                    continue
                service.asked(request, caller.who, "chat", part)
                yield chunk({"content": _text(part).removeprefix(sent)})
                whole = answer_object(part, assistant.documents)
                yield chunk({}, "stop", youju=whole)
    except YoujuError as error:
        status, found = faults.fault_of(error)
        yield {"data": orjson.dumps(faults.openai_error(status, found)).decode()}
    finally:
        parts.close()
    yield {"data": "[DONE]"}


def _text(answer: Answer) -> str:
    """The answer with its notes, as a chat shows nothing beside its text."""
    notes = [note.text for note in answer.notes]
    return "\n".join((answer.answer, *(f"（{note}）" for note in notes)))


def _usage(question: str, text: str) -> Usage:
    asked, said = len(question), len(text)
    return {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}

"""An answer as it comes in: server-sent events → sentences, then the answer."""

from __future__ import annotations

import json
from typing import Any, TypeAlias, TypeGuard, cast

import httpx
from httpx_sse import ServerSentEvent

from assistant.client.faults import interruption, unreadable
from assistant.wire import AnswerObject, SentenceObject

Part: TypeAlias = SentenceObject | AnswerObject
STREAM = "text/event-stream"
_HELD = {"sentence": "text", "final": "answer", "error": "error"}  # by the data of an event


def part_of(event: ServerSentEvent, response: httpx.Response) -> Part | None:
    """What an event brings; None for one of another kind.

    Raises the ServiceError that it tells, or that it cannot be read.
    """
    if event.event not in _HELD:
        return None
    try:
        told: Any = json.loads(event.data)
    except ValueError as error:
        raise unreadable(response) from error
    if event.event == "error":
        raise interruption(told, response)
    if not isinstance(told, dict) or _HELD[event.event] not in told:
        raise unreadable(response)
    return cast("Part", told)


def is_answer(part: Part) -> TypeGuard[AnswerObject]:
    """Whether a part is the answer, after which nothing comes."""
    return "answer" in part


def checked_stream(response: httpx.Response) -> None:
    """Raises ServiceError for a reply that is no stream of events."""
    if response.headers.get("content-type", "").partition(";")[0].strip() != STREAM:
        raise unreadable(response)

"""The pages of live sessions: their frame, what they tell of a fault, and how they change."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from functools import wraps
from typing import ParamSpec

import orjson
from fastapi import Request
from fastapi.responses import Response
from markupsafe import Markup
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.types import Receive, Scope, Send
from typing_extensions import TypedDict

from assistant.errors import YoujuError
from assistant.serve.access import Caller
from assistant.serve.faults import fault_of
from assistant.serve.page.frame import header
from assistant.serve.page.html import element, joined
from assistant.serve.stopping import until_stopped
from assistant.serve.training import frame
from assistant.training.live.room import Room

P = ParamSpec("P")
BEAT = 10  # seconds between two signs of life
_STYLES = ("training.css", "live.css")
_NOTICE = Markup('<p id="notice" role="alert" hidden></p>')
_LOST = Markup('<p id="lost" role="status" hidden>网络断了，正在重新连接……</p>')
_TOLD = Markup('<div id="told">{}{}</div>').format(_LOST, _NOTICE)
_SAID = Markup('<p id="said" class="hidden" aria-live="polite"></p>')


class View(TypedDict):
    """A page as it is at the moment: its ``main``, seconds until the bell or null, whether the
    clock stands still, what is read out to those who cannot see, the step, and the seconds until
    phones send by themselves where the answers are called in."""

    html: str
    left: float | None
    paused: bool
    said: str
    version: int
    notice: float | None


def page(
    title: str, *body: Markup, scripts: Sequence[str] = ("live.js",), status: int = 200
) -> Response:
    """A page of ours."""
    return frame.page(title, joined((*body, _SAID, _TOLD)), scripts, status, _STYLES)


def feed(changes: str, state: str) -> Markup:
    """From where a script learns of changes, and where it looks after a sleep."""
    return element("div", id="feed", data_events=changes, data_state=state, hidden="")


def head(caller: Caller, here: str) -> Markup:
    """The head of a trainer's page."""
    return header(caller.role, signed_in=caller.who != "local", here=here, main="live")


def shown_faults(
    handler: Callable[P, Awaitable[Response]],
) -> Callable[P, Awaitable[Response]]:
    """The handler of a phone's page, which tells faults as a page that leads nowhere else."""

    @wraps(handler)
    async def telling(*args: P.args, **kwargs: P.kwargs) -> Response:
        try:
            return await handler(*args, **kwargs)
        except YoujuError as error:
            return fault_page(error)

    return telling


def fault_page(error: YoujuError) -> Response:
    """What is wrong, as a page."""
    status, told = fault_of(error)
    wait = getattr(error, "wait", None)
    body = element(
        "main",
        element("h1", told["error"]["message"]),
        element("p", told["error"]["hint"], class_="soft"),
        id="live",
        class_="live notice",
    )
    reply = page(told["error"]["message"].rstrip("。"), body, status=status)
    if wait:
        reply.headers["Retry-After"] = str(wait)
    return reply


def wants_json(request: Request) -> bool:
    """Whether a script of ours asks."""
    return request.headers.get("accept", "").startswith("application/json")


def events(room: Room, states: Callable[[], AsyncIterator[ServerSentEvent]]) -> EventSourceResponse:
    """A stream of events that keeps the room in memory as long as it lasts."""

    async def sent() -> AsyncIterator[ServerSentEvent]:
        with room.watched():
            async for event in states():
                yield event

    return _Stream(sent(), ping=BEAT, ping_message_factory=_beat)


class _Stream(EventSourceResponse):
    """Ends at once when the service is stopped."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        await until_stopped(super().__call__, scope, receive, send, patience=0)


def event(name: str, content: object) -> ServerSentEvent:
    """An event with an object."""
    return ServerSentEvent(orjson.dumps(content).decode(), event=name)


def _beat() -> ServerSentEvent:
    return ServerSentEvent("1", event="beat")

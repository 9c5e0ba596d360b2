"""Requests that last as long as a page is open: the service does not wait for them to end."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_STOPPING = "stopping"


def told_of(app: ASGIApp, stopping: asyncio.Event) -> ASGIApp:
    """The app, whose requests learn that the service is being stopped."""

    async def telling(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope.setdefault("state", {})[_STOPPING] = stopping
        await app(scope, receive, send)

    return telling


async def until_stopped(
    app: ASGIApp, scope: Scope, receive: Receive, send: Send, patience: float
) -> None:
    """A stream of the app, which is ended so many seconds after the service was told to stop."""
    stopping: asyncio.Event | None = scope.get("state", {}).get(_STOPPING)
    if stopping is None:
        await app(scope, receive, send)
        return
    begun = open_ = False

    async def sent(message: Message) -> None:
        nonlocal begun, open_
        begun, open_ = True, message.get("more_body", message["type"] == "http.response.start")
        await send(message)

    stream = asyncio.ensure_future(app(scope, receive, sent))
    end = asyncio.ensure_future(stopping.wait())
    try:
        await asyncio.wait({stream, end}, return_when=asyncio.FIRST_COMPLETED)
        if not stream.done():
            await asyncio.wait({stream}, timeout=patience)
    finally:
        end.cancel()
        stream.cancel()
        await asyncio.wait({stream})
    if not stream.cancelled():
        stream.result()
    elif begun and open_:
        await send({"type": "http.response.body", "body": b"", "more_body": False})

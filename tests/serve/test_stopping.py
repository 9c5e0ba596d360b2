"""The service is stopped: what lasts as long as a page is open does not hold it up."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from assistant.serve.stopping import told_of, until_stopped

START = {"type": "http.response.start", "status": 200, "headers": []}
BODY = {"type": "http.response.body", "body": b"x"}


async def nothing() -> Any:
    await asyncio.sleep(60)


async def told(app: Any, stopping: asyncio.Event, patience: float = 0.0) -> list[Any]:
    """What is sent by the time that the stream is over."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def streaming(scope: Any, receive: Any, send: Any) -> None:
        await until_stopped(app, scope, receive, send, patience)

    await told_of(streaming, stopping)({"type": "http"}, nothing, send)
    return sent


async def endless(scope: Any, receive: Any, send: Any) -> None:
    await send(START)
    while True:
        await send({**BODY, "more_body": True})
        await asyncio.sleep(0.01)


async def brief(scope: Any, receive: Any, send: Any) -> None:
    await send(START)
    await asyncio.sleep(0.2)
    await send({**BODY, "more_body": False})


async def broken(scope: Any, receive: Any, send: Any) -> None:
    raise ValueError("broken")


def run(app: Any, *, after: float, patience: float = 0.0) -> tuple[list[Any], float]:
    async def both() -> tuple[list[Any], float]:
        stopping, begun = asyncio.Event(), time.perf_counter()
        asyncio.get_running_loop().call_later(after, stopping.set)
        return await told(app, stopping, patience), time.perf_counter() - begun

    return asyncio.run(both())


def test_an_endless_stream_ends_whole() -> None:
    sent, seconds = run(endless, after=0.1)
    assert sent[0] == START
    assert sent[-1]["more_body"] is False
    assert len(sent) > 3
    assert seconds < 1


def test_one_that_soon_ends_by_itself_is_let() -> None:
    sent, _ = run(brief, after=0.05, patience=5)
    assert sent == [START, {**BODY, "more_body": False}]


def test_one_that_does_not_is_given_no_longer_than_that() -> None:
    _, seconds = run(endless, after=0.0, patience=0.3)
    assert 0.25 < seconds < 1.5


def test_without_a_stop_it_is_as_it_would_be() -> None:
    sent, _ = run(brief, after=30)
    assert sent == [START, {**BODY, "more_body": False}]
    with pytest.raises(ValueError, match="broken"):
        run(broken, after=30)

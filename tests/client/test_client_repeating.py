"""What is sent again, when, and what never is."""

from __future__ import annotations

import socket
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from assistant.client import RateLimited, ServiceError, Unavailable, Youju

FILE = ("a.txt", b"x")
SAFE = [("version", []), ("ask", ["x"]), ("search", ["x"]), ("stream", ["x"])]
UNSAFE = [
    ("upload", [FILE]),
    ("replace", ["a", FILE]),
    ("delete", ["a"]),
    ("purge", ["a"]),
    ("rollback", [1]),
    ("reindex", []),
    ("feedback", ["a", True]),
]
FINAL = 'event: final\r\ndata: {"answer": "x"}\r\n\r\n'
STREAM = {"Content-Type": "text/event-stream"}
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.mark.parametrize(("name", "arguments"), SAFE)
def test_a_reading_is_asked_for_again(scripted, reply, told, name: str, arguments) -> None:
    good = reply(200, FINAL, STREAM) if name == "stream" else reply(200)
    server = scripted(reply(None), good)
    told(server.address, name, *arguments)
    first, second = server.requests
    assert (first["path"], first["body"]) == (second["path"], second["body"])


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_whatever_is_passing_passes(scripted, reply, status: int) -> None:
    server = scripted(reply(status), reply(200))
    with Youju(server.address) as client:
        client.version()
    assert len(server.requests) == 2


@pytest.mark.parametrize(("name", "arguments"), UNSAFE)
@pytest.mark.parametrize("fault", [503, 429, None])
def test_a_change_is_never_sent_twice(scripted, reply, name: str, arguments, fault) -> None:
    server = scripted(reply(fault, headers={"Retry-After": "0"}), reply(202))
    with Youju(server.address) as client, pytest.raises((Unavailable, RateLimited)):
        getattr(client, name)(*arguments)
    assert len(server.requests) == 1


def test_a_change_that_could_not_be_sent_is(scripted, reply, told) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    servers = []
    late = threading.Timer(0.3, lambda: servers.append(scripted(reply(202), port=port)))
    late.start()
    told(f"http://127.0.0.1:{port}", "upload", FILE, client={"retries": 20})
    assert servers[0].paths == ["POST /v1/documents"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 410, 422, 500])
def test_what_is_refused_is_not_asked_for_again(scripted, reply, status: int) -> None:
    server = scripted(reply(status))
    with Youju(server.address) as client, pytest.raises(ServiceError):
        client.version()
    assert len(server.requests) == 1


def test_as_often_as_is_set(scripted, reply, told) -> None:
    server = scripted(reply(503))
    for retries in (0, 1):
        server.requests.clear()
        with pytest.raises(Unavailable) as raised:
            told(server.address, "version", client={"retries": retries})
        assert raised.value.status == 503
        assert len(server.requests) == retries + 1


def test_the_service_says_when(scripted, reply) -> None:
    server = scripted(reply(429, headers={"Retry-After": "1"}), reply(200))
    started = time.monotonic()
    with Youju(server.address) as client:
        client.version()
    assert 1 <= time.monotonic() - started < 3
    assert len(server.requests) == 2


def test_the_service_says_when_as_a_date(scripted, reply) -> None:
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    server = scripted(reply(429, headers={"Retry-After": until}))
    with Youju(server.address, retries=0) as client, pytest.raises(RateLimited) as raised:
        client.version()
    assert raised.value.wait
    assert 25 < raised.value.wait <= 30


def test_what_is_too_long_to_wait_for(scripted, reply, told) -> None:
    server = scripted(reply(429, headers={"Retry-After": "3600"}))
    with pytest.raises(RateLimited) as raised:
        told(server.address, "version")
    assert raised.value.wait == 3600
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "said", ["-1", "soon", "²", "9" * 400, f"Sat, 21 Nov {'9' * 20} 08:00:00 GMT"]
)
def test_a_time_that_makes_no_sense(scripted, reply, said: str) -> None:
    server = scripted(reply(429, headers={"Retry-After": said}))
    with Youju(server.address, retries=0) as client, pytest.raises(RateLimited) as raised:
        client.version()
    assert raised.value.wait is None or raised.value.wait > 3600


def test_a_reply_that_takes_too_long(scripted, reply, told) -> None:
    server = scripted(reply(200, after=1.0))
    with pytest.raises(Unavailable) as raised:
        told(server.address, "ask", "x", client={"timeout": 0.2})
    assert raised.value.code == "timeout"
    assert len(server.requests) == 1

"""Servers that do as they are told, for what a service does only on bad days."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import anyio
import pytest

from assistant.client import AsyncYouju, Youju

Face = Callable[..., Any]


@dataclass
class Reply:
    """What to reply, after how many seconds; None of status hangs up."""

    status: int | None = 200
    body: str | bytes = "{}"
    headers: dict[str, str] = field(default_factory=dict)
    after: float = 0.0


@dataclass
class Server:
    """Gives its replies in their order, the last one again and again, and keeps what came."""

    replies: list[Reply]
    port: int = 0
    requests: list[dict[str, Any]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [f"{request['method']} {request['path']}" for request in self.requests]

    def next_reply(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


def handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def reply(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            request = {"method": self.command, "path": self.path, "headers": dict(self.headers)}
            server.requests.append({**request, "body": self.rfile.read(length)})
            reply = server.next_reply()
            time.sleep(reply.after)
            if reply.status is None:
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            body = reply.body.encode() if isinstance(reply.body, str) else reply.body
            self.send_response(reply.status)
            headers = {"Content-Type": "application/json", "Content-Length": str(len(body))}
            for name, value in (headers | reply.headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_DELETE = reply  # noqa: N815 - as http.server calls them

        def log_message(self, *args: object) -> None:
            """Says nothing."""

    return Handler


@pytest.fixture
def scripted() -> Iterator[Callable[..., Server]]:
    """Starts a server that gives these replies: ``scripted(Reply(503), Reply(200))``."""
    running: list[ThreadingHTTPServer] = []

    def start(*replies: Reply, port: int = 0) -> Server:
        server = Server(list(replies))
        http = ThreadingHTTPServer(("127.0.0.1", port), handler(server))
        http.daemon_threads = True
        running.append(http)
        server.port = http.server_address[1]
        threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.005}).start()
        return server

    yield start
    for http in running:
        http.shutdown()
        http.server_close()


def blocking(address: str, name: str, *args: object, **more: Any) -> Any:
    options = more.pop("client", {})
    with Youju(address, **options) as client:
        said = getattr(client, name)(*args, **more)
        return list(said) if name == "stream" else said


def awaited(address: str, name: str, *args: object, **more: Any) -> Any:
    options = more.pop("client", {})

    async def run() -> Any:
        async with AsyncYouju(address, **options) as client:
            said = getattr(client, name)(*args, **more)
            return [part async for part in said] if name == "stream" else await said

    return anyio.run(run)


@pytest.fixture(params=[blocking, awaited])
def told(request: pytest.FixtureRequest) -> Face:
    """What a method of either client tells: ``told(address, "ask", "……", client={…})``."""
    face: Face = request.param
    return face


@pytest.fixture(scope="session")
def reply() -> type[Reply]:
    """What a scripted server is told to reply."""
    return Reply

"""Requests as bytes, and what comes back."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import Literal
from urllib.parse import urlsplit

Shape = Literal["ours", "openai", "mcp", "plain"]
JSON = "application/json"
_PATIENCE = 20.0  # seconds
# What no reply tells unless it was sent: files, modules, statements, traces of a program.
INSIDE = re.compile(
    r"Traceback|File \"|\.py\b|site-packages|assistant\.\w|/(?:work|tmp|home|root|usr|var|etc)/"
    r"|pydantic|starlette|fastapi|uvicorn|h11|httptools|sqlite3?|\bSELECT\b|\bINSERT\b|sqlite_"
    r"|OperationalError|\w+Error\(|errors\.pydantic|0x[0-9a-f]{6,}|__\w+__",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Case:
    """A request and the statuses that it may get: mostly one. 0 is no reply at all, and a
    ``plain`` refusal is that of the HTTP server itself, before there is a request."""

    name: str
    status: tuple[int, ...]
    raw: bytes
    shape: Shape = "ours"


@dataclass(frozen=True)
class Reply:
    """Status 0 where the connection ended without one."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def case(name: str, status: int | Iterable[int], raw: bytes, shape: Shape = "ours") -> Case:
    return Case(name, (status,) if isinstance(status, int) else tuple(status), raw, shape)


def request(method: str, path: str, body: bytes = b"", kind: str = "", **headers: str) -> bytes:
    """A request; ``X_A="b"`` is the header ``X-A: b``, and an empty one is left out."""
    given = {"Host": "127.0.0.1", "Connection": "close", "Content-Type": kind}
    if body:
        given["Content-Length"] = str(len(body))
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}\r\n".encode() for name, value in given.items() if value]
    return f"{method} {path} HTTP/1.1\r\n".encode() + b"".join(lines) + b"\r\n" + body


def get(path: str, **headers: str) -> bytes:
    return request("GET", path, **headers)


def posting(path: str, body: object, **headers: str) -> bytes:
    """An object as JSON, or bytes as they are."""
    data = body if isinstance(body, bytes) else as_json(body)
    return request("POST", path, data, JSON, **headers)


def as_json(body: object) -> bytes:
    """JSON that says its words as they are, but for half characters."""
    written = json.dumps(body, ensure_ascii=False)
    try:
        return written.encode()
    except UnicodeEncodeError:
        return json.dumps(body).encode()


def send(address: str, raw: bytes, *, and_go: bool = False) -> Reply:
    """Sends bytes to the service, ``and_go`` without waiting for more than an end. One that
    refuses may do so before it has read them all."""
    place = urlsplit(address)
    with socket.create_connection((place.hostname, place.port), _PATIENCE) as connection:
        try:
            connection.sendall(raw)
            if and_go:
                connection.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # it has closed: what it said before that is still there to be read
        found = HTTPResponse(connection, method=raw.split(b" ", 1)[0].decode("latin-1"))
        try:
            found.begin()
            body = found.read()
        except (HTTPException, OSError):
            return Reply(0, {}, b"")
        return Reply(found.status, {k.lower(): v for k, v in found.getheaders()}, body)

"""What every request passes: it gets an id, is counted, and its Host and Origin are looked at."""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable, Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import Forbidden
from assistant.serve import faults
from assistant.serve.metrics import Metrics
from assistant.wire import ErrorObject

_GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_SAFE = ("GET", "HEAD", "OPTIONS")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}
_TOLD_IN_FULL = ("application/json", "text/html")  # our own faults
_ELSEWHERE = Forbidden(
    "这个请求要找的不是这台机器，或来自别的网站。",
    "在这台机器上请用 http://127.0.0.1；要让别的机器用，先建密钥：youju keys create 名称",
)
Refused = Callable[[Scope, int, ErrorObject], Response]
_log = logging.getLogger("assistant.requests")


class Passing:
    """ASGI middleware. ``hosts`` are those that a request may be addressed to, None for any:
    where no key is needed, a page of another site must not be able to reach the service
    through a name that it points here. ``refused`` tells a fault in the shape that the address
    has its replies in."""

    def __init__(
        self, app: ASGIApp, metrics: Metrics, hosts: Collection[str] | None, refused: Refused
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._hosts = hosts
        self._refused = refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        name = given if _GIVEN_ID.fullmatch(given) else uuid.uuid4().hex
        scope.setdefault("state", {})["id"] = name
        started, reply = time.perf_counter(), _Reply(name, scope, receive, send, self._refused)
        try:
            if self._is_foreign(scope, headers):
                refusal = self._refused(scope, *faults.fault_of(_ELSEWHERE))
                await refusal(scope, receive, reply.send)
            else:
                await self._app(scope, receive, reply.send)
        finally:
            seconds = time.perf_counter() - started
            route = getattr(scope.get("route"), "path", "(none)")
            self._metrics.requested(scope["method"], route, reply.status, seconds)
            told = (name, scope["method"], route, reply.status, seconds * 1000)
            _log.info("%s %s %s %d %.0f ms", *told)

    def _is_foreign(self, scope: Scope, headers: Headers) -> bool:
        if self._hosts is None:
            return False
        if _host(f"//{headers.get('host', '')}") not in self._hosts:
            return True
        origin = headers.get("origin")
        return bool(origin) and scope["method"] not in _SAFE and _host(origin) not in self._hosts


class _Reply:
    """Sends a reply with the headers that all have; what the framework says of a fault in plain
    words is said in ours."""

    def __init__(
        self, name: str, scope: Scope, receive: Receive, send: Send, refused: Refused
    ) -> None:
        self.status = 500
        self._name = name
        self._scope, self._receive, self._send = scope, receive, send
        self._refused = refused
        self._replaced = False

    async def send(self, message: Message) -> None:
        """As ASGI has it."""
        if self._replaced:
            return
        if message["type"] == "http.response.start":
            self.status = message["status"]
            kind = Headers(raw=message["headers"]).get("content-type", "")
            if self.status >= 400 and not kind.startswith(_TOLD_IN_FULL):
                self._replaced = True
                told = faults.of_status(self.status)
                refusal = self._refused(self._scope, self.status, told)
                await refusal(self._scope, self._receive, self._out)
                return
        await self._out(message)

    async def _out(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            out = MutableHeaders(scope=message)
            out["X-Request-ID"] = self._name
            for header, value in _HEADERS.items():
                out.setdefault(header, value)
        await self._send(message)


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""

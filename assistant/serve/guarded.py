"""The MCP tools behind the same keys as the rest."""

from __future__ import annotations

import orjson
from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import Forbidden, YoujuError
from assistant.serve import faults
from assistant.serve.access import caller_of_request

PATH = "/mcp"


class Guarded:
    """ASGI wrapper that lets in whoever may read everything: tools know no documents that one
    caller may see and another may not. Their address may end in a slash or not."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        try:
            caller = caller_of_request(Request(scope, receive))
            if caller.documents is not None:
                raise Forbidden("这把密钥只能看部分文件，不能用 MCP。", "请换一把不限文件的密钥。")
        except YoujuError as error:
            refusal = faults.reply(scope["path"], *faults.fault_of(error))
            await refusal(scope, receive, send)
            return
        if scope["path"] == PATH:
            scope = {**scope, "path": f"{PATH}/", "root_path": PATH}
        await self._app(scope, receive, _Brief(send))


class _Brief:
    """Sends a reply; of the message of an error only its first words, as the rest speaks of
    the inside of a library."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        """As ASGI has it."""
        if message["type"] == "http.response.start" and _is_fault(message):
            self._start = message
            return
        if self._start:
            body = _shortened(message["body"])
            MutableHeaders(scope=self._start)["Content-Length"] = str(len(body))
            await self._send(self._start)
            self._start, message = None, {**message, "body": body}
        await self._send(message)


def _is_fault(start: Message) -> bool:
    kind = Headers(raw=start["headers"]).get("content-type", "")
    return start["status"] >= 400 and kind.startswith("application/json")


def _shortened(body: bytes) -> bytes:
    told = orjson.loads(body)
    match told:
        case {"error": {"message": str(message)}}:
            told["error"]["message"] = message.partition(":")[0]
    return orjson.dumps(told)

"""The MCP tools behind the same keys as the rest."""

from __future__ import annotations

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.errors import Forbidden, YoujuError
from assistant.serve import faults
from assistant.serve.access import known
from assistant.serve.service import service_of


class Guarded:
    """ASGI wrapper that lets in whoever may read everything: tools know no documents that one
    caller may see and another may not."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        request = Request(scope, receive)
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        try:
            given = token.strip() if scheme.lower() == "bearer" else None
            caller = known(service_of(request), request, given)
            if caller.documents is not None:
                raise Forbidden("这把密钥只能看部分文件，不能用 MCP。", "请换一把不限文件的密钥。")
        except YoujuError as error:
            await faults.reply(*faults.fault_of(error))(scope, receive, send)
            return
        await self._app(scope, receive, send)

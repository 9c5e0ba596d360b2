"""What of the page may be reached, and by whom: Gradio's endpoints are open to nobody else."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Mapping
from pathlib import Path
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import MutableHeaders
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.routing import BaseRoute, Match
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.access.keys import Role
from assistant.errors import Unauthorised
from assistant.serve.access import COOKIE, caller_of_request, identified
from assistant.serve.changing import LARGEST_UPLOAD
from assistant.serve.page import payload, policy
from assistant.serve.page.frame import ASSETS, with_gradio
from assistant.serve.page.signing import SIGN_IN, SIGN_OUT, sign_in, sign_out
from assistant.serve.stopping import until_stopped

_FORM = 1 << 20  # bytes of what comes with an upload
_API = "/gradio_api"
# What Gradio's page asks for as it loads, and what it does then. Whatever else Gradio has, calls
# by name above all, is not to be had.
_FILES = re.compile(rf"/(?:config|theme\.css|(?:assets|static)/.+)|{_API}/(?:theme\.css|info)")
_READ = re.compile(
    rf"{_API}/(?:queue/data|heartbeat/[\w-]+|startup-events|file=.+|upload_progress)"
)
_JOIN = f"{_API}/queue/join"
_DONE = re.compile(rf"{_API}/(?:queue/join|reset/?|cancel|upload)")
_UPLOAD = re.compile(rf"{_API}/upload(?:_progress)?")
# What lasts as long as a page is open, and the seconds that it has when the service is stopped:
# the other brings what handlers at work still have to say.
_STREAMS = ((re.compile(rf"{_API}/heartbeat/"), 0.0), (re.compile(rf"{_API}/queue/data"), 1.0))
_FOLDER = Path(__file__).parent / "assets"
_UNCHANGING = re.compile(rf"/assets/.+|{ASSETS}/.+\.woff2")


class PageRoute(BaseRoute):
    """The route of everything that belongs to the page; ``gradio`` holds the components of
    each role, ``handlers`` the numbers of theirs, ``uploads`` is the folder of what was
    uploaded."""

    path = "(page)"  # as the metrics call it

    def __init__(
        self,
        gradio: Mapping[Role, ASGIApp],
        handlers: Mapping[Role, Collection[int]],
        uploads: Path,
    ) -> None:
        self._gradio = gradio
        self._handlers = handlers
        self._uploads = uploads
        self._assets = StaticFiles(directory=_FOLDER)
        self._taking = {
            role: RequestBodyLimitMiddleware(app, max_body_size=LARGEST_UPLOAD + _FORM)
            for role, app in gradio.items()
        }

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """As Starlette has it."""
        if scope["type"] != "http" or not _is_ours(scope["method"], scope["path"]):
            return Match.NONE, {}
        return Match.FULL, {"route": self}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As Starlette has it."""
        request, path = Request(scope, receive), scope["path"]
        if path.startswith(f"{ASSETS}/"):
            within = {**scope, "root_path": ASSETS}
            await self._assets(within, receive, _Kept(path, send))
        elif path == SIGN_IN:
            await (await sign_in(request))(scope, receive, send)
        elif path == SIGN_OUT:
            await (await sign_out(request))(scope, receive, send)
        elif path == "/":
            await (await self._index(request))(scope, receive, send)
        else:
            await self._inside(request, send)

    async def _index(self, request: Request) -> Response:
        try:
            caller = caller_of_request(request)
        except Unauthorised:
            query = request.url.query
            asked = f"?next={quote(f'/?{query}', safe='')}" if query else ""
            return RedirectResponse(f"{SIGN_IN}{asked}", 303)
        nonce = secrets.token_urlsafe(16)
        page = await _fetched(self._gradio[caller.role], request.scope)
        framed = with_gradio(page, nonce, caller.role, signed_in=COOKIE in request.cookies)
        return HTMLResponse(framed, headers=dict(policy.headers(nonce)))

    async def _inside(self, request: Request, send: Send) -> None:
        """Gradio's own, for whoever may use it. Only what is done counts towards the limit."""
        done = request.method == "POST"
        caller = caller_of_request(request) if done else identified(request)[0]
        app = self._gradio[caller.role]
        if _UPLOAD.fullmatch(request.url.path):
            caller.at_least("editor")
            app = self._taking[caller.role]
        request.state.caller = caller
        receive = request.receive
        if request.url.path == _JOIN:
            handlers = self._handlers[caller.role]
            payload.check(await request.body(), handlers, self._uploads)
            receive = _again(await request.body(), receive)
        kept = _Kept(request.url.path, send)
        patience = next((wait for path, wait in _STREAMS if path.match(request.url.path)), None)
        if patience is None:
            await app(dict(request.scope), receive, kept)
        else:
            await until_stopped(app, dict(request.scope), receive, kept, patience)


def _again(body: bytes, receive: Receive) -> Receive:
    """Hands out a body that was read already, then whatever else comes."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return left.pop() if left else await receive()

    return replayed


class _Kept:
    """Sends a reply; the browser may keep what does not change for a month, and has to ask
    about the rest each time. What Gradio says of a fault is left to be said in our words."""

    def __init__(self, path: str, send: Send) -> None:
        self._send = send
        self._told = "private, max-age=2592000" if _UNCHANGING.fullmatch(path) else "no-cache"

    async def __call__(self, message: Message) -> None:
        """As ASGI has it."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault("Cache-Control", self._told)
            if message["status"] >= 400:
                headers["Content-Type"] = "text/plain"  # see passing.py
        await self._send(message)


def _is_ours(method: str, path: str) -> bool:
    if path == SIGN_IN:
        return method in ("GET", "HEAD", "POST")
    if path == SIGN_OUT:
        return method == "POST"
    if method in ("GET", "HEAD"):
        own = path == "/" or path.startswith(f"{ASSETS}/")
        return own or bool(_FILES.fullmatch(path) or _READ.fullmatch(path))
    return method == "POST" and bool(_DONE.fullmatch(path))


async def _fetched(app: ASGIApp, scope: Scope) -> str:
    """Gradio's page, as it comes without compression."""
    body = bytearray()

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            body.extend(message.get("body", b""))

    headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    asked = {**scope, "method": "GET", "headers": headers, "query_string": b""}
    await app(asked, receive, send)
    return body.decode()

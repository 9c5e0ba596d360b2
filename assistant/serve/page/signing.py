"""Signing in and out: a page of its own, without Gradio."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote

from anyio.to_thread import run_sync
from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup

from assistant.access.audit import Event
from assistant.access.keys import Key
from assistant.access.sessions import LASTS
from assistant.errors import Forbidden, Unauthorised, YoujuError
from assistant.serve.access import COOKIE, address_of, is_encrypted, is_same_origin
from assistant.serve.faults import fault_of
from assistant.serve.page import policy
from assistant.serve.page.frame import framed
from assistant.serve.page.html import element
from assistant.serve.service import Service, service_of

SIGN_IN = "/signin"
SIGN_OUT = "/signout"
_KEY = "yj_"  # how a key begins; a code is anything else
_LONGEST = 300
_PLACE = re.compile(r"/(?:(?:practice|training)(?:/[\w/-]*)?)?(?:\?.*)?")


async def sign_in(request: Request) -> Response:
    """The form, or what becomes of what was typed."""
    service, back = service_of(request), _back(request.query_params.get("next", ""))
    if service.is_open and not service.keys.guards():
        return RedirectResponse(back, 303)
    if request.method != "POST":
        return _form(back)
    try:
        if not is_same_origin(request):
            raise Forbidden("这个请求来自别的网站。", "请在这一页上输入口令。")
        token = await _opened(service, request, await _typed(request))
    except YoujuError as error:
        status, _ = fault_of(error)
        return _form(back, f"{error.message}{error.hint}", status)
    reply = RedirectResponse(back, 303)
    reply.set_cookie(
        COOKIE,
        token,
        max_age=int(LASTS.total_seconds()),
        httponly=True,
        samesite="lax",  # a link in a chat has to open
        secure=is_encrypted(request),
    )
    return reply


async def sign_out(request: Request) -> Response:
    """Ends the session; whoever signs in then comes to ``next``. Raises Forbidden for a page of
    another site."""
    if not is_same_origin(request):
        raise Forbidden("这个请求来自别的网站。", "请在有据的网页上退出。")
    if token := request.cookies.get(COOKIE):
        await run_sync(service_of(request).sessions.close, token)
    reply = RedirectResponse(_address(_back(request.query_params.get("next", ""))), 303)
    reply.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=is_encrypted(request))
    return reply


async def _typed(request: Request) -> str:
    """What stands in the one field."""
    fields = parse_qs((await request.body()).decode("utf-8", "replace"))
    return fields.get("secret", [""])[0].strip()[:_LONGEST]


async def _opened(service: Service, request: Request, secret: str) -> str:
    """A session of whoever knows a code or a key. Raises Unauthorised and TooMany."""
    if not secret:
        raise Unauthorised("还没有输入。", "请输入口令或密钥。")

    def opened() -> tuple[str, str]:
        # Keys have too many bits to guess: what is slowed down here is trying codes.
        key: Key | None = None
        if secret.startswith(_KEY):
            key = service.keys.check(secret)
        else:
            service.keys.check_code(secret, address_of(request))
        return service.sessions.open(key), key.id if key else "code"

    token, who = await run_sync(opened)
    service.audit.log(Event("signin", who, request=request.state.id, address=address_of(request)))
    return token


def _back(asked: str) -> str:
    """Where to go after: a place of this service alone."""
    return asked if _PLACE.fullmatch(asked) else "/"


def _address(back: str) -> str:
    """Of the form that leads there."""
    return SIGN_IN + (f"?next={quote(back, safe='')}" if back != "/" else "")


def _form(back: str, fault: str = "", status: int = 200) -> Response:
    told = element("p", fault, id="fault", role="alert") if fault else Markup("")
    body = Markup(
        '<main class="signin"><img src="/page/icon.svg" alt="" width="56" height="56">'
        '<h1>有据</h1><p class="motto">问政策，看原文</p>'
        '<form method="post" action="{}"><label for="secret">口令或密钥</label>'
        '<input id="secret" name="secret" type="password" autocomplete="current-password"'
        ' maxlength="300" required autofocus {}>'
        '{}<button class="accent" type="submit">进入</button></form>'
        '<p class="hint">口令由管理员给出；编辑和管理员用自己的密钥。</p></main>'
    ).format(
        _address(back),
        Markup('aria-describedby="fault" aria-invalid="true"') if fault else "",
        told,
    )
    return HTMLResponse(framed(Markup(""), body), status, headers=dict(policy.headers()))

"""What the pages of training have in common: the frame, who may open them, their files."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.routing import APIRoute
from markupsafe import Markup
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from assistant.access.keys import Role
from assistant.errors import Forbidden, Unauthorised, YoujuError
from assistant.serve import faults
from assistant.serve.access import Caller, LesserRole, caller_of_request, is_same_origin
from assistant.serve.faults import fault_of, of_status
from assistant.serve.page import policy
from assistant.serve.page.frame import framed, header
from assistant.serve.page.html import Part, element
from assistant.wire import ErrorObject

ASSETS = "/training/assets"
ROOTS = ("/practice", "/training", "/j")  # under which there are pages
_FOLDER = Path(__file__).parent / "assets"
_SAFE = ("GET", "HEAD")
_FOR_PROGRAMS = "/docs"
_FAULT = 500
_log = logging.getLogger(__name__)


class SignInFirst(Exception):
    """Whoever asks has to sign in, and then comes back to ``path``."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def visitor(request: Request, at_least: Role) -> Caller:
    """Who opens a page. Raises SignInFirst, Forbidden and TooMany."""
    try:
        caller = caller_of_request(request)
    except Unauthorised as error:
        raise SignInFirst(address(request)) from error
    caller.at_least(at_least)
    return caller


def address(request: Request) -> str:
    """The path and the query of a page."""
    query = request.url.query
    return f"{request.url.path}?{query}" if query else request.url.path


async def to_sign_in(_request: Request, error: Exception) -> Response:
    """Leads to the page for signing in."""
    assert isinstance(error, SignInFirst)  # noqa: S101 - as it is registered
    return RedirectResponse(f"/signin?next={quote(error.path, safe='')}", 303)


class PageRoute(APIRoute):
    """A route of a page: what goes wrong is told on a page, and a form has to come from one of
    ours."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with that around it."""
        handler = super().get_route_handler()

        async def told(request: Request) -> Response:
            try:
                if request.method not in _SAFE and not is_same_origin(request):
                    raise Forbidden("这个请求来自别的网站。", "请在有据的网页上操作。")
                return await handler(request)
            except SignInFirst:
                raise
            except LesserRole as error:
                return _notice(*fault_of(error), _sign_in_again(request))
            except YoujuError as error:
                return failed(error)
            except RequestValidationError:
                return _notice(422, of_status(422))
            except HTTPException as error:
                return _notice(error.status_code, of_status(error.status_code))
            except Exception as error:
                _log.error("程序出错", exc_info=error)
                return refused(request.scope, _FAULT, of_status(_FAULT))

        return told


def page(
    title: str,
    body: Markup,
    scripts: Sequence[str] = (),
    status: int = 200,
    styles: Sequence[str] = ("training.css",),
) -> Response:
    """A page of ours; ``scripts`` and ``styles`` are names of files of the assets."""
    # The styles of the page come after these: what is ours is told apart by its classes.
    head = Markup("").join(
        Markup('<link rel="stylesheet" href="{}/{}">').format(ASSETS, name) for name in styles
    )
    head += Markup("").join(
        Markup('<script defer src="{}/{}"></script>').format(ASSETS, name) for name in scripts
    )
    whole = framed(head, body, f"{title} · 有据")
    return HTMLResponse(whole, status, headers=dict(policy.headers()))


def headed(caller: Caller, here: str, *parts: Part, wide: bool = False) -> Markup:
    """A body with the head of the whole site; ``here`` is the place that it belongs to."""
    head = header(caller.role, signed_in=caller.who != "local", here=here, main="main")
    shape = "tr wide" if wide else "tr"
    return head + element("main", *parts, id="main", class_=shape, tabindex="-1")


def refused(scope: Scope, status: int, error: ErrorObject) -> Response:
    """What is wrong with a request that no handler took: a page where there are pages, unless
    a script of theirs asks."""
    kinds, path = Headers(scope=scope).get("accept", ""), scope["path"]
    is_page = any(path == root or path.startswith(f"{root}/") for root in ROOTS)
    if not is_page or kinds.startswith("application/json"):
        return faults.refused(scope, status, error)
    number = scope.get("state", {}).get("id") if status == _FAULT else None
    told = element("p", f"请求编号：{number}", class_="soft small") if number else ""
    return _notice(status, error, told=told)


def failed(error: YoujuError) -> Response:
    """What went wrong, as a page."""
    return _notice(*fault_of(error))


def _sign_in_again(request: Request) -> Markup:
    """Signs out, and comes back to the page once someone else has signed in."""
    return element(
        "form",
        element("button", "用密钥登录", type="submit", class_="accent"),
        method="post",
        action=f"/signout?next={quote(address(request), safe='')}",
    )


def _notice(status: int, error: ErrorObject, way_out: Part = "", told: Part = "") -> Response:
    hint = error["error"]["hint"]
    if _FOR_PROGRAMS in hint:
        hint = "请退回上一页，看看有没有漏写的，再试一次。"
    body = element(
        "main",
        element("h1", error["error"]["message"]),
        element("p", hint, class_="soft"),
        told,
        element("div", way_out, element("a", "回到首页", href="/", class_="button"), class_="acts"),
        class_="tr notice",
    )
    return page("没有成功", body, status=status)


def assets() -> StaticFiles:
    """Styles and scripts."""
    return StaticFiles(directory=_FOLDER)

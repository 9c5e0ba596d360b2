"""Pages asked for where there is none: the address of a form, opened anew, leads to the page
that the form stands on; of any other a page says that it is not there."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Match

from assistant.errors import NotThere
from assistant.serve.training.frame import failed

_NOWHERE = NotThere("没有这一页。", "请检查地址，或回到首页。")


def astray(pages: APIRouter, *roots: str) -> APIRouter:
    """What shows the rest of what lies under ``roots``; to be asked after ``pages``."""
    router, routes = APIRouter(include_in_schema=False), tuple(pages.routes)

    def shown(request: Request) -> Response:
        path = request.url.path.rstrip("/")
        if request.method != "GET":
            return failed(_NOWHERE)
        if path in roots or _is_there(routes, path, "POST"):
            while path:
                if _is_there(routes, path, "GET"):
                    return RedirectResponse(path, 303)
                path = path.rpartition("/")[0]
        return failed(_NOWHERE)

    for root in roots:
        router.add_api_route(f"{root}/{{rest:path}}", shown, methods=["GET", "POST"])
    return router


def _is_there(routes: Sequence[BaseRoute], path: str, method: str) -> bool:
    scope = {"type": "http", "method": method, "path": path, "root_path": "", "headers": []}
    return any(route.matches(scope)[0] is Match.FULL for route in routes)

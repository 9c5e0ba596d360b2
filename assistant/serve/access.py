"""Who asks, and what they may do."""

from __future__ import annotations

import math
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Annotated, Any

from fastapi import Depends, Request, Security
from fastapi.responses import Response
from fastapi.routing import APIRoute
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from assistant.access.keys import ROLES, Key, Role
from assistant.access.rate import house_of
from assistant.access.sessions import Session
from assistant.errors import Forbidden, TooMany, Unauthorised
from assistant.living import Living, not_there
from assistant.serve.service import service_of
from assistant.wording import ROLE_NAMES

_BEARER = HTTPBearer(auto_error=False, description="密钥，由 youju keys create 生成")
COOKIE = "youju_session"
_LOCAL, _CODE = "local", "code"
_SAFE = ("GET", "HEAD", "OPTIONS")


class LesserRole(Forbidden):
    """Whoever asks has the first role, and would need the second."""

    def __init__(self, has: Role, needs: Role) -> None:
        super().__init__(
            f"您现在的权限是“{ROLE_NAMES[has]}”，这件事要“{ROLE_NAMES[needs]}”来做。",
            f"请用{ROLE_NAMES[needs]}的密钥；没有的，请向管理员要。",
        )


@dataclass(frozen=True, slots=True)
class Caller:
    """``who`` is the id of a key, ``code`` or ``local``; ``documents`` are those that it may
    see, None for all."""

    who: str
    role: Role
    documents: frozenset[str] | None = None

    def may_see(self, document: str) -> bool:
        """Whether a document is among those."""
        return self.documents is None or document in self.documents

    def at_least(self, role: Role) -> None:
        """Raises Forbidden for a lesser role."""
        if ROLES.index(self.role) < ROLES.index(role):
            raise LesserRole(self.role, role)

    def seeing(self, document: str) -> str:
        """The same id. Raises NotThere where it may not be seen, as for one that is not there."""
        if not self.may_see(document):
            raise not_there(document)
        return document

    def among(self, wanted: Iterable[str] | None, living: Living) -> tuple[str, ...] | None:
        """The documents to answer from: those wanted, or all that may be seen; None for no
        limit. Raises NotThere."""
        if wanted is not None:
            return living.within([self.seeing(name) for name in wanted])
        there = living.within()
        if self.documents is None:
            return there
        return tuple(filter(self.may_see, living.assistant.documents if there is None else there))


Check = Callable[..., Coroutine[Any, Any, Caller]]


def requiring(role: Role) -> Check:
    """The dependency that lets in callers of at least this role, on routes that look at the
    key first. Raises Forbidden."""

    async def check(
        request: Request, _: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)]
    ) -> Caller:
        caller: Caller = request.state.caller
        caller.at_least(role)
        return caller

    return check


class KeyFirst(APIRoute):
    """A route that looks at the key before it takes in the body, so that nobody without one
    has the service read a large file."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, behind the key."""
        handler = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            request.state.caller = caller_of_request(request)
            return await handler(request)

        return guarded


def caller_of_request(request: Request) -> Caller:
    """Who a request comes from, by its key or its session; counts towards the limit of rate.
    Raises Unauthorised, TooMany, and Forbidden for a page of another site."""
    caller, counted = identified(request)
    if counted:
        _wait(service_of(request).limits.take(counted))
    return caller


def identified(request: Request) -> tuple[Caller, str]:
    """Who a request comes from, and under which name its requests are counted, empty where they
    are not. Raises as ``caller_of_request`` does."""
    service, address = service_of(request), address_of(request)
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    token = given.strip() if scheme.lower() == "bearer" else ""
    # Programs that have to send a key send any where there is none yet.
    if service.is_open and not service.keys.guards():
        if not is_loopback(address):
            raise Unauthorised("需要密钥。", "请在 Authorization 里写 Bearer 和密钥。")
        return Caller(_LOCAL, "admin"), ""
    try:
        cookie = request.cookies.get(COOKIE)
        if cookie and "authorization" not in request.headers:
            return _signed_in(service.sessions.check(cookie), request)
        key = service.keys.check(token)
    except Unauthorised:  # whoever tries many has to wait
        _wait(service.limits.take(house_of(address)))
        raise
    return caller_of(key), key.id


def _signed_in(session: Session, request: Request) -> tuple[Caller, str]:
    """A browser sends the cookie whatever page asks it to: what changes anything has to come
    from a page of ours."""
    if request.method not in _SAFE and not is_same_origin(request):
        raise Forbidden("这个请求来自别的网站。", "请在有据的网页上操作。")
    if session.key is None:
        return Caller(_CODE, "reader"), f"{_CODE} {session.id}"
    return caller_of(session.key), session.key.id


def is_same_origin(request: Request) -> bool:
    """Whether a request says that it comes from a page of the host that it goes to."""
    _, _, origin = request.headers.get("origin", "").partition("://")
    return bool(origin) and origin == request.headers.get("host")


def is_encrypted(request: Request) -> bool:
    """Whether a browser speaks to this service, or to what stands before it, in secret."""
    forwarded = request.headers.get("x-forwarded-proto", "").partition(",")[0].strip()
    return "https" in (request.url.scheme, forwarded)


def caller_of(key: Key) -> Caller:
    """The caller that holds a key."""
    return Caller(key.id, key.role, None if key.documents is None else frozenset(key.documents))


def address_of(request: Request) -> str:
    """The address that a request comes from."""
    return request.client.host if request.client else ""


def is_loopback(address: str) -> bool:
    """Whether an address is this machine's own."""
    try:
        return address == "localhost" or ip_address(address).is_loopback
    except ValueError:
        return address in ("", "testclient")


def _wait(seconds: float) -> None:
    if seconds > 0:
        raise TooMany(math.ceil(seconds))


may_read = requiring("reader")
may_edit = requiring("editor")
may_administer = requiring("admin")
Reader = Annotated[Caller, Depends(may_read)]
Editor = Annotated[Caller, Depends(may_edit)]
Admin = Annotated[Caller, Depends(may_administer)]

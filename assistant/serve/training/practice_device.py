"""Who practises on a page: a device, known by a cookie, without an account."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import Response

from assistant.serve.access import Caller
from assistant.serve.service import Service, service_of
from assistant.serve.training.frame import visitor
from assistant.training.practice.devices import holder_of
from assistant.training.practice.practising import Pool, Practice

COOKIE = "youju_practice"
PATH = "/practice"
_LASTS = 400 * 24 * 3600  # seconds; browsers keep none for longer
_BYTES = 32  # of chance in a token


@dataclass(frozen=True, slots=True)
class Learner:
    """A caller on a device; ``token`` is empty where the device has none yet. Whatever reads or
    writes: call it from a thread."""

    service: Service
    caller: Caller
    token: str

    @property
    def holder(self) -> str:
        """How the device is called in the file."""
        return holder_of(self.token)

    @property
    def practice(self) -> Practice:
        """What is kept of all devices."""
        return Practice(self.service.training)

    def pool(self) -> Pool:
        """What may be asked now."""
        return pool_of(self.service, self.caller)


def pool_of(service: Service, caller: Caller) -> Pool:
    """What a caller may be asked now."""
    assistant = service.living.assistant
    among = caller.among(None, service.living)
    streams = service.holding.streams(assistant, among)
    return Pool(streams, tuple(streams.material.documents))


def learner_of(request: Request) -> Learner:
    """Whoever opens a page for practice. Raises SignInFirst, Forbidden and TooMany."""
    caller = visitor(request, "reader")
    return Learner(service_of(request), caller, request.cookies.get(COOKIE, ""))


def with_token(learner: Learner) -> Learner:
    """The same with a token, a new one where there was none."""
    if learner.token:
        return learner
    return Learner(learner.service, learner.caller, secrets.token_urlsafe(_BYTES))


def keep(reply: Response, learner: Learner, *, encrypted: bool) -> None:
    """Has the browser keep the token; each visit anew, so that it lasts."""
    reply.set_cookie(
        COOKIE,
        learner.token,
        max_age=_LASTS,
        path=PATH,
        httponly=True,
        samesite="lax",
        secure=encrypted,
    )


def drop(reply: Response, *, encrypted: bool) -> None:
    """Has the browser forget the token."""
    reply.delete_cookie(COOKIE, path=PATH, httponly=True, samesite="lax", secure=encrypted)

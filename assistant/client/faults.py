"""What the service, or the way to it, may answer instead of a reply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from assistant.errors import YoujuError
from assistant.replies import JobObject

_LATER = "请稍后再试。"
_ADDRESS = "请检查服务的地址。"


class ServiceError(YoujuError):
    """A request without a reply.

    ``status`` is that of HTTP, None where no reply came or it broke off; ``request`` is the id
    that the service keeps of it; ``wait`` after how many seconds there may be another.
    ``is_sent`` tells whether the service may have acted on it.
    """

    def __init__(  # noqa: PLR0913 - all that is known
        self,
        code: str,
        message: str,
        hint: str,
        *,
        status: int | None = None,
        request: str | None = None,
        wait: float | None = None,
        is_sent: bool = True,
    ) -> None:
        super().__init__(message, hint)
        self.code = code
        self.status = status
        self.request = request
        self.wait = wait
        self.is_sent = is_sent

    def __str__(self) -> str:
        return f"{self.message}{self.hint}"


class BadRequest(ServiceError):
    """The request, or the file that it brings, cannot be used as given."""


class NotAuthorised(ServiceError):
    """No key, none that works (status 401), or none that may do this (403)."""


class NotFound(ServiceError):
    """What was asked for by its name is not there."""


class Gone(ServiceError):
    """What was asked for was there and is not kept any more."""


class Conflict(ServiceError):
    """What is asked for cannot be, as things stand."""


class RateLimited(ServiceError):
    """Too many requests; ``wait`` says when there may be another."""


class Unavailable(ServiceError):
    """The service cannot be reached, does not reply in time, or cannot answer at present."""


class JobFailed(YoujuError):
    """A job came to nothing; ``job`` is how it stands."""

    code = "job_failed"

    def __init__(self, job: JobObject) -> None:
        super().__init__(job["message"] or "这项工作没有做成。", "请告诉管理服务的人。")
        self.job = job


class JobUnfinished(YoujuError, TimeoutError):
    """A job was not done in the time that was given; it goes on. ``job`` is how it stands."""

    code = "job_unfinished"

    def __init__(self, job: JobObject) -> None:
        super().__init__("这项工作还没有做完。", "它还在做，请稍后再看。")
        self.job = job


_BY_STATUS: Mapping[int, type[ServiceError]] = {
    400: BadRequest,
    401: NotAuthorised,
    403: NotAuthorised,
    404: NotFound,
    409: Conflict,
    410: Gone,
    413: BadRequest,
    415: BadRequest,
    422: BadRequest,
    429: RateLimited,
    502: Unavailable,
    503: Unavailable,
    504: Unavailable,
}
# What an answer that has begun may still run into.
_BY_CODE: Mapping[str, type[ServiceError]] = {
    "bad_request": BadRequest,
    "busy": Unavailable,
    "gone": Gone,
    "no_index": Unavailable,
    "no_model": Conflict,
    "not_there": NotFound,
}


def accepted(response: httpx.Response) -> httpx.Response:
    """The same reply. Raises the fault that it tells, whose body has been read."""
    if response.is_success:
        return response
    status = response.status_code
    told = _told(response)
    raise _BY_STATUS.get(status, ServiceError)(
        told.get("code") or f"http_{status}",
        told.get("message") or f"服务回复 {status}，没有说明原因。",
        told.get("hint") or (_ADDRESS if status < 500 else _LATER),
        status=status,
        request=_request(response),
        wait=_wait(response.headers.get("retry-after", "")),
    )


def interruption(told: object, response: httpx.Response) -> ServiceError:
    """The fault that the body of an ``error`` event tells, on a reply that has begun."""
    fault = _fault_in(told)
    code = fault.get("code") or "error"
    kind = _BY_CODE.get(code, ServiceError)
    message, hint = fault.get("message") or "回答中断了。", fault.get("hint") or _LATER
    return kind(code, message, hint, request=_request(response))


def unreadable(response: httpx.Response) -> ServiceError:
    """The fault of a reply that is none of this service."""
    message = "这不是有据服务的回复。"
    status, request = response.status_code, _request(response)
    return ServiceError("bad_reply", message, _ADDRESS, status=status, request=request)


def broken_off(response: httpx.Response) -> ServiceError:
    """The fault of a stream that ends before its answer."""
    return Unavailable("broken_off", "回答没有发完就断了。", _LATER, request=_request(response))


@contextmanager
def on_the_way() -> Iterator[None]:
    """Has what goes wrong between here and the service told as Unavailable."""
    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol) as error:
        raise Unavailable(
            "unreachable", "连不上服务。", "请检查地址，以及服务是否开着。", is_sent=False
        ) from error
    except httpx.PoolTimeout as error:
        raise Unavailable("busy", "同时发出的请求太多。", _LATER, is_sent=False) from error
    except httpx.TimeoutException as error:
        raise Unavailable(
            "timeout", "服务没有按时回复。", "请稍后再试，或放宽 timeout。"
        ) from error
    except (httpx.TransportError, httpx.DecodingError) as error:
        raise Unavailable("disconnected", "和服务的连接断了。", _LATER) from error


def _told(response: httpx.Response) -> Mapping[str, str]:
    try:
        return _fault_in(response.json())
    except ValueError:
        return {}


def _fault_in(told: object) -> Mapping[str, str]:
    fault = told.get("error") if isinstance(told, dict) else None
    if not isinstance(fault, dict):
        return {}
    return {key: value for key, value in fault.items() if isinstance(value, str)}


def _request(response: httpx.Response) -> str | None:
    name: str | None = response.headers.get("x-request-id")
    return name


def _wait(told: str) -> float | None:
    """Retry-After, in seconds or as a date → seconds."""
    if told.isdecimal():
        return float(told)
    try:
        until = parsedate_to_datetime(told)
    except (ValueError, OverflowError):
        return None
    zoned = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max((zoned - datetime.now(UTC)).total_seconds(), 0.0)

"""How the service is reached: its address and key, and when a request is sent again."""

from __future__ import annotations

import os
import ssl
from collections.abc import Callable
from functools import cache
from typing import Any, TypedDict
from urllib.parse import SplitResult, urlsplit

import httpx
from tenacity import RetryCallState, retry_if_exception, stop_after_attempt, wait_random_exponential

from assistant import __version__
from assistant.client.call import Call
from assistant.client.faults import BadRequest, RateLimited, ServiceError, Unavailable
from assistant.loopback import LOOPBACK

HERE = "http://127.0.0.1:8000"
TIMEOUT = 120.0  # seconds; a model may write for 90
RETRIES = 3
_KEY = "YOUJU_API_KEY"
_CONNECT = 5.0  # seconds
_FIRST, _LONGEST = 0.5, 8.0  # seconds before the first repetition, and at most
_BACKOFF = wait_random_exponential(multiplier=_FIRST, max=_LONGEST)
_PATIENCE = 60.0  # seconds that are waited where the service says when to come back


class Connection(TypedDict):
    """What both of httpx's clients are made with."""

    base_url: str
    headers: dict[str, str]
    timeout: httpx.Timeout
    trust_env: bool
    verify: ssl.SSLContext


class Repeating(TypedDict):
    """What both of tenacity's loops are made with."""

    stop: Callable[[RetryCallState], bool]
    wait: Callable[[RetryCallState], float]
    retry: Callable[[RetryCallState], bool]
    reraise: bool


def connection(address: str, key: str | None, timeout: float) -> Connection:
    """The way to the service; the key is taken from YOUJU_API_KEY where none is given.

    Nothing is sent to where it redirects, and to this machine nothing through a proxy. Raises
    BadRequest.
    """
    host = _checked_address(address).hostname
    headers = {"User-Agent": f"youju-python/{__version__}"}
    key = _checked_key(os.environ.get(_KEY, "") if key is None else key)
    if key:
        headers["Authorization"] = f"Bearer {key}"
    return {
        "base_url": address,
        "headers": headers,
        "timeout": httpx.Timeout(timeout, connect=min(timeout, _CONNECT)),
        "trust_env": host not in LOOPBACK,
        "verify": _authorities(),
    }


@cache
def _authorities() -> ssl.SSLContext:
    """Whom both clients trust; takes 20 ms to read, so it is shared."""
    return httpx.create_ssl_context()


def repeating(call: Call[Any], retries: int) -> Repeating:
    """Sends a call again, later each time, for as often as ``retries``: where the connection
    was never made, and where what is passing went wrong with one that may be repeated."""
    return {
        "stop": stop_after_attempt(retries + 1),
        "wait": _pause,
        "retry": retry_if_exception(lambda error: _is_passing(error, call)),
        "reraise": True,
    }


def _is_passing(error: BaseException, call: Call[Any]) -> bool:
    if not isinstance(error, RateLimited | Unavailable) or (error.wait or 0) > _PATIENCE:
        return False
    if not error.is_sent:
        return True
    return call.repeats and error.code != "timeout"


def _pause(state: RetryCallState) -> float:
    """Seconds: as the service says, with a little more so that not all come back at once, or
    a random time under a bound that doubles."""
    error = state.outcome.exception() if state.outcome else None
    told = error.wait if isinstance(error, ServiceError) else None
    random = _BACKOFF(state)
    return random if told is None else told + min(random, _FIRST)


def _checked_address(address: str) -> SplitResult:
    try:
        url = urlsplit(address)
        fits = url.scheme in ("http", "https") and url.hostname and url.port != 0
        httpx.URL(address)
    except (ValueError, httpx.InvalidURL):
        fits = False
    if not fits:
        raise BadRequest("bad_request", "服务的地址不对。", f"写成 {HERE} 这样。", is_sent=False)
    if url.username is not None or url.password is not None:
        raise BadRequest("bad_request", "地址里不能有密码。", "密钥用 key 传入。", is_sent=False)
    return url


def _checked_key(key: str) -> str:
    key = key.strip()
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise BadRequest("bad_request", "密钥里有不能用的字符。", "请检查密钥。", is_sent=False)
    return key

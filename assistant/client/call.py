"""A request of the service as data: the one thing that both clients send."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import update_wrapper
from typing import Any, Generic, TypeAlias, TypeVar, cast
from urllib.parse import quote

import httpx

from assistant.client.faults import BadRequest, unreadable

T = TypeVar("T")
Method = TypeVar("Method", bound=Callable[..., object])
Fields = Mapping[str, object]
Names: TypeAlias = str | Sequence[str] | None  # None sets no limit
_SELF = inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY)


@dataclass(frozen=True, slots=True)
class Call(Generic[T]):
    """One request, and how its reply is read.

    None in ``query``, ``body`` and ``form`` leaves a field out. ``repeats`` says whether it
    may be sent again where nobody knows if it arrived. ``token`` is sent in the place of the
    client's key.
    """

    method: str
    path: str
    read: Callable[[httpx.Response], T]
    query: Fields = field(default_factory=dict)
    body: Fields | None = None
    form: Fields = field(default_factory=dict)
    file: tuple[str, bytes] | None = None
    accept: str = "application/json"
    repeats: bool = True
    token: str | None = None

    def on(self, http: httpx.Client | httpx.AsyncClient) -> httpx.Request:
        """The request, ready to be sent by a client. Raises BadRequest for halves of
        characters, which nothing can encode."""
        headers = {"Accept": self.accept}
        if self.token is not None:
            headers["Authorization"] = f"Bearer {self.token}"
        try:
            return http.build_request(
                self.method,
                self.path,
                params=_given(self.query) or None,
                json=None if self.body is None else _given(self.body),
                data=_given(self.form) or None,
                files=None if self.file is None else {"file": self.file},
                headers=headers,
            )
        except UnicodeEncodeError as error:
            hint = "请去掉乱码再试。"
            raise BadRequest("bad_request", "有认不出来的字符。", hint, is_sent=False) from error


def json_object(response: httpx.Response) -> Any:  # noqa: ANN401 - what the caller declares
    """The object that a reply is. Raises ServiceError where it is none."""
    try:
        told = response.json()
    except ValueError as error:
        raise unreadable(response) from error
    if not isinstance(told, dict):
        raise unreadable(response)
    return told


def content(response: httpx.Response) -> bytes:
    """The file that a reply is."""
    return response.content


def listed(names: str | Sequence[object] | None) -> list[object] | None:
    """Names as a list, also where there is one."""
    if names is None:
        return None
    return [names] if isinstance(names, str) else list(names)


def path(*names: str) -> str:
    """A path under /v1; what stands in a name cannot lead to another one. Raises BadRequest."""
    for name in names:
        if name in ("", ".", "..") or "/" in name:
            hint = "请照抄列出来的编号。"
            raise BadRequest("bad_request", f"{name!r:.60} 不是编号。", hint, is_sent=False)
    return "/v1/" + "/".join(quote(name, safe="", errors="replace") for name in names)


def as_method(send: Method, describe: Callable[..., object]) -> Method:
    """The method, with the name, the words and the parameters of what describes its call."""
    update_wrapper(send, describe)
    described = inspect.signature(describe)
    parameters = [_SELF, *described.parameters.values()]
    empty = inspect.Signature.empty
    signature = described.replace(parameters=parameters, return_annotation=empty)
    cast("Any", send).__signature__ = signature
    return send


def _given(fields: Fields) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}

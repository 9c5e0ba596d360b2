"""Whatever goes wrong → the one shape of an error, with a status and nothing of the inside;
OpenAI's shape where its clients ask."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import Scope
from typing_extensions import TypedDict

from assistant.errors import YoujuError
from assistant.wire import ErrorObject

# Status of a fault by its code; of any other it is 500.
STATUS: Mapping[str, int] = {
    "bad_request": 422,
    "bad_corpus": 422,
    "bad_file": 415,
    "unauthorised": 401,
    "forbidden": 403,
    "not_there": 404,
    "no_model": 409,
    "conflict": 409,
    "gone": 410,
    "too_large": 413,
    "too_many": 429,
    "no_index": 503,
    "busy": 503,
    "bad_library": 503,
}
STATUSES = (400, 401, 403, 404, 409, 410, 413, 415, 422, 429, 500, 503)  # that are declared
_HTTP = {
    400: ("bad_request", "请求读不懂。", "请检查请求的写法。"),
    401: ("unauthorised", "需要有效的密钥。", "请在 Authorization 里写 Bearer 和密钥。"),
    403: ("forbidden", "这把密钥不能这样用。", "请换一把权限够的密钥。"),
    404: ("not_there", "没有这个地址。", "可用的地址见 /docs。"),
    405: ("method_not_allowed", "这个地址不能这样请求。", "可用的方法见 /docs。"),
    406: ("not_acceptable", "给不出所要的格式。", "可用的格式见 /docs。"),
    409: ("conflict", "和现有的冲突，没有做。", "请看 message 里说的是什么，改正后再试。"),
    410: ("gone", "那一版已经不在了。", "请去掉 version，看现在的文字。"),
    413: ("too_large", "请求太大。", "请把内容减少后再发。"),
    415: ("bad_file", "不认识这种内容。", "请检查 Content-Type，可用的见 /docs。"),
    416: ("bad_request", "没有要的这一段。", "请去掉 Range 再发。"),
    422: ("bad_request", "请求有误。", "写法见 /docs。"),
    429: ("too_many", "请求太多。", "请稍等再试。"),
    503: ("busy", "暂时忙不过来。", "请稍后再试。"),
}
_INSIDE = ("error", "程序出错，没有得到结果。", "请稍后再试；反复出现时，把请求编号告诉管理员。")
# What pydantic calls a fault → how it is told.
_FAULTS = {
    "missing": "没有写",
    "json_invalid": "不是合法的 JSON",
    "string_type": "应为文字",
    "string_unicode": "有认不出来的字符",
    "string_too_short": "太短",
    "string_too_long": "太长",
    "too_long": "太多",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "list_type": "应为列表",
    "literal_error": "不是可用的值",
    "enum": "不是可用的值",
    "union_tag_invalid": "不是可用的值",
    "union_tag_not_found": "没有写",
    "greater_than_equal": "太小",
    "less_than_equal": "太大",
    "date_type": "应为日期",
    "date_parsing": "应为日期，写成 2026-11-21 这样",
    "date_from_datetime_parsing": "应为日期，写成 2026-11-21 这样",
}
_TOLD = 5  # faults of one request
_OPENAI = ("/v1/models", "/v1/chat/")  # how the paths of its clients begin
_TYPES = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}
_log = logging.getLogger(__name__)


class OpenAIFault(TypedDict):
    """What is wrong, as OpenAI tells it."""

    message: str
    type: str
    param: str | None
    code: str | None


class OpenAIError(TypedDict):
    """An error as OpenAI tells it."""

    error: OpenAIFault


def install(app: FastAPI) -> None:
    """Has the app tell every fault in the same shape."""
    app.add_exception_handler(YoujuError, _of_ours)
    app.add_exception_handler(RequestValidationError, _of_validation)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(Exception, _of_program)


def reply(
    path: str, status: int, error: ErrorObject, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """An error as the response to a request of this path."""
    told = openai_error(status, error) if path.startswith(_OPENAI) else error
    return JSONResponse(told, status, headers=headers)


def refused(scope: Scope, status: int, error: ErrorObject) -> Response:
    """The same to a request that no handler took."""
    return reply(scope["path"], status, error)


def openai_error(status: int, error: ErrorObject) -> OpenAIError:
    """The same error as OpenAI tells it."""
    kind = _TYPES.get(status, "server_error" if status >= 500 else "invalid_request_error")
    message = f"{error['error']['message']}{error['error']['hint']}"
    return {
        "error": {"message": message, "type": kind, "param": None, "code": error["error"]["code"]}
    }


def fault_of(error: YoujuError) -> tuple[int, ErrorObject]:
    """Status and object of a fault of ours; one of the inside is told as such."""
    status = STATUS.get(error.code, 500)
    if status == 500:
        _log.error("%s：%s", error.code, error.message)
        return status, _object(*_INSIDE)
    return status, _object(error.code, error.message, error.hint)


def of_status(status: int) -> ErrorObject:
    """The error of a status that the framework gives."""
    if status in _HTTP:
        return _object(*_HTTP[status])
    if status < 500:
        return _object("bad_request", HTTPStatus(status).phrase, "请检查请求的写法。")
    return _object(*_INSIDE)


def of_faults(faults: Sequence[Mapping[str, Any]]) -> ErrorObject:
    """What is wrong with the fields of a request, without what was sent."""
    told = [f"{_field(fault['loc'])}{_FAULTS.get(fault['type'], '不符合要求')}" for fault in faults]
    return _object(
        "bad_request", f"请求有误：{'；'.join(dict.fromkeys(told[:_TOLD]))}。", "写法见 /docs。"
    )


def _field(place: Sequence[object]) -> str:
    names = [str(name) for name in place if name not in ("body", "query", "path", "header")]
    return f"{'.'.join(names)[:80]} " if names and not names[0].isdecimal() else ""


def _object(code: str, message: str, hint: str) -> ErrorObject:
    return {"error": {"code": code, "message": message, "hint": hint}}


async def _of_ours(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, YoujuError)  # noqa: S101 - as registered
    status, found = fault_of(error)
    wait = getattr(error, "wait", None)
    return reply(request.url.path, status, found, {"Retry-After": str(wait)} if wait else None)


async def _of_validation(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    return reply(request.url.path, 422, of_faults(error.errors()))


async def _of_http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101
    status = error.status_code
    return reply(request.url.path, status, of_status(status), error.headers)


async def _of_program(request: Request, error: Exception) -> JSONResponse:
    _log.error("程序出错", exc_info=error)
    return reply(request.url.path, 500, _object(*_INSIDE))

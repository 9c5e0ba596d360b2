"""What /docs shows: the page itself, and examples of every request and reply.

The examples were taken from a service over the documents that come with the program.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response

from assistant.serve import faults

Examples = Mapping[str, Mapping[str, Any]]  # by the id of an operation

_OPENAI = "OpenAI 兼容"
TAGS = [
    {"name": "问答", "description": "提问，检索。回答里的每句话都带着所依据的条款原文。"},
    {"name": "资料", "description": "正在用来回答的文件、条款和量化指标。"},
    {"name": "资料库", "description": "上传、替换、删除文件；改动马上生效，索引随后跟上。"},
    {"name": "培训", "description": "题目集，现场答题，练习。题目都带着所依据的条款原文。"},
    {"name": "运行", "description": "在不在、能不能回答、版本、指标，和读者的意见。"},
    {"name": _OPENAI, "description": "给会说 OpenAI 接口的程序用；出错时也是它的样子。"},
]
_STATIC = "/static-offline-docs"
_PAGE = f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>有据 API</title>
<link rel="icon" href="/docs/icon.svg">
<link rel="stylesheet" href="{_STATIC}/swagger-ui.css">
<link rel="stylesheet" href="/docs/page.css">
</head>
<body>
<div id="page"></div>
<script src="{_STATIC}/swagger-ui-bundle.js"></script>
<script src="/docs/page.js"></script>
</body>
</html>
"""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
_KINDS = {"page.js": "text/javascript", "page.css": "text/css", "icon.svg": "image/svg+xml"}


def install(app: FastAPI) -> None:
    """Adds the page to the app, and the examples to what it declares."""
    policy = {"Content-Security-Policy": _POLICY}

    @app.get("/docs", include_in_schema=False)
    async def page() -> Response:
        return HTMLResponse(_PAGE, headers=policy)

    for name, kind in _KINDS.items():
        app.add_api_route(f"/docs/{name}", _file(name, kind), include_in_schema=False)
    declared = app.openapi

    def with_examples() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = declared()
            _illustrate(schema, examples())
            _leave_out_english(schema)
        return declared()

    app.openapi = with_examples  # type: ignore[method-assign]


def examples() -> Examples:
    """Of each operation its ``request``, ``parameters`` and ``replies``: by status, then by
    content type."""
    found: dict[str, Mapping[str, Any]] = {}
    for file in sorted(files("assistant.serve").joinpath("docs").iterdir(), key=lambda f: f.name):
        if file.name.startswith("examples") and file.name.endswith(".json"):
            found |= json.loads(file.read_text("utf-8"))
    return found


def operations(schema: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every operation that is declared."""
    for methods in schema["paths"].values():
        yield from methods.values()


def _illustrate(schema: Mapping[str, Any], given: Examples) -> None:
    for operation in operations(schema):
        shown = given.get(operation["operationId"], {})
        for parameter in operation.get("parameters", ()):
            if parameter["name"] in shown.get("parameters", {}):
                parameter["example"] = shown["parameters"][parameter["name"]]
        for content in operation.get("requestBody", {}).get("content", {}).values():
            if "request" in shown:
                content["example"] = shown["request"]
        for status, reply in operation["responses"].items():
            if status >= "400":
                _show_fault(int(status), reply, operation["tags"])
                continue
            reply["description"] = "成功"
            replies = shown.get("replies", {}).get(status, {})
            for kind, content in reply["content"].items():
                content["example"] = replies.get(kind)


def _show_fault(status: int, reply: dict[str, Any], tags: list[str]) -> None:
    """A fault is JSON, also where what goes well is text."""
    [content] = reply["content"].values()
    found = faults.of_status(status)
    shown = faults.openai_error(status, found) if _OPENAI in tags else found
    reply["content"] = {"application/json": {**content, "example": shown}}


def _leave_out_english(schema: Mapping[str, Any]) -> None:
    """What the program's types say of themselves is for those who write it."""
    for part in schema["components"]["schemas"].values():
        part.pop("description", None)


def _file(name: str, kind: str) -> Any:  # noqa: ANN401 - as FastAPI takes it
    async def file() -> Response:
        return Response(_read(name), media_type=kind)

    return file


def _read(name: str) -> str:
    return files("assistant.serve").joinpath("docs", name).read_text("utf-8")

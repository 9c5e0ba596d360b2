"""What a browser sends to a handler: there has to be one of this number, and a file that it
names has to be one that was uploaded.

Gradio copies a file that is named, wherever it lies, to where it can be fetched; an address of
another host it would fetch itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import orjson

from assistant.errors import BadRequest, Forbidden


def check(body: bytes, handlers: Collection[int], uploads: Path) -> None:
    """Raises BadRequest where the body of a call names none of these handlers, and Forbidden
    where it names a file outside the folder ``uploads``."""
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError:  # Gradio says so
        return
    number = told.get("fn_index") if isinstance(told, dict) else None
    if type(number) is not int or number not in handlers:
        raise BadRequest("网页上没有这个操作。", "请刷新网页，再试一次。")
    for path in _named(told):
        if not _is_within(path, uploads):
            raise Forbidden("这个文件不是在这里上传的。", "请重新选择文件上传。")


def _named(told: object) -> Iterator[object]:
    """The path of everything that Gradio may take for a file."""
    left = [told]
    while left:
        part = left.pop()
        if isinstance(part, dict):
            if "path" in part and "meta" in part:
                yield part["path"]
            left += part.values()
        elif isinstance(part, list):
            left += part


def _is_within(path: object, uploads: Path) -> bool:
    try:
        return isinstance(path, str) and Path(path).resolve().is_relative_to(uploads.resolve())
    except (OSError, ValueError):  # too long, a loop, a null character
        return False

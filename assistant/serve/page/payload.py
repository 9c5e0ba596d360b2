"""What a browser sends to a handler: a file that it names has to be one that was uploaded.

Gradio copies a file that is named, wherever it lies, to where it can be fetched; an address of
another host it would fetch itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import orjson

from assistant.errors import Forbidden


def check(body: bytes, uploads: Path) -> None:
    """Raises Forbidden where the body of a call names a file outside the folder ``uploads``."""
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError:  # Gradio says so
        return
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

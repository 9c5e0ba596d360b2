"""Many requests from a file: one JSON line in, one out, in the same order."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from assistant.cli.faults import explain
from assistant.cli.request import Request, parse
from assistant.errors import BadRequest
from assistant.wire import JsonObject, error_object

# Line ends to some readers, though not to JSON.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def run(lines: Sequence[bytes], reply: Callable[[Request], JsonObject]) -> None:
    """Prints a reply for every line; a bad line gets an error and stops nothing."""
    from tqdm import tqdm  # noqa: PLC0415 - slow, not needed for the help

    for line in tqdm(lines, desc="处理", unit="行"):
        found = json.dumps(_reply(line, reply), ensure_ascii=False, separators=(",", ":"))
        click.echo(found.translate(_LINE_ENDS))


def read_lines(path: Path) -> list[bytes]:
    """Lines of a JSONL file without the blank ones at its end. Raises BadRequest."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadRequest(f"读不到文件 {path}。", "请检查路径：要给出一个 JSONL 文件。") from error
    if b"\0" in data:
        hint = '请用 UTF-8 编码的 JSONL 文件，每行写一个 {"question": "…"}。'
        raise BadRequest(f"{path} 不是 UTF-8 文本文件。", hint)
    text = data.removeprefix(b"\xef\xbb\xbf").rstrip()
    return text.split(b"\n") if text else []


def _reply(line: bytes, reply: Callable[[Request], JsonObject]) -> JsonObject:
    identity: object = None
    try:
        given = _object(line)
        identity = _identity(given)
        found = reply(parse(given))
    except Exception as error:  # whatever it is, the other lines have their answers
        return {"id": identity, **error_object(explain(error))}
    return found if identity is None else {"id": identity, **found, **{"id": identity}}


def _object(line: bytes) -> dict[str, object]:
    hint = '每行写一个 {"question": "…"}，用 UTF-8 编码。'
    try:
        given = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadRequest("这一行不是合法的 JSON。", hint) from error
    if not isinstance(given, dict):
        raise BadRequest("这一行不是 JSON 对象。", hint)
    return given


def _identity(given: dict[str, object]) -> str | int | None:
    identity = given.get("id")
    if identity is None or (isinstance(identity, str | int) and not isinstance(identity, bool)):
        return identity
    raise BadRequest(f"id 应为文字或整数，给出的是 {identity!r:.60}。", "请改写 id。")

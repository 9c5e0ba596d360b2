"""What every reader of a public set makes: documents, cases, and remarks on what it left out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import BadRequest
from assistant.evaluate.cases import Case
from assistant.types import CleaningReport, Document, OffsetMap, Source

_HINT = "请核对 --format 与文件是否相符，见 eval/README.md。"


@dataclass(frozen=True, slots=True)
class Collection:
    """Texts as they are, not cleaned: gold quotes stand in them verbatim."""

    documents: tuple[Document, ...]
    cases: tuple[Case, ...]
    remarks: tuple[str, ...] = ()


def collection(
    documents: Sequence[Document], cases: Sequence[Case], left_out: Sequence[str], why: str
) -> Collection:
    """A collection with a remark on the questions ``left_out``; one without a case is a fault."""
    if not cases:
        raise BadRequest("评测集里没有一道能用的题。", _HINT)
    remark = f"有 {len(left_out)} 题没有用：{why}（如 {'、'.join(left_out[:3])}）"
    return Collection(tuple(documents), tuple(cases), (remark,) if left_out else ())


def document(name: str, title: str, text: str) -> Document:
    """A text of its own, of no place and no date."""
    source = Source(id=name, title=title, file=f"{name}.txt", sha256="")
    return Document(source, text, OffsetMap((0,), (0,)), CleaningReport())


def read_json(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    """The content of a JSON file. Raises BadRequest."""
    return _parsed(path, json.loads)


def read_lines(path: Path) -> list[Any]:
    """The content of a file with an object a line. Raises BadRequest."""
    found: list[Any] = _parsed(
        path, lambda text: [json.loads(line) for line in text.splitlines() if line.strip()]
    )
    return found


def _parsed(path: Path, parse: Callable[[str], Any]) -> Any:  # noqa: ANN401 - as parsed
    try:
        return parse(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadRequest(f"读不了评测集 {path}：{error.strerror}") from error
    except ValueError as error:
        raise BadRequest(f"评测集 {path} 不是 UTF-8 编码的 JSON：{error}", _HINT) from error


@contextmanager
def shape_of(path: Path, layout: str) -> Iterator[None]:
    """Turns a missing key or a value of another type into BadRequest."""
    try:
        yield
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise BadRequest(f"{path} 不是 {layout} 的格式：{error!r}", _HINT) from error

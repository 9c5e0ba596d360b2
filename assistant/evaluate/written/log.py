"""Rows in a file, each written the moment it is there: a run that was cut short goes on."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Generic, TypeVar

from assistant.resources import PACKAGE


@dataclass(frozen=True, slots=True)
class Key:
    """What a row is of. ``model`` is empty where no model has a part in it; ``digest`` is of
    the case, of all that the model is told beside it, and of the code."""

    index_version: str
    model: str
    way: str
    id: str
    digest: str


@dataclass(frozen=True, slots=True)
class Keyed:
    """A row of a log. ``error`` says what was raised in place of an answer."""

    key: Key
    error: str


R = TypeVar("R", bound=Keyed)


class Log(Generic[R]):
    """Rows by key, in a file of one JSON object a line; of two with one key the later counts.

    ``read`` makes a row of its JSON with lists as tuples. Lines that it cannot read, as a run
    that was killed leaves them, are passed over.
    """

    def __init__(self, path: Path, read: Callable[[Mapping[str, Any]], R]) -> None:
        self._path = path
        self._rows: dict[Key, R] = {}
        content = path.read_text("utf-8") if path.exists() else ""
        self._torn = bool(content) and not content.endswith("\n")
        for line in content.splitlines():
            try:
                row = read(_frozen(json.loads(line)))
            except (ValueError, TypeError, KeyError):
                continue
            self._rows[row.key] = row

    def get(self, key: Key) -> R | None:
        """The row of a key, if it is there."""
        return self._rows.get(key)

    def is_done(self, key: Key) -> bool:
        """Whether there is a row of a key, and not of an error: that is tried again."""
        row = self._rows.get(key)
        return row is not None and not row.error

    def add(self, row: R) -> None:
        """Appends a row to the file at once."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(("\n" if self._torn else "") + json.dumps(asdict(row), ensure_ascii=False))
            file.write("\n")
        self._torn = False
        self._rows[row.key] = row


def digest(*parts: str) -> str:
    """Some characters that change with any of the parts."""
    return sha256("\0".join(parts).encode()).hexdigest()[:16]


def instructions(folder: Path) -> str:
    """All that the folder of prompts tells a model."""
    files = (path for path in sorted(folder.glob("*.md")) if path.name != "README.md")
    return "\n".join(path.read_text("utf-8") for path in files)


ANSWERING = ("answer", "figures", "retrieve", "text")  # what answers are made by


@cache
def code(*places: str) -> str:
    """Changes with the code and the weights at these places of the package, folders or files."""
    within = [PACKAGE / place for place in places]
    files = sorted(path for each in within for path in (each, *each.rglob("*")) if path.is_file())
    read = (path.read_text("utf-8") for path in files if path.suffix in (".py", ".json"))
    return digest(*read)


def _frozen(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return {name: _frozen(item) for name, item in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value

"""What is asked for on the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from assistant.errors import BadRequest


class _Named(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Named)


@dataclass(frozen=True, slots=True)
class Options:
    """Files, and which of their cases to put to which ways, for how many minutes.

    Empty names mean all. ``report`` has no suffix; ``rows`` is None for the usual file.
    """

    questions: Path | None = None
    injections: Path | None = None
    report: Path | None = None
    split: str | None = None
    kinds: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    minutes: float = 55.0
    rows: Path | None = None
    limit: int | None = None
    only: tuple[str, ...] = ()

    def chosen(self, cases: Sequence[T]) -> list[T]:
        """Those of the cases in order that are asked for by id, and so many of them. Raises
        BadRequest for an id that is not there, and where none is left."""
        known = {case.id for case in cases}
        if wrong := [name for name in self.only if name not in known]:
            raise BadRequest(f"没有这样编号的题：{'、'.join(wrong)}。", "请核对 --only。")
        found = [case for case in cases if not self.only or case.id in self.only]
        if not found[: self.limit]:
            raise BadRequest("没有要做的题。", "请核对 --split、--kinds 和 --limit。")
        return found[: self.limit]


def write(report: Path | None, suffix: str, content: str) -> None:
    """Writes one file of a report, if one is asked for. Raises BadRequest."""
    if report is None:
        return
    path = report.with_name(report.name + suffix)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")
    except OSError as error:
        raise BadRequest(f"写不了文件 {path}：{error.strerror}") from error
    print(f"已写入 {path}", file=sys.stderr)  # noqa: T201

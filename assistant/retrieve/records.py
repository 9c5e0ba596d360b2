"""Documents, clauses and figures as lines of JSON, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import orjson

from assistant.types import (
    Clause,
    CleaningReport,
    Document,
    Figure,
    HeadingFix,
    OffsetMap,
    Override,
    Responsibility,
    SetAside,
    Source,
)

T = TypeVar("T")
Json = dict[str, Any]


def write_lines(path: Path, records: Iterable[Document | Clause | Figure]) -> None:
    """One compact JSON object a line."""
    with path.open("wb") as file:
        for record in records:
            file.write(orjson.dumps(record, default=str, option=orjson.OPT_APPEND_NEWLINE))


def read_lines(path: Path, make: Callable[[Json], T]) -> tuple[T, ...]:
    """The records of a file written by ``write_lines``."""
    with path.open("rb") as file:
        return tuple(make(orjson.loads(line)) for line in file)


def document(record: Json) -> Document:
    """A Document from its JSON object."""
    report = record["report"]
    return Document(
        source=Source(**record["source"]),
        text=record["text"],
        offsets=OffsetMap(tuple(record["offsets"]["clean"]), tuple(record["offsets"]["raw"])),
        report=CleaningReport(
            set_aside=tuple(SetAside(**aside) for aside in report["set_aside"]),
            joined=tuple(report["joined"]),
            raw_characters=report["raw_characters"],
            kept_characters=report["kept_characters"],
            applied=tuple(Override(**override) for override in report["applied"]),
            stale=tuple(Override(**override) for override in report["stale"]),
        ),
        headings=tuple(HeadingFix(**fix) for fix in record["headings"]),
    )


def clause(record: Json) -> Clause:
    """A Clause from its JSON object."""
    tuples = {name: tuple(record[name]) for name in ("path", "years", "departments", "frames")}
    roles = tuple(Responsibility(**role) for role in record["responsibilities"])
    return Clause(**{**record, **tuples, "responsibilities": roles})


def figure(record: Json) -> Figure:
    """A Figure from its JSON object."""
    values = {name: Decimal(record[name]) for name in ("low", "high")}
    tuples = {name: tuple(record[name]) for name in ("years", "departments")}
    return Figure(**{**record, **values, **tuples})

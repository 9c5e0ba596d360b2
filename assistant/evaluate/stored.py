"""A report that lies on disk, read back to be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.evaluate.cases import Case
from assistant.evaluate.measures import ANSWERS, FUSED, RETRIEVERS, STRAYS
from assistant.evaluate.record import Record, digest, read_report
from assistant.evaluate.summary import Share, Spread, Summary

_NONE = Share(0, 0)


@dataclass(frozen=True, slots=True)
class Failed:
    """A question that something is wrong with, and what came instead of what was wanted.

    ``cited`` are clause id and quote of each citation, ``found`` the ids of the clauses that
    the search brought, best first.
    """

    id: str
    kind: str
    split: str
    digest: str
    question: str
    history: tuple[str, ...]
    why: tuple[str, ...]
    answer: str
    cited: tuple[tuple[str, str], ...]
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """What a report says."""

    index_version: str
    encoder: str
    as_of: str
    overall: Summary
    splits: Mapping[str, Summary]
    kinds: Mapping[str, Summary]
    failed: tuple[Failed, ...]
    record: Record


def read_stored(path: Path) -> Stored:
    """The report of a file that ``youju eval --json`` wrote. Raises BadRequest."""
    return read_report(path, _stored)


def wanted(failed: Iterable[Failed], cases: Iterable[Case]) -> Iterator[tuple[Failed, Case | None]]:
    """Each with its case, None where that has changed since or is not there."""
    known = {digest(case): case for case in cases}
    return ((item, known.get(item.digest)) for item in failed)


def _stored(content: Mapping[str, Any]) -> Stored:
    return Stored(
        index_version=content["index_version"],
        encoder=content["encoder"],
        as_of=content["as_of"],
        overall=_summary(content["overall"]),
        splits={name: _summary(found) for name, found in content["splits"].items()},
        kinds={kind: _summary(found) for kind, found in content["kinds"].items()},
        failed=tuple(_failed(row) for row in content["rows"] if row["failures"]),
        record=Record.of(content),
    )


def _summary(found: Mapping[str, Any]) -> Summary:
    retrieval = found["retrieval"]
    searched = [measure.key.partition(":")[0] for measure in FUSED]
    return Summary(
        cases=found["cases"],
        answerable=found["answerable"],
        errors=found["errors"],
        retrieval={name: _shares(retrieval.get(name, {}), searched) for name in RETRIEVERS},
        strays=_shares(found["strays"], [measure.key for measure in STRAYS]),
        answers=_shares(found["answers"], [measure.key for measure in ANSWERS]),
        latency=_spread(found["latency_ms"]),
        length=_spread(found["length"]),
    )


def _shares(found: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Share]:
    """A share where nothing counted is not in the file."""
    return {key: Share(one["k"], one["n"]) if (one := found.get(key)) else _NONE for key in keys}


def _spread(found: Mapping[str, float] | None) -> Spread | None:
    return Spread(found["p50"], found["p95"]) if found else None


def _failed(row: Mapping[str, Any]) -> Failed:
    return Failed(
        id=row["id"],
        kind=row["kind"],
        split=row["split"],
        digest=row["digest"],
        question=row["question"],
        history=tuple(row["history"]),
        why=tuple(row["failures"]),
        answer=row["answer"] or "",
        cited=tuple((item["clause"], item["quote"]) for item in row["citations"]),
        found=tuple(row["hits"]),
    )

"""A report as JSON, for programs; and read back, to be compared with another."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from assistant.errors import BadRequest
from assistant.evaluate.cases import Case
from assistant.evaluate.failures import reasons
from assistant.evaluate.judge import Count
from assistant.evaluate.measures import RECORDED
from assistant.evaluate.run import Report, Row
from assistant.evaluate.summary import Share, Spread, Summary, by_kind, rounded, summarise
from assistant.types import Answer, Citation

FORMAT = 2
_SHOWN = 5  # clause ids kept of each search

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is compared of a row. ``digest`` changes with the case, ``scores`` are by measure."""

    id: str
    kind: str
    split: str
    digest: str
    question: str
    scores: Mapping[str, Count]
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What is compared of a report."""

    entries: Mapping[str, Entry]
    secrets: int

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Record:
        """The record of a report's JSON."""
        entries = map(_entry, content["rows"])
        return cls({entry.id: entry for entry in entries}, content["secrets"])

    @classmethod
    def read(cls, path: Path) -> Record:
        """The record of a report that ``as_json`` wrote. Raises BadRequest."""
        return read_report(path, cls.of)


def read_report(path: Path, made: Callable[[Mapping[str, Any]], T]) -> T:
    """What is made of the JSON of a report. Raises BadRequest."""
    hint = "请给出 youju eval --json 写出的文件。"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            hint = "它是别的版本写出的，请用现在的版本重新评测一次。"
            raise BadRequest(f"评测结果 {path} 的格式是 {content['format']!r}", hint)
        return made(content)
    except OSError as error:
        raise BadRequest(f"读不了评测结果 {path}：{error.strerror}", hint) from error
    except (ValueError, TypeError, KeyError) as error:
        raise BadRequest(f"{path} 不是评测结果", hint) from error


def content_of(report: Report) -> dict[str, Any]:
    """Summary, then rows in the order of the cases; keys always in the same order."""
    return {
        "format": FORMAT,
        "index_version": report.index_version,
        "encoder": report.encoder,
        "as_of": report.as_of,
        "secrets": report.secrets,
        "overall": _summary(summarise(report.rows)),
        "splits": {name: _summary(summarise(rows)) for name, rows in _splits(report.rows)},
        "kinds": {kind: _summary(summary) for kind, summary in by_kind(report.rows)},
        "rows": [_row(row) for row in report.rows],
    }


def as_json(report: Report) -> str:
    """The content, a line for each row and each kind, so that two reports are easily told apart."""
    parts = (f"{_json(key)}: {_lines(value)}" for key, value in content_of(report).items())
    return "{\n" + ",\n".join(parts) + "\n}\n"


def digest(case: Case) -> str:
    """A short name of the question and its gold, which changes with either."""
    parts = {**asdict(case), "split": None}
    return sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:12]


def scores(row: Row) -> dict[str, Count]:
    """What each measure counts in a row."""
    found = ((measure.key, measure.count(row)) for measure in RECORDED)
    return {key: count for key, count in found if count is not None}


def _lines(value: Any) -> str:  # noqa: ANN401 - JSON
    """JSON with a line for each item of a list or an object."""
    if isinstance(value, list):
        return "[\n" + ",\n".join(map(_json, value)) + "\n]"
    if isinstance(value, dict):
        items = (f"{_json(key)}: {_json(item)}" for key, item in value.items())
        return "{\n" + ",\n".join(items) + "\n}"
    return _json(value)


def _json(value: Any) -> str:  # noqa: ANN401 - JSON
    return json.dumps(value, ensure_ascii=False)


def _entry(row: Mapping[str, Any]) -> Entry:
    return Entry(
        id=row["id"],
        kind=row["kind"],
        split=row["split"],
        digest=row["digest"],
        question=row["question"],
        scores={key: (count[0], count[1]) for key, count in row["scores"].items()},
        failures=tuple(row["failures"]),
    )


def _splits(rows: Iterable[Row]) -> Iterable[tuple[str, list[Row]]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.case.split, []).append(row)
    return sorted(found.items())


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "cases": summary.cases,
        "answerable": summary.answerable,
        "errors": summary.errors,
        "retrieval": {name: _shares(found) for name, found in summary.retrieval.items()},
        "strays": _shares(summary.strays),
        "answers": _shares(summary.answers),
        "length": _spread(summary.length),
        "latency_ms": _spread(summary.latency),
    }


def _spread(spread: Spread | None) -> dict[str, float] | None:
    return {"p50": round(spread.p50, 2), "p95": round(spread.p95, 2)} if spread else None


def _shares(found: Mapping[str, Share]) -> dict[str, Any]:
    return {key: _share(share) for key, share in found.items() if share.n}


def _share(share: Share) -> dict[str, Any]:
    interval = [round(end, 4) for end in share.interval]
    value = rounded(share.value)
    return {"k": round(share.k, 3), "n": share.n, "value": value, "interval": interval}


def _row(row: Row) -> dict[str, Any]:
    return {
        "id": row.case.id,
        "kind": row.case.kind,
        "split": row.case.split,
        "digest": digest(row.case),
        "question": row.case.question,
        "history": row.case.history,
        "answerable": row.case.answerable,
        "scores": {key: [round(k, 4), n] for key, (k, n) in scores(row).items()},
        "ranks": {name: ranks.free for name, ranks in row.ranks.items()},
        "hits": [hit.clause.id for hit in row.hits[:_SHOWN]],
        **_answer(row.answer),
        "confidence": row.unguarded and round(row.unguarded.confidence, 4),
        "failures": reasons(row),
        "errors": row.errors,
    }


def _answer(answer: Answer | None) -> dict[str, Any]:
    return {
        "status": answer.status if answer else None,
        "answer": answer.answer if answer else None,
        "citations": [_citation(item) for item in answer.citations] if answer else [],
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "number": citation.number,
        "clause": citation.clause.id,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
    }

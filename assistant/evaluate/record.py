"""A report as JSON, for programs that compare two of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from assistant.evaluate.failures import reasons
from assistant.evaluate.run import Report, Row
from assistant.evaluate.summary import Share, Summary, by_kind, summarise
from assistant.types import Answer, Citation

FORMAT = 1
_SHOWN = 10  # clause ids kept of each search


def as_json(report: Report) -> str:
    """Summary, then rows in the order of the cases; keys always in the same order."""
    content = {
        "format": FORMAT,
        "index_version": report.index_version,
        "encoder": report.encoder,
        "as_of": report.as_of,
        "overall": _summary(summarise(report.rows)),
        "kinds": {kind: _summary(summary) for kind, summary in by_kind(report.rows)},
        "rows": [_row(row) for row in report.rows],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _summary(summary: Summary) -> dict[str, Any]:
    retrieval = {
        name: {**_shares(shares), "mrr": _rounded(summary.mrr[name])}
        for name, shares in summary.retrieval.items()
    }
    p50, p95 = summary.latency or (None, None)
    return {
        "cases": summary.cases,
        "answerable": summary.answerable,
        "errors": summary.errors,
        "retrieval": retrieval,
        "answers": _shares(summary.answers),
        "latency_ms": {"p50": _rounded(p50, 2), "p95": _rounded(p95, 2)},
    }


def _shares(shares: Mapping[str, Share]) -> dict[str, Any]:
    return {key: _share(share) for key, share in shares.items()}


def _share(share: Share) -> dict[str, Any]:
    interval = [round(end, 4) for end in share.interval]
    return {"k": share.k, "n": share.n, "value": _rounded(share.value), "interval": interval}


def _row(row: Row) -> dict[str, Any]:
    return {
        "id": row.case.id,
        "kind": row.case.kind,
        "split": row.case.split,
        "question": row.case.question,
        "history": row.case.history,
        "answerable": row.case.answerable,
        "ranks": {name: asdict(ranks) for name, ranks in row.ranks.items()},
        "hits": [hit.clause.id for hit in row.hits[:_SHOWN]],
        **_answer(row.answer),
        "verdict": row.verdict and asdict(row.verdict),
        "failures": reasons(row),
        "errors": row.errors,
        "elapsed_ms": round(row.elapsed_ms, 2),
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


def _rounded(value: float | None, digits: int = 4) -> float | None:
    return None if value is None else round(value, digits)

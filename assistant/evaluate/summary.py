"""Rows to numbers: each measure is a share k/n of the rows it applies to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.evaluate.metrics import BUDGET, Verdict, recalled, reciprocal_rank, wilson
from assistant.evaluate.run import Row
from assistant.evaluate.schema import KINDS

RETRIEVERS: Mapping[str, str] = {"clauses": "条款检索", "windows": "固定窗口"}


@dataclass(frozen=True, slots=True)
class Measure:
    """A yes-or-no question put to each row; None where it does not apply to the row.

    A row whose step failed counts as wrong where a high share is good, and not at all
    where a low one is: an error never flatters.
    """

    key: str
    label: str
    holds: Callable[[Row], bool | None]


@dataclass(frozen=True, slots=True)
class Share:
    """``k`` of ``n`` rows."""

    k: int
    n: int

    @property
    def value(self) -> float | None:
        """k/n; None where no row counts."""
        return self.k / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share."""
        return wilson(self.k, self.n)


@dataclass(frozen=True, slots=True)
class Summary:
    """Numbers of a set of rows. ``retrieval`` is keyed by retriever, then by measure.

    ``latency`` holds the median and the 95th percentile of ``ask`` in milliseconds.
    """

    cases: int
    answerable: int
    errors: int
    retrieval: Mapping[str, Mapping[str, Share]]
    mrr: Mapping[str, float | None]
    answers: Mapping[str, Share]
    latency: tuple[float, float] | None


def recall_measures(retriever: str) -> tuple[Measure, ...]:
    """Measures of one retriever: is all gold evidence among what it brings?"""

    def recall(key: str, label: str, k: int | None, budgeted: bool = False) -> Measure:
        def holds(row: Row) -> bool | None:
            ranks = row.ranks[retriever]
            within = ranks.within if budgeted else ranks.free
            return recalled(within, k) if row.case.answerable else None

        return Measure(key, label, holds)

    return (
        recall("recall@1", "前 1 条", 1),
        recall("recall@5", "前 5 条", 5),
        recall("recall@10", "前 10 条", 10),
        recall(f"recall@5_within_{BUDGET}", f"前 5 条且 {BUDGET} 字内", 5, budgeted=True),
        recall(f"recall_within_{BUDGET}", f"{BUDGET} 字内", None, budgeted=True),
    )


def _if_answerable(test: Callable[[Verdict], bool]) -> Callable[[Row], bool | None]:
    def holds(row: Row) -> bool | None:
        return (row.verdict is not None and test(row.verdict)) if row.case.answerable else None

    return holds


def _forbidden(row: Row) -> bool | None:
    return bool(row.verdict.forbidden) if row.case.forbid and row.verdict else None


def _false_refusal(row: Row) -> bool | None:
    return row.verdict.declined if row.case.answerable and row.verdict else None


def _valid(row: Row) -> bool | None:
    if row.answer is None or row.verdict is None:
        return None
    uncited = row.answer.status == "answered" and not row.answer.citations
    return not uncited and not row.verdict.invalid


def _declined(row: Row) -> bool | None:
    return None if row.case.answerable else row.verdict is not None and row.verdict.declined


ANSWER_MEASURES = (
    Measure("facts", "要点齐全", _if_answerable(lambda verdict: not verdict.missing)),
    Measure(
        "correct",
        "要点齐全且无错值",
        _if_answerable(lambda verdict: not verdict.missing and not verdict.forbidden),
    ),
    Measure("forbidden", "给出错值（越低越好）", _forbidden),
    Measure("citations_valid", "引文逐字有效", _valid),
    Measure("evidence_cited", "引用含全部依据", _if_answerable(lambda verdict: verdict.cited)),
    Measure("declined", "该拒答时拒答", _declined),
    Measure("false_refusal", "误拒（越低越好）", _false_refusal),
)


def summarise(rows: Sequence[Row]) -> Summary:
    """The numbers of ``rows``."""
    times = [row.elapsed_ms for row in rows if row.answer is not None]
    return Summary(
        cases=len(rows),
        answerable=sum(row.case.answerable for row in rows),
        errors=sum(bool(row.errors) for row in rows),
        retrieval={name: _shares(rows, recall_measures(name)) for name in RETRIEVERS},
        mrr={name: _mrr(rows, name) for name in RETRIEVERS},
        answers=_shares(rows, ANSWER_MEASURES),
        latency=(float(np.median(times)), float(np.percentile(times, 95))) if times else None,
    )


def by_kind(rows: Sequence[Row]) -> Iterator[tuple[str, Summary]]:
    """Kind and summary of each kind that occurs, in the order of ``KINDS``."""
    for kind in KINDS:
        chosen = [row for row in rows if row.case.kind == kind]
        if chosen:
            yield kind, summarise(chosen)


def _shares(rows: Sequence[Row], measures: Sequence[Measure]) -> dict[str, Share]:
    return {measure.key: _share(rows, measure) for measure in measures}


def _share(rows: Sequence[Row], measure: Measure) -> Share:
    counted = [result for row in rows if (result := measure.holds(row)) is not None]
    return Share(sum(counted), len(counted))


def _mrr(rows: Sequence[Row], retriever: str) -> float | None:
    found = [reciprocal_rank(row.ranks[retriever].free) for row in rows if row.case.answerable]
    return float(np.mean(found)) if found else None

"""Rows to numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.evaluate.judge import Count
from assistant.evaluate.measures import ANSWERS, RETRIEVERS, STRAYS, Measure, retrieval_measures
from assistant.evaluate.metrics import wilson
from assistant.evaluate.run import Row
from assistant.evaluate.schema import KINDS


@dataclass(frozen=True, slots=True)
class Share:
    """``k`` of ``n``. Several figures or citations of one row count as independent, which
    makes their interval a little too narrow."""

    k: float
    n: float

    @classmethod
    def of(cls, counts: Iterable[Count | None]) -> Share:
        """The sum of the counts there are."""
        found = [count for count in counts if count is not None]
        return cls(sum(k for k, _ in found), sum(n for _, n in found))

    @property
    def value(self) -> float | None:
        """k/n; None where nothing counts."""
        return self.k / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share."""
        return wilson(self.k, self.n)


def percent(share: Share) -> str:
    """“97.6%”, a dash where nothing counts."""
    return "—" if share.value is None else f"{share.value:.1%}"


def rounded(value: float | None) -> float | None:
    """To four digits, as reports keep it."""
    return None if value is None else round(value, 4)


@dataclass(frozen=True, slots=True)
class Spread:
    """The median and the 95th percentile."""

    p50: float
    p95: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread | None:
        """Of some values; None where there is none."""
        if not values:
            return None
        return cls(float(np.median(values)), float(np.percentile(values, 95)))


@dataclass(frozen=True, slots=True)
class Summary:
    """Numbers of a set of rows. ``retrieval`` is keyed by retriever, then by measure.

    ``latency`` is of ``ask`` in milliseconds, ``length`` that of answers in characters.
    """

    cases: int
    answerable: int
    errors: int
    retrieval: Mapping[str, Mapping[str, Share]]
    strays: Mapping[str, Share]
    answers: Mapping[str, Share]
    latency: Spread | None
    length: Spread | None


def summarise(rows: Sequence[Row]) -> Summary:
    """The numbers of ``rows``."""
    given = [row for row in rows if row.verdict is not None]
    return Summary(
        cases=len(rows),
        answerable=sum(row.case.answerable for row in rows),
        errors=sum(bool(row.errors) for row in rows),
        retrieval={name: shares(rows, retrieval_measures(name)) for name in RETRIEVERS},
        strays=shares(rows, STRAYS),
        answers=shares(rows, ANSWERS),
        latency=Spread.of([row.elapsed_ms for row in given]),
        length=Spread.of([v.length for row in given if (v := row.verdict) and not v.declined]),
    )


def by_kind(rows: Sequence[Row]) -> Iterator[tuple[str, Summary]]:
    """Kind and summary of each kind that occurs: ours in the order of ``KINDS``, then others."""
    for kind in dict.fromkeys((*KINDS, *(row.case.kind for row in rows))):
        chosen = [row for row in rows if row.case.kind == kind]
        if chosen:
            yield kind, summarise(chosen)


def shares(rows: Sequence[Row], measures: Iterable[Measure]) -> dict[str, Share]:
    """The share of each measure, by its key without the retriever."""
    return {m.key.partition(":")[0]: Share.of(map(m.count, rows)) for m in measures}

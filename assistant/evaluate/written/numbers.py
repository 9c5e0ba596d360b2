"""Rows of one way to numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.evaluate.judge import Count
from assistant.evaluate.summary import Share
from assistant.evaluate.written.outcome import Row
from assistant.evaluate.written.resampling import Estimate, share

GROUPS: Mapping[str, tuple[int, float]] = {"1": (1, 1), "2-3": (2, 3), "4+": (4, float("inf"))}


@dataclass(frozen=True, slots=True)
class Seconds:
    """The median and the 90th percentile of so many times."""

    n: int
    p50: float | None = None
    p90: float | None = None

    @classmethod
    def of(cls, values: Sequence[float]) -> Seconds:
        """Of some times."""
        if not values:
            return cls(0)
        p50, p90 = np.percentile(values, (50, 90))
        return cls(len(values), float(p50), float(p90))


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a set of rows of one way comes to.

    ``missing`` is the share of the facts of answerable cases that are not stated, a refusal
    stating none. ``first`` and ``total`` are seconds of the cases that a model wrote at, and
    ``first_by`` the former by how many extracts are cited. ``cut``: of the sentences that a
    model wrote, those that did not hold; ``faults`` says why, by code.
    """

    cases: int
    answerable: int
    errors: int
    missing: Share
    missing_interval: Estimate
    shares: Mapping[str, Share]
    written: int
    first: Seconds
    first_by: Mapping[str, Seconds]
    total: Seconds
    cut: Share
    faults: Mapping[str, int]
    failed: Mapping[str, int]


def _of(counts: bool, holds: bool) -> Count | None:
    return (float(holds), 1.0) if counts else None


def _held(row: Row) -> Count | None:
    """A refusal or an error holds none of the evidence."""
    return (sum(row.evidence), len(row.evidence)) if row.answerable else None


MEASURES: Mapping[str, tuple[str, Callable[[Row], Count | None]]] = {
    "evidence": ("引用召回", _held),
    "correct": ("全部正确", lambda row: _of(row.answerable, row.correct)),
    "false_refusal": ("误拒", lambda row: _of(row.answerable, row.declined)),
    "declined": ("该拒时拒绝", lambda row: _of(not row.answerable, row.declined)),
    "forbidden": ("说了禁忌事实的题", lambda row: _of(row.forbids > 0, bool(row.forbidden))),
    "loose": ("有编造数字的回答", lambda row: _of(row.status == "answered", bool(row.loose))),
    "invalid": ("有无效引用的回答", lambda row: _of(row.status == "answered", bool(row.invalid))),
    "too_long": ("过长的回答", lambda row: _of(row.status == "answered", row.too_long)),
}


def missing(row: Row) -> Count | None:
    """The facts that a row does not state, of those that it should; None where it should not
    state any."""
    return (len(row.missing), row.facts) if row.answerable and row.facts else None


def numbers(rows: Sequence[Row]) -> Numbers:
    """The numbers of some rows."""
    lost = [count for row in rows if (count := missing(row))]
    wrote = [(row, row.tally) for row in rows if row.tally]
    first = [row for row, _ in wrote]
    return Numbers(
        cases=len(rows),
        answerable=sum(row.answerable for row in rows),
        errors=sum(bool(row.error) for row in rows),
        missing=Share.of(lost),
        missing_interval=share(lost),
        shares={key: Share.of(map(count, rows)) for key, (_, count) in MEASURES.items()},
        written=len(wrote),
        first=Seconds.of([row.first_s for row in first]),
        first_by={name: _first(first, least, most) for name, (least, most) in GROUPS.items()},
        total=Seconds.of([row.total_s for row in first]),
        cut=Share.of((tally.cut, tally.written) for _, tally in wrote),
        faults=_counted([fault for _, tally in wrote for fault in tally.faults]),
        failed=_counted([tally.failed for _, tally in wrote if tally.failed]),
    )


def _first(rows: Sequence[Row], least: int, most: float) -> Seconds:
    return Seconds.of([row.first_s for row in rows if least <= row.citations <= most])


def _counted(names: Sequence[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))

"""Intervals by bootstrap over cases: of one share, and of how far one fell below another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.evaluate.bootstrap import resampled
from assistant.evaluate.judge import Count

Sums = NDArray[np.float64]  # (resamples, 2 or 4): k, n, and again k, n
Measure = Callable[[Sums], Sums]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its two-sided 95 % interval; None for what cannot be told."""

    value: float | None
    low: float | None = None
    high: float | None = None


def share(counts: Sequence[Count]) -> Estimate:
    """k/n of counts a case, percentile bootstrap (Efron 1979): cases are drawn with replacement,
    since the facts of one case are not independent."""
    table = np.array(counts, np.float64).reshape(-1, 2)
    return _estimate(table, _share)


def relative_fall(before: Sequence[Count], after: Sequence[Count]) -> Estimate:
    """How much of the share before is gone after, 1 for all of it; the two counts of a case are
    drawn together. Both lists are of the same cases."""
    pairs = [(*b, *a) for b, a in zip(before, after, strict=True)]
    return _estimate(np.array(pairs, np.float64).reshape(-1, 4), _fall)


def _share(sums: Sums) -> Sums:
    return np.asarray(sums[:, 0] / sums[:, 1])


def _fall(sums: Sums) -> Sums:
    return np.asarray(1 - (sums[:, 2] / sums[:, 3]) / (sums[:, 0] / sums[:, 1]))


def _estimate(table: Sums, measure: Measure) -> Estimate:
    if not len(table):
        return Estimate(None)
    drawn = resampled(table)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = float(measure(table.sum(axis=0, keepdims=True))[0])
        found = measure(drawn)
    found = found[np.isfinite(found)]
    if not np.isfinite(value) or not len(found):
        return Estimate(None)
    low, high = np.percentile(found, (2.5, 97.5))
    return Estimate(value, float(low), float(high))

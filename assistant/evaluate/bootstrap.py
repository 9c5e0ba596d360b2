"""How far a difference between two runs over the same rows may be due to the choice of rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.evaluate.judge import Count

RESAMPLES = 10_000
_SEED = 20261121
_AT_ONCE = 500  # resamples in memory together


@dataclass(frozen=True, slots=True)
class Difference:
    """The share after minus the share before, with its two-sided 95 % interval.

    ``most`` is the one-sided 95 % upper bound: below zero, the share fell.
    """

    value: float
    low: float
    high: float
    least: float
    most: float


def paired(before: Sequence[Count], after: Sequence[Count]) -> Difference:
    """Percentile bootstrap (Efron 1979): rows are drawn with replacement, the two counts of a
    row always together. Both lists are of the same rows, and not empty."""
    counts = np.array([(*b, *a) for b, a in zip(before, after, strict=True)], np.float64)
    value = float(_differences(counts.sum(axis=0, keepdims=True))[0])
    drawn = _differences(resampled(counts))
    drawn = drawn[np.isfinite(drawn)]
    low, least, most, high = np.percentile(drawn if len(drawn) else [0.0], (2.5, 5, 95, 97.5))
    return Difference(value, float(low), float(high), float(least), float(most))


def resampled(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sums of the columns in each resample of the rows, shape (RESAMPLES, columns)."""
    rows = len(counts)
    rng = np.random.default_rng(_SEED)
    draws = (
        rng.multinomial(rows, np.full(rows, 1 / rows), _AT_ONCE) @ counts
        for _ in range(RESAMPLES // _AT_ONCE)
    )
    return np.concatenate(list(draws))


def _differences(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    """Share after minus share before; not a number where one of them counts nothing."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found: NDArray[np.float64] = sums[:, 2] / sums[:, 3] - sums[:, 0] / sums[:, 1]
    return found

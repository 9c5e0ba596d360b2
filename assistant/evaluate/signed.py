"""Logistic regression whose weights keep the sign that they are given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

Rows = NDArray[np.float64]
_STEPS = 2000


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights in the order of the columns, and the bias."""

    weights: Rows
    bias: float

    def probability(self, rows: Rows) -> Rows:
        """Of each row, 0 to 1."""
        return np.asarray(expit(rows @ self.weights + self.bias), np.float64)


def fit_signed(
    rows: Rows,
    right: NDArray[np.bool_],
    signs: Sequence[int],
    strength: float,
    weights: Rows | None = None,
) -> Fitted:
    """Weights of ``rows`` (examples × features) that tell the ``right`` ones.

    ``signs`` holds for each feature 1 for a weight of at least 0, −1 for one of at most 0,
    0 for any. Features are brought to one scale, then weights are held down by their
    squares; ``strength`` is the inverse of that, as ``C`` of scikit-learn is. ``weights`` say
    how much each row counts, 1 by default.
    """
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    scale[scale == 0] = 1.0
    scaled, sides = (rows - mean) / scale, np.where(right, 1.0, -1.0)
    counts = strength * (np.ones(len(rows)) if weights is None else weights)

    def loss(found: Rows) -> tuple[float, Rows]:
        slopes, margin = found[:-1], -sides * (scaled @ found[:-1] + found[-1])
        pull = -sides * expit(margin) * counts
        value = counts @ np.logaddexp(0, margin) + 0.5 * slopes @ slopes
        return float(value), np.append(scaled.T @ pull + slopes, pull.sum())

    bounds = [(0 if sign > 0 else None, 0 if sign < 0 else None) for sign in (*signs, 0)]
    start = np.zeros(rows.shape[1] + 1)
    options = {"maxiter": _STEPS}
    found = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B", options=options).x
    unscaled = found[:-1] / scale
    return Fitted(unscaled, float(found[-1] - unscaled @ mean))

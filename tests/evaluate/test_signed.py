"""Logistic regression with the signs of its weights given."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from assistant.evaluate.signed import fit_signed


@pytest.fixture
def rows():
    """Two features of 400 examples: the first speaks for being right, the second against."""
    found = np.random.default_rng(0).normal(size=(400, 2))
    return found, found[:, 0] - found[:, 1] > 0


def test_it_learns_what_tells(rows) -> None:
    fitted = fit_signed(*rows, [0, 0], 1.0)
    assert fitted.weights[0] > 1
    assert fitted.weights[1] < -1
    right = fitted.probability(rows[0]) > 0.5
    assert (right == rows[1]).mean() > 0.95


def test_a_weight_of_the_wrong_sign_is_none(rows) -> None:
    fitted = fit_signed(*rows, [-1, 1], 1.0)
    assert fitted.weights.tolist() == [0, 0]
    assert fit_signed(*rows, [1, -1], 1.0).weights == pytest.approx(
        fit_signed(*rows, [0, 0], 1.0).weights, rel=1e-3
    )


def test_it_agrees_with_scikit_learn(rows) -> None:
    scaler = StandardScaler().fit(rows[0])
    other = LogisticRegression(C=0.5).fit(scaler.transform(rows[0]), rows[1])
    expected = other.predict_proba(scaler.transform(rows[0]))[:, 1]
    assert fit_signed(*rows, [0, 0], 0.5).probability(rows[0]) == pytest.approx(expected, abs=1e-3)


def test_a_row_counts_by_its_weight(rows) -> None:
    values, right = rows
    twice = fit_signed(np.concatenate([values, values]), np.append(right, right), [0, 0], 1.0)
    weighed = fit_signed(values, right, [0, 0], 1.0, np.full(len(values), 2.0))
    assert weighed.weights == pytest.approx(twice.weights, rel=1e-3)


def test_a_feature_that_never_changes_has_no_weight(rows) -> None:
    values = np.column_stack([rows[0], np.ones(len(rows[0]))])
    fitted = fit_signed(values, rows[1], [0, 0, 1], 1.0)
    assert fitted.weights[2] == 0
    assert np.isfinite(fitted.probability(values)).all()

"""The model that tells whether material is enough, fitted."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.evaluate.sufficiency import fit


@pytest.fixture
def rows() -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(1)
    right = np.arange(120) % 3 > 0
    centre = np.where(right, 1.0, -1.0)[:, None] * np.array([2.0, 0.2, 0.0])
    return centre + draw.normal(0, [1.0, 0.2, 0.1], (120, 3)), right


def test_signs_that_tell_have_weight(rows) -> None:
    card = fit(*rows)
    assert card["weights"]["singles"] > 0
    assert card["weights"]["named"] > 0
    told = card["fitted_on"]
    assert (told["answerable"], told["unanswerable"]) == (80, 40)
    assert told["answerable_refused"] + told["unanswerable_answered"] < 12


def test_a_sign_never_speaks_against_an_answer(rows) -> None:
    signs, right = rows
    signs[:, 2] = np.where(right, 0.0, 1.0)
    assert fit(signs, right)["weights"]["section"] == 0

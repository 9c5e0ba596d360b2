"""Fits the model that tells whether material is enough to write an answer from.

``python -m assistant.evaluate.sufficiency eval assistant/answer/writing/sufficiency.json`` fits
on the dev split of ``eval/written.toml``: on every question that is to be written and for which
there is material, answerable or not. The threshold weighs an answer that should have been a
refusal against the reverse, on probabilities of a model that had not seen the question; the
bias is shifted by it, so that ``ENOUGH`` is where both cost the same.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedKFold

from assistant.answer.model import ENOUGH, log_odds
from assistant.answer.writing.sufficiency import SIGNS
from assistant.app import Assistant
from assistant.evaluate.cases import Case, load_cases
from assistant.evaluate.signed import Rows, fit_signed
from assistant.settings import Settings

OVERCLAIM = 1.1  # weight of an answer that should have been a refusal, against the reverse
_STRENGTH = 0.3  # inverse of the regularisation
_FOLDS = 10
_REPEATS = 5
_STEPS = 100  # thresholds that are tried
_AROUND = 5  # steps on either side that are averaged


def main() -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("evaluation", "weights"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    cases = [c for c in load_cases(options.evaluation / "written.toml") if c.split == "dev"]
    card = fit(*examples(Assistant.open(Settings()), cases))
    options.weights.write_text(json.dumps(card, indent=2) + "\n", "utf-8")
    click.echo(json.dumps(card["fitted_on"]))


def examples(assistant: Assistant, cases: Sequence[Case]) -> tuple[Rows, NDArray[np.bool_]]:
    """The signs of each question that is to be written, shape (questions, signs), and whether
    it has an answer."""
    found = [
        (signs, case.answerable)
        for case in cases
        if (signs := assistant.material_signs(case.question, history=case.history))
    ]
    return np.array([signs for signs, _ in found]), np.array([right for _, right in found])


def fit(rows: Rows, right: NDArray[np.bool_]) -> dict[str, object]:
    """Weights and bias, and how well such a model does on questions it has not seen."""
    fitted = fit_signed(rows, right, [1] * len(SIGNS), _STRENGTH)
    unseen = _unseen(rows, right)
    threshold = _threshold(unseen, right)
    passed = unseen >= threshold
    return {
        "weights": dict(zip(SIGNS, map(float, fitted.weights), strict=True)),
        "bias": fitted.bias - log_odds(threshold) + log_odds(ENOUGH),
        "fitted_on": {
            "split": "dev",
            "answerable": int(right.sum()),
            "answerable_refused": int((right & ~passed).sum()),
            "unanswerable": int((~right).sum()),
            "unanswerable_answered": int((~right & passed).sum()),
        },
    }


def _unseen(rows: Rows, right: NDArray[np.bool_]) -> Rows:
    """Mean probability of each row by models that have not seen it."""
    total = np.zeros(len(rows))
    for seed in range(_REPEATS):
        folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=seed)
        for others, held in folds.split(rows, right):
            model = fit_signed(rows[others], right[others], [1] * len(SIGNS), _STRENGTH)
            total[held] += model.probability(rows[held])
    return total / _REPEATS


def _threshold(sure: Rows, right: NDArray[np.bool_]) -> float:
    """Where refusals of what has an answer and answers to what has none cost least."""
    steps = np.linspace(0, 1, _STEPS + 1)[:, None]
    refused = (sure < steps)[:, right].mean(axis=1)
    answered = (sure >= steps)[:, ~right].mean(axis=1)
    smooth = np.convolve(refused + OVERCLAIM * answered, np.ones(2 * _AROUND + 1), "same")
    inner = slice(_AROUND, _STEPS + 1 - _AROUND)
    return float(steps[inner][int(smooth[inner].argmin()), 0])


if __name__ == "__main__":
    main()

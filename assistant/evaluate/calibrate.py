"""Fits the model that ranks sentences and decides to refuse, on the dev split alone.

``python -m assistant.evaluate.calibrate eval/questions.toml assistant/answer/weights.json``
writes the weights with a card. A sentence of a dev question is right where it holds, or
lies in, a gold quote; every sentence for a question that cannot be answered is wrong. The
threshold weighs an answer that should have been a refusal against the reverse.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.answer.candidates import FEATURES, Candidate
from assistant.app import Assistant
from assistant.evaluate.cases import Case, load_cases
from assistant.evaluate.matching import squeeze
from assistant.settings import Settings

OVERCLAIM = 1.2  # weight of an answer that should have been a refusal, against the reverse
_REGULARISATION = 1.0


def main() -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path, nargs="+")
    parser.add_argument("weights", type=Path)
    options = parser.parse_args()
    cases = [c for path in options.questions for c in load_cases(path) if c.split == "dev"]
    settings = Settings()
    assistant = Assistant.open(settings)
    card = fit(assistant, cases) | {"encoder": settings.encoder}
    options.weights.write_text(json.dumps(card, indent=2) + "\n", "utf-8")


def fit(assistant: Assistant, cases: Sequence[Case]) -> dict[str, object]:
    """Weights, bias and threshold from these cases, and what they were fitted on."""
    found = [assistant.candidates(case.question, history=case.history) for case in cases]
    rows = [c.features for group in found for c in group]
    right = [is_right(c, case) for case, group in zip(cases, found, strict=True) for c in group]
    fitted = LogisticRegression(C=_REGULARISATION, max_iter=1000).fit(np.array(rows), right)
    scores = [_best(fitted, group) for group in found]
    threshold = choose_threshold(scores, [case.answerable for case in cases])
    weights = dict(zip(FEATURES, fitted.coef_[0].round(3).tolist(), strict=True))
    return {
        "weights": weights,
        "bias": round(float(fitted.intercept_[0]), 3),
        "threshold": round(threshold, 3),
        "fitted_on": {
            "split": "dev",
            "questions": len(cases),
            "answerable": sum(case.answerable for case in cases),
            "sentences": len(rows),
            "right_sentences": sum(right),
        },
    }


def is_right(candidate: Candidate, case: Case) -> bool:
    """Whether a sentence holds a gold quote of its document, or lies inside one."""
    text = squeeze(candidate.text)
    quotes = (squeeze(e.quote) for e in case.evidence if e.document == candidate.clause.document)
    return any(quote in text or (len(text) > 6 and text in quote) for quote in quotes)


def choose_threshold(scores: Sequence[float], answerable: Sequence[bool]) -> float:
    """The threshold with the least weighted rate of wrong answers and wrong refusals."""
    value, may = np.array(scores), np.array(answerable)
    options = np.unique(np.concatenate([[0.0], value, [1.0]]))
    middles = (options[1:] + options[:-1]) / 2

    def cost(threshold: float) -> float:
        refused = value < threshold
        return float(refused[may].mean() + OVERCLAIM * (~refused[~may]).mean())

    return float(min(middles, key=cost))


def _best(fitted: LogisticRegression, group: Iterable[Candidate]) -> float:
    rows = [c.features for c in group]
    return float(fitted.predict_proba(np.array(rows))[:, 1].max()) if rows else 0.0


if __name__ == "__main__":
    main()

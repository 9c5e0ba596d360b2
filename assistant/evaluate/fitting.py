"""The two models of a judge, fitted on questions with their candidates.

The first ranks candidates, the second tells from how the best one stands whether it is an
answer. What the second learns from was ranked by a first that had not seen the question, and
the threshold is chosen on probabilities of the same kind: it weighs an answer that should
have been a refusal against the reverse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import KFold

from assistant.answer.candidates import Candidate
from assistant.answer.features import AGAINST, FOR, OF_THE_QUESTION, OF_THE_SEARCH
from assistant.answer.model import STANDING, log_odds
from assistant.evaluate.cases import Case
from assistant.evaluate.signed import Fitted, Rows, fit_signed

OVERCLAIM = 1.1  # weight of an answer that should have been a refusal, against the reverse
_PLAIN_WEIGHT = 0.2  # of a plain question, against one that a person wrote
_REGULARISATION = 0.1  # inverse strength, of both models
_FOLDS = 10
_STEPS = 100  # thresholds that are tried
_AROUND = 5  # steps on either side that are averaged


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its candidates, which of them are right, and the values of the features
    of each."""

    case: Case
    candidates: tuple[Candidate, ...]
    right: tuple[bool, ...]
    plain: bool = False  # made from the ledger, not written by a person

    def values(self, columns: Sequence[int]) -> Rows:
        """Of these features, shape (candidates, columns)."""
        rows = [[c.features[column] for column in columns] for c in self.candidates]
        return np.array(rows, np.float64).reshape(-1, len(columns))


@dataclass(frozen=True, slots=True)
class FittedJudge:
    """Both models, and the probability of the second from which there is an answer."""

    ranking: Fitted
    answering: Fitted
    threshold: float


@dataclass(frozen=True, slots=True)
class Fitter:
    """Fits judges. ``ranks`` and ``answers`` are the features, by their places among all that
    a candidate has, that the first and the second model see."""

    names: tuple[str, ...]
    ranks: tuple[int, ...]
    answers: tuple[int, ...]

    @classmethod
    def of(cls, names: Sequence[str], without: Sequence[str] = ()) -> Fitter:
        """That sees every feature where it tells something, but those ``without``."""

        def places(left_out: Sequence[str]) -> tuple[int, ...]:
            return tuple(n for n, name in enumerate(names) if name not in (*left_out, *without))

        return cls(tuple(names), places(OF_THE_QUESTION), places(OF_THE_SEARCH))

    def fit(self, examples: Sequence[Example]) -> FittedJudge:
        """The judge that these examples teach."""
        asked = [example for example in examples if not example.plain]
        found = [example for example in asked if example.candidates]
        may = np.array([example.case.answerable for example in found])
        folds = list(KFold(_FOLDS, shuffle=True, random_state=0).split(found))
        rows = np.zeros((len(found), len(STANDING) + len(self.answers)))
        for rest, held in folds:
            first = self._ranking([found[n] for n in rest])
            rows[held] = [self.standing(first, found[n])[0] for n in held]
        ranking = self._ranking(found)
        plain = [self.standing(ranking, e) for e in examples if e.plain and e.candidates]
        beside = [values for values, right in plain if right]
        sure = np.zeros(len(found))
        for rest, held in folds:
            sure[held] = self._answering(rows[rest], may[rest], beside).probability(rows[held])
        nothing = [example for example in asked if not example.candidates]
        threshold = choose_threshold(
            [*sure.tolist(), *(0.0 for _ in nothing)],
            [*may.tolist(), *(example.case.answerable for example in nothing)],
        )
        return FittedJudge(ranking, self._answering(rows, may, beside), threshold)

    def named(self, places: Sequence[int]) -> tuple[str, ...]:
        """The names of features by their places."""
        return tuple(self.names[place] for place in places)

    def standing(self, ranking: Fitted, example: Example) -> tuple[list[float], bool]:
        """What the second model sees, how the best candidate stands and its features; and
        whether that one is right."""
        scores = ranking.probability(example.values(self.ranks))
        best = int(scores.argmax())
        of_best = example.values(self.answers)[best]
        return [log_odds(float(scores[best])), *of_best.tolist()], example.right[best]

    def _ranking(self, examples: Sequence[Example]) -> Fitted:
        """Learns from questions that have an answer, which candidates are right."""
        useful = [example for example in examples if example.case.answerable]
        rows = np.concatenate([example.values(self.ranks) for example in useful])
        right = np.array([answers for example in useful for answers in example.right])
        return fit_signed(rows, right, signs(self.named(self.ranks)), _REGULARISATION)

    def _answering(
        self, rows: Rows, may: NDArray[np.bool_], plain: Sequence[Sequence[float]]
    ) -> Fitted:
        """Learns from how the best candidates stand, whether there is an answer; those of the
        ``plain`` questions are one."""
        weights = np.append(np.ones(len(rows)), np.full(len(plain), _PLAIN_WEIGHT))
        all_rows = np.concatenate([rows, np.array(plain).reshape(-1, rows.shape[1])])
        answers = np.append(may, np.ones(len(plain), bool))
        of_best = signs(self.named(self.answers))
        return fit_signed(all_rows, answers, [1, *of_best], _REGULARISATION, weights)


def signs(names: Sequence[str]) -> list[int]:
    """For each feature 1 where it speaks for an answer, −1 where against, else 0."""
    return [(name in FOR) - (name in AGAINST) for name in names]


def choose_threshold(scores: Sequence[float], answerable: Sequence[bool]) -> float:
    """The threshold with the least weighted rate of wrong answers and wrong refusals, both
    averaged over the thresholds around it, as few questions make a rugged curve."""
    value, may = np.array(scores), np.array(answerable)
    steps = np.linspace(0, 1, _STEPS + 1)
    refused = value < steps[:, None]
    cost = refused[:, may].mean(axis=1) + OVERCLAIM * (~refused[:, ~may]).mean(axis=1)
    padded = np.pad(cost, _AROUND, mode="edge")
    smooth = np.convolve(padded, np.ones(2 * _AROUND + 1), mode="valid")
    return float(steps[int(smooth.argmin())])

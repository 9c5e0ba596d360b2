"""The fitted models: which candidate is the best, and whether the best is an answer at all.

Logistic models over a few readable features; their weights lie in ``weights.json`` and are
fitted on the dev split by ``python -m assistant.evaluate.calibrate``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from operator import mul
from typing import Any

from assistant.answer import features

NAMES: Mapping[str, tuple[str, ...]] = {"sentence": features.SENTENCE, "figure": features.FIGURE}
STANDING = ("best",)  # log-odds of the most probable candidate
ENOUGH = 0.5  # certainty under which nothing was found
_FEWEST = 1e-6  # probability below which log-odds tell nothing more


@dataclass(frozen=True, slots=True)
class Model:
    """Weights in the order of the features, and the bias."""

    weights: tuple[float, ...]
    bias: float

    def probability(self, values: Sequence[float]) -> float:
        """Probability, 0 to 1. Raises ValueError where a value is missing."""
        if len(values) != len(self.weights):
            raise ValueError(f"{len(values)} values for {len(self.weights)} weights")
        total = self.bias + sum(map(mul, self.weights, values))
        return 1 / (1 + math.exp(-max(total, -500)))


@dataclass(frozen=True, slots=True)
class Judge:
    """``ranking`` gives a candidate's probability to be the right one, ``answering`` that of
    the best candidate to be an answer, shifted so that ``ENOUGH`` is where a wrong answer
    and a wrong refusal cost the same."""

    ranking: Model
    answering: Model

    def certainty(self, score: float, features: Sequence[float]) -> float:
        """Probability that the best candidate answers, from its score and its features."""
        return self.answering.probability((log_odds(score), *features))


@lru_cache(maxsize=1)
def judges() -> Mapping[str, Judge]:
    """The judges that come with the package, by what they judge: ``sentence``, ``figure``."""
    text = resources.files("assistant.answer").joinpath("weights.json").read_text("utf-8")
    cards = json.loads(text)["judges"]
    return {
        name: Judge(
            _model(card["ranking"], names),
            _model(card["answering"], (*STANDING, *names)),
        )
        for (name, names), card in ((item, cards[item[0]]) for item in NAMES.items())
    }


def log_odds(probability: float) -> float:
    """Of a probability, kept within bounds."""
    bounded = min(max(probability, _FEWEST), 1 - _FEWEST)
    return math.log(bounded / (1 - bounded))


def _model(card: Mapping[str, Any], names: Sequence[str]) -> Model:
    """A feature that the model was not fitted with weighs nothing."""
    weights = card["weights"]
    return Model(tuple(float(weights.get(name, 0)) for name in names), float(card["bias"]))

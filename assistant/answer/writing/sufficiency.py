"""Whether material holds what a question asks, and does not only speak of the same subject.

A logistic model of three signs. Its weights lie in ``sufficiency.json``; they are fitted on the
dev split of ``eval/written.toml`` by ``python -m assistant.evaluate.sufficiency``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

from assistant.answer.candidates import certainty
from assistant.answer.coverage import spoken_of
from assistant.answer.model import ENOUGH, Model, log_odds
from assistant.answer.sources import Sources
from assistant.types import Clause, Query

# Mean log-odds that the single questions have an answer, share of the question's words that
# the material names, and 1 where a section is named by which all of it was chosen.
SIGNS = ("singles", "named", "section")


def signs(
    query: Query, material: Iterable[Clause], sources: Sources, *, section: bool
) -> tuple[float, ...]:
    """What tells whether ``material`` holds what is asked, in the order of ``SIGNS``."""
    singles = [log_odds(certainty(sources.find(each))) for each in query.parts or (query,)]
    return sum(singles) / len(singles), spoken_of(query, material), float(section)


def suffices(values: tuple[float, ...]) -> bool:
    """Whether material with these signs is enough to answer from."""
    return model().probability(values) >= ENOUGH


@lru_cache(maxsize=1)
def model() -> Model:
    """The model that comes with the package."""
    text = resources.files("assistant.answer.writing").joinpath("sufficiency.json").read_text()
    card = json.loads(text)
    return Model(tuple(card["weights"][name] for name in SIGNS), card["bias"])

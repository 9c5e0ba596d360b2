"""How much of what was asked a piece of text speaks of, counted in rare words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.text.tokens import bigrams
from assistant.types import Query

Rarity = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The tokens of a question's topic with their weights, and its other wordings.

    ``others`` holds, for each further concept, the token sets of its wordings.
    """

    weights: Mapping[str, float]
    others: tuple[tuple[frozenset[str], ...], ...]
    rarity: Rarity

    @classmethod
    def of(cls, query: Query, rarity: Rarity) -> Wanted:
        weights = {token: rarity(token) for token in bigrams(query.topic)}
        others = tuple(
            tuple(frozenset(bigrams(wording)) for wording in concept.wordings)
            for concept in query.concepts[1:]
        )
        return cls(weights, others, rarity)

    def coverage(self, text: str) -> float:
        """Share of the topic's weight found in ``text``, 0 to 1. A concept in other
        words counts as much as those words weigh."""
        tokens = set(bigrams(text))
        total = sum(self.weights.values())
        if not total:
            return 0.0
        found = sum(weight for token, weight in self.weights.items() if token in tokens)
        found += sum(self._best(wordings, tokens) for wordings in self.others)
        return min(found / total, 1.0)

    def _best(self, wordings: tuple[frozenset[str], ...], tokens: set[str]) -> float:
        """Weight of the best wording that is there whole."""
        return max(
            (
                sum(self.rarity(token) for token in wording)
                for wording in wordings
                if wording and wording <= tokens
            ),
            default=0.0,
        )

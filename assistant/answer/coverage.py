"""How much of what was asked a piece of text speaks of, counted in rare words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from assistant.text.tokens import bigrams, normalise
from assistant.types import Clause, Query, Term

_MOST = 0.5  # share of the words of a topic, by weight, that speaks of it
_CLOSE = 0.8  # the same, where words that are close to those count as much as they are close

Rarity = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The tokens of a topic with their weights, and the same in other words.

    ``others`` holds, for each further concept, the tokens of each of its wordings;
    ``total`` is the weight that full coverage has.
    """

    weights: Mapping[str, float]
    others: tuple[tuple[frozenset[str], ...], ...]
    total: float
    rarity: Rarity

    @classmethod
    def of(cls, query: Query, rarity: Rarity) -> Wanted:
        """What a query wants. An English one is counted by the Chinese of its terms."""
        if query.language == "en":
            in_chinese = (term.wordings[1:] for term in query.terms)
            others = tuple(_tokens(wordings) for wordings in in_chinese if wordings)
            total = sum(max(sum(map(rarity, w)) for w in wordings) for wordings in others)
            return cls({}, others, total, rarity)
        others = tuple(_tokens(concept.wordings) for concept in query.concepts[1:])
        weights = {token: rarity(token) for token in bigrams(query.topic)}
        return cls(weights, others, sum(weights.values()), rarity)

    @classmethod
    def words(cls, text: str, rarity: Rarity) -> Wanted:
        """Plain words, without other wordings."""
        weights = {token: rarity(token) for token in bigrams(text)}
        return cls(weights, (), sum(weights.values()), rarity)

    def coverage(self, text: str) -> float:
        """Share of the wanted weight found in ``text``, 0 to 1. A concept in other
        words counts as much as those words weigh."""
        if not self.total:
            return 0.0
        tokens = set(bigrams(text))
        found = sum(weight for token, weight in self.weights.items() if token in tokens)
        found += sum(self._best(wordings, tokens) for wordings in self.others)
        return min(found / self.total, 1.0)

    def _best(self, wordings: Iterable[frozenset[str]], tokens: set[str]) -> float:
        """Weight of the heaviest wording that is there whole."""
        whole = (wording for wording in wordings if wording and wording <= tokens)
        return max((sum(map(self.rarity, wording)) for wording in whole), default=0.0)


def _tokens(wordings: Iterable[str]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(bigrams(wording)) for wording in wordings)


def speaks_of(query: Query, clause: Clause, most: float = _MOST) -> bool:
    """Whether a clause names ``most`` of the words of a topic by weight, in whichever wording,
    or words so close that they come near to all; a topic asked for in another language is
    taken as found."""
    named = _named(query, [clause])
    return named >= most or spoken_of(query, [clause]) >= _CLOSE


def spoken_of(query: Query, clauses: Iterable[Clause]) -> float:
    """Share of the words of a topic, by weight, that clauses name together; words that are
    close count as much as they are close. 1 for a topic in another language."""
    return _named(query, clauses, close=True)


def _named(query: Query, clauses: Iterable[Clause], *, close: bool = False) -> float:
    total = sum(term.weight for term in query.terms)
    if not total or query.language != "zh":
        return 1.0
    text = normalise("\n".join("\n".join((*clause.path, clause.text)) for clause in clauses))
    return sum(term.weight * _said(term, text, close) for term in query.terms) / total


def _said(term: Term, text: str, close: bool) -> float:
    if any(word in text for word in term.wordings):
        return 1.0
    near = [closeness for word, closeness in term.near if close and word in text]
    return max(near, default=0.0)

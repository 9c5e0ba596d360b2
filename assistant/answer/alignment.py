"""Which of the things asked about a text speaks of, term by term."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.text.tokens import normalise
from assistant.text.words import vocabulary
from assistant.types import Term

_STRANGE = 0.5  # closeness that a word has to some word of the documents, or it is a strange one
_OTHER_WORDING = 0.9  # closeness of an official word for the one that was asked with


class Alignment:
    """The terms of a query, to be looked for in texts."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = tuple(terms)
        self._near: dict[str, list[tuple[int, float]]] = {}
        for place, term in enumerate(self.terms):
            for word, close in term.near:
                self._near.setdefault(word, []).append((place, close))
        self._found: dict[str, tuple[float, ...]] = {}

    def closeness(self, text: str) -> tuple[float, ...]:
        """For each term how close the text comes to it, 0 to 1."""
        if text not in self._found:
            self._found[text] = self._closeness(text)
        return self._found[text]

    def _closeness(self, text: str) -> tuple[float, ...]:
        plain = _plain(text)
        best = [_said(term, plain) for term in self.terms]
        for word in vocabulary(text) & self._near.keys():
            for place, close in self._near[word]:
                best[place] = max(best[place], close)
        return tuple(best)

    def share(self, closeness: Sequence[float]) -> float:
        """Weighted mean of closenesses, 0 to 1; 0 where there is no term."""
        total = sum(term.weight for term in self.terms)
        if not total:
            return 0.0
        return sum(t.weight * c for t, c in zip(self.terms, closeness, strict=True)) / total

    def known_gap(self, closeness: Sequence[float]) -> float:
        """Weight of what is most missed among the words that the documents use themselves,
        0 to 1."""
        pairs = zip(self.terms, closeness, strict=True)
        return max((t.weight * (1 - close) for t, close in pairs if t.known), default=0.0)

    def strange_gap(self, closeness: Sequence[float]) -> float:
        """The same among words to which the documents have nothing close."""
        pairs = zip(self.terms, closeness, strict=True)
        return max((t.weight * (1 - close) for t, close in pairs if _is_strange(t)), default=0.0)


def nearest(*closenesses: Sequence[float]) -> tuple[float, ...]:
    """The best closeness of each term among several texts."""
    return tuple(map(max, zip(*closenesses, strict=True)))


@lru_cache(maxsize=1 << 14)
def _plain(text: str) -> str:
    return normalise(text)


def _is_strange(term: Term) -> bool:
    close = term.near[0][1] if term.near else 0.0
    return not term.known and len(term.wordings) == 1 and close < _STRANGE


def _said(term: Term, plain: str) -> float:
    """Closeness by the wordings of a term alone."""
    own, *others = term.wordings
    if own in plain:
        return 1.0
    return _OTHER_WORDING if any(wording in plain for wording in others) else 0.0

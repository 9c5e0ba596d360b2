"""Ranks of gold evidence among passages. Ranks count from 1; None means: not found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from assistant.evaluate.cases import Evidence
from assistant.evaluate.matching import holds

BUDGET = 2600  # characters of passages that a reader, or a language model, is given
_Z = 1.959964  # two-sided 95 % quantile of the normal distribution


@dataclass(frozen=True, slots=True)
class Passage:
    """What a retriever returns, whatever its unit: a text of one document."""

    document: str
    text: str


@dataclass(frozen=True, slots=True)
class Ranks:
    """For each piece of gold evidence, the rank of the first passage that holds it.

    ``within`` are the same ranks where the passages are cut at the character budget.
    """

    free: tuple[int | None, ...]
    within: tuple[int | None, ...]


def cut(passages: Iterable[Passage], budget: int = BUDGET) -> Iterator[Passage]:
    """Passages in rank order until ``budget`` characters are spent; the last is cut short."""
    for passage in passages:
        if budget <= 0:
            return
        yield Passage(passage.document, passage.text[:budget])
        budget -= len(passage.text)


def find(evidence: Sequence[Evidence], passages: Sequence[Passage]) -> Ranks:
    """Where each piece of ``evidence`` stands in ranked ``passages``, free and in the budget."""
    shortened = list(cut(passages))
    return Ranks(
        free=tuple(_rank(item, passages) for item in evidence),
        within=tuple(_rank(item, shortened) for item in evidence),
    )


def _rank(evidence: Evidence, passages: Sequence[Passage]) -> int | None:
    for rank, passage in enumerate(passages, start=1):
        if passage.document == evidence.document and holds(evidence.quote, [passage.text]):
            return rank
    return None


def recalled(ranks: Sequence[int | None], k: int | None = None) -> bool:
    """Whether all evidence stands among the first ``k`` passages (all passages if None)."""
    return all(rank is not None and (k is None or rank <= k) for rank in ranks)


def reciprocal_rank(ranks: Sequence[int | None]) -> float:
    """1 / rank of the first passage that holds any evidence; 0 where none does."""
    found = [rank for rank in ranks if rank is not None]
    return 1 / min(found) if found else 0.0


def wilson(k: float, n: float) -> tuple[float, float]:
    """95 % interval of the share k/n (Wilson 1927, score interval); (0, 1) where n is 0."""
    if n == 0:
        return 0.0, 1.0
    share, spread = k / n, _Z**2 / n
    centre = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    return max(0.0, centre - half), min(1.0, centre + half)

"""From channel scores to one order of clauses, fair to every place that was asked about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, zip_longest

import numpy as np
from numpy.typing import NDArray

from assistant.retrieve.fuse import reciprocal_rank_fusion
from assistant.types import Clause, Query, Vectors

WEIGHTS = {"clause": 1.0, "sentence": 1.0, "dense": 1.0}
DEPTH = 100  # clauses that a channel may put forward
FUSION_K = 10  # small, as first places count among few hundred clauses; chosen on the dev split
ELSEWHERE = 0.7  # factor for clauses of a place that was not asked about


def best_first(scores: Vectors, depth: int = DEPTH) -> list[int]:
    """Positions with a positive score, best first, ties by position."""
    order = np.argsort(-scores, kind="stable")[:depth]
    return [int(i) for i in order if scores[i] > 0]


def best_per_owner(owners: NDArray[np.int64], scores: Vectors, count: int) -> Vectors:
    """Score of each of ``count`` clauses by its best sentence."""
    best: Vectors = np.zeros(count, np.float32)
    np.maximum.at(best, owners, scores)
    return best


def fuse(
    rankings: Mapping[str, Sequence[int]], clauses: Sequence[Clause], query: Query
) -> dict[int, float]:
    """Fused score of every clause that some channel put forward."""
    fused = reciprocal_rank_fusion(rankings, WEIGHTS, FUSION_K)
    if query.regions:
        for position in fused:
            if clauses[position].region not in query.regions:
                fused[position] *= ELSEWHERE
    return fused


def order(fused: Mapping[int, float], clauses: Sequence[Clause], query: Query) -> list[int]:
    """Clauses best first; where several places were asked about, they take turns."""
    ranked = sorted(fused, key=lambda position: (-fused[position], position))
    if len(query.regions) < 2:
        return ranked
    sides = [[p for p in ranked if clauses[p].region == region] for region in query.regions]
    others = [p for p in ranked if clauses[p].region not in query.regions]
    return list(_take_turns(sides)) + others


def _take_turns(sides: Iterable[Sequence[int]]) -> Iterable[int]:
    return (p for p in chain.from_iterable(zip_longest(*sides)) if p is not None)

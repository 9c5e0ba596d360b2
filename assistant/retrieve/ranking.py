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
PART = 0.5  # weight of one of several things asked for, beside the whole question
ELSEWHERE = 0.5  # factor for clauses of a place, or a document, that was not asked about


def best_first(scores: Vectors, depth: int = DEPTH) -> list[int]:
    """Positions with a positive score, best first, ties by position."""
    order = np.argsort(-scores, kind="stable")[:depth]
    return [int(i) for i in order if scores[i] > 0]


def best_per_owner(
    owners: NDArray[np.int64], scores: Vectors, count: int, least: float = 0.0
) -> Vectors:
    """Score of each of ``count`` clauses by its best passage, ``least`` where it has none."""
    best: Vectors = np.full(count, least, np.float32)
    np.maximum.at(best, owners, scores)
    return best


def fuse(
    looks: Sequence[Mapping[str, Sequence[int]]], clauses: Sequence[Clause], query: Query
) -> dict[int, float]:
    """Fused score of every clause that some channel put forward.

    The first look is for the whole question, the others for its parts.
    """
    fused = reciprocal_rank_fusion(looks[0], WEIGHTS, FUSION_K)
    for look in looks[1:]:
        for position, score in reciprocal_rank_fusion(look, WEIGHTS, FUSION_K).items():
            fused[position] = fused.get(position, 0.0) + PART * score
    for position in fused:
        clause = clauses[position]
        if query.regions and clause.region not in query.regions:
            fused[position] *= ELSEWHERE
        if query.documents and clause.document not in query.documents:
            fused[position] *= ELSEWHERE
    return fused


def order(fused: Mapping[int, float], clauses: Sequence[Clause], query: Query) -> list[int]:
    """Clauses best first; the places or years that are compared take turns."""
    ranked = sorted(fused, key=lambda position: (-fused[position], position))
    sides = _sides(ranked, clauses, query)
    turns = list(dict.fromkeys(_take_turns(sides)))
    first = set(turns)
    return turns + [position for position in ranked if position not in first]


def _sides(ranked: Sequence[int], clauses: Sequence[Clause], query: Query) -> list[list[int]]:
    """What is compared: each place asked about, or as many documents as there are years."""
    if len(query.regions) > 1:
        return [[p for p in ranked if clauses[p].region == region] for region in query.regions]
    if query.kind == "compare" and len(query.years) > 1:
        documents = list(dict.fromkeys(clauses[p].document for p in ranked))
        return [
            [p for p in ranked if clauses[p].document == document]
            for document in documents[: len(query.years)]
        ]
    return []


def _take_turns(sides: Iterable[Sequence[int]]) -> Iterable[int]:
    return (p for p in chain.from_iterable(zip_longest(*sides)) if p is not None)

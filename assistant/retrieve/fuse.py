"""Joining rankings by rank, because scores of different channels do not compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

K = 60  # Cormack, Clarke, Büttcher: Reciprocal Rank Fusion (SIGIR 2009)


def reciprocal_rank_fusion(
    rankings: Mapping[str, Sequence[int]], weights: Mapping[str, float], k: int = K
) -> dict[int, float]:
    """Item → fused score. Each ranking lists items, best first; ranks count from 1."""
    fused: dict[int, float] = {}
    for channel, ranking in rankings.items():
        for rank, item in enumerate(ranking, start=1):
            fused[item] = fused.get(item, 0.0) + weights[channel] / (k + rank)
    return fused

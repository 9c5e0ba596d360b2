"""Rankings joined by rank."""

from __future__ import annotations

import pytest

from assistant.retrieve.fuse import K, reciprocal_rank_fusion

EVEN = {"a": 1.0, "b": 1.0}


def test_each_place_counts_one_over_k_plus_rank() -> None:
    fused = reciprocal_rank_fusion({"a": [7, 3], "b": [3]}, EVEN, k=10)
    assert fused == pytest.approx({7: 1 / 11, 3: 1 / 12 + 1 / 11})


def test_k_is_that_of_the_paper_by_default() -> None:
    assert K == 60
    assert reciprocal_rank_fusion({"a": [5]}, EVEN) == pytest.approx({5: 1 / 61})


def test_second_in_both_beats_first_in_one() -> None:
    fused = reciprocal_rank_fusion({"a": [1, 2], "b": [3, 2]}, EVEN)
    assert max(fused, key=fused.__getitem__) == 2


def test_a_channel_counts_by_its_weight() -> None:
    fused = reciprocal_rank_fusion({"a": [1], "b": [2]}, {"a": 0.5, "b": 1.5}, k=1)
    assert fused == pytest.approx({1: 0.25, 2: 0.75})


def test_no_rankings() -> None:
    assert reciprocal_rank_fusion({"a": [], "b": []}, EVEN) == {}

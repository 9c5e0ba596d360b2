"""From channel scores to one order of clauses."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.retrieve.ranking import ELSEWHERE, PART, best_first, best_per_owner, fuse, order
from assistant.types import Clause, Query

JINHUA, QUZHOU, JIANDE = "浙江省金华市", "浙江省衢州市", "浙江省杭州市建德市"


def clauses(*regions: str | None) -> list[Clause]:
    return [Clause(f"d/{i}", "d", str(i), (), "文", 0, 1, region=r) for i, r in enumerate(regions)]


def query(*regions: str, **more: object) -> Query:
    return Query("问", "问", "问", (), regions=regions, **more)


def scores(*values: float) -> np.ndarray:
    return np.array(values, np.float32)


def test_best_first_keeps_positive_scores_ties_by_position() -> None:
    assert best_first(scores(0.2, 0, 0.9, -1, 0.2)) == [2, 0, 4]


def test_best_first_stops_at_its_depth() -> None:
    assert best_first(scores(1, 3, 2), depth=2) == [1, 2]


def test_a_clause_counts_by_its_best_sentence() -> None:
    found = best_per_owner(np.array([0, 0, 2, 2, 2]), scores(0.1, 0.7, 0.2, 0.6, 0.3), 4)
    assert found == pytest.approx([0.7, 0, 0.6, 0])


def test_a_clause_that_none_is_near_counts_least() -> None:
    assert best_per_owner(np.array([1]), scores(0.7), 3, 0.2) == pytest.approx([0.2, 0.7, 0.2])


def test_fuse_goes_by_ranks_of_all_channels() -> None:
    rankings = {"clause": [0, 1], "sentence": [1, 0], "dense": [1, 2]}
    fused = fuse([rankings], clauses(None, None, None), query())
    assert sorted(fused, key=lambda p: -fused[p]) == [1, 0, 2]


def test_a_part_counts_less_than_the_whole_question() -> None:
    whole, part = {"clause": [0]}, {"clause": [1, 0]}
    found = clauses(None, None)
    alone = fuse([whole], found, query())
    both = fuse([whole, part], found, query())
    assert both[0] > alone[0] > both[1] > 0
    assert both[1] == pytest.approx(PART * alone[0])


def test_another_place_counts_less_but_stays() -> None:
    rankings = {"clause": [0, 1], "sentence": [0, 1], "dense": [0, 1]}
    found = clauses(QUZHOU, JINHUA)
    plain, placed = fuse([rankings], found, query()), fuse([rankings], found, query(JINHUA))
    assert placed == pytest.approx({0: plain[0] * ELSEWHERE, 1: plain[1]})
    assert order(plain, found, query()) == [0, 1]
    assert order(placed, found, query(JINHUA)) == [1, 0]


def test_a_document_that_is_not_named_counts_less_but_stays() -> None:
    rankings = {"clause": [0, 1], "sentence": [0, 1], "dense": [0, 1]}
    found = [replace(c, document=d) for c, d in zip(clauses(QUZHOU, JINHUA), "ab", strict=True)]
    plain, named = (
        fuse([rankings], found, query()),
        fuse([rankings], found, query(documents=("b",))),
    )
    assert named == pytest.approx({0: plain[0] * ELSEWHERE, 1: plain[1]})
    both = fuse([rankings], found, query(JINHUA, documents=("b",)))
    assert both == pytest.approx({0: plain[0] * ELSEWHERE**2, 1: plain[1]})


def test_equal_scores_keep_the_order_of_the_documents() -> None:
    assert order({2: 0.5, 0: 0.5, 1: 0.7}, clauses(None, None, None), query()) == [1, 0, 2]


def test_places_asked_about_take_turns_and_others_come_last() -> None:
    found = clauses(JINHUA, JINHUA, JINHUA, QUZHOU, JIANDE)
    fused = {0: 0.9, 1: 0.8, 2: 0.7, 3: 0.1, 4: 1.0}
    assert order(fused, found, query(QUZHOU, JINHUA)) == [3, 0, 1, 2, 4]


def test_documents_take_turns_where_years_are_compared() -> None:
    found = [replace(c, document=d) for c, d in zip(clauses(*[None] * 4), "aaab", strict=True)]
    fused = {0: 0.9, 1: 0.8, 2: 0.7, 3: 0.1}
    assert order(fused, found, query(years=(2024, 2027))) == [0, 1, 2, 3]
    compared = query(years=(2024, 2027), kind="compare")
    assert order(fused, found, compared) == [0, 3, 1, 2]

import pytest

from assistant.evaluate.cases import Evidence
from assistant.evaluate.metrics import (
    Passage,
    Ranks,
    cut,
    find,
    recalled,
    reciprocal_rank,
    wilson,
)

PASSAGES = [
    Passage("d", "甲" * 1500),
    Passage("e", "资产75亿元"),
    Passage("d", "乙" * 1095 + "资产75亿元"),
]


def test_evidence_is_found_in_its_own_document_only():
    gold = [Evidence("d", "资产75亿元"), Evidence("e", "资产75亿元"), Evidence("e", "甲")]
    assert find(gold, PASSAGES).free == (3, 2, None)


def test_the_budget_cuts_the_passage_it_ends_in():
    assert [len(passage.text) for passage in cut(PASSAGES, 1503)] == [1500, 3]
    assert [len(passage.text) for passage in cut(PASSAGES, 1500)] == [1500]
    assert find([Evidence("d", "资产75亿元")], PASSAGES) == Ranks((3,), (None,))
    assert find([Evidence("d", "乙")], PASSAGES) == Ranks((3,), (3,))


def test_recall_wants_all_evidence_and_the_reciprocal_rank_any():
    assert recalled((1, 5), 5)
    assert not recalled((1, 6), 5)
    assert recalled((1, 6))
    assert not recalled((1, None))
    assert reciprocal_rank((None, 4, 2)) == 0.5
    assert reciprocal_rank((None,)) == 0.0


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(0, 0, 0, 1), (0, 10, 0, 0.2775), (10, 10, 0.7225, 1), (8, 10, 0.4902, 0.9433)],
)
def test_wilson(k, n, low, high):
    assert wilson(k, n) == pytest.approx((low, high), abs=1e-4)

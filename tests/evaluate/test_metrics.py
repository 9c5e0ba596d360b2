from dataclasses import replace

import pytest

from assistant.evaluate.cases import Evidence
from assistant.evaluate.metrics import (
    Passage,
    Ranks,
    cut,
    find,
    is_verbatim,
    judge,
    recalled,
    reciprocal_rank,
    wilson,
)
from assistant.types import Citation

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


@pytest.fixture
def citation(assistant):
    clause = assistant.clauses[0]
    start = clause.text.index("村集体")
    return Citation(1, clause, clause.text[start : start + 5], start, start + 5)


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "村集体资金"},
        {"start": 11},
        {"start": 0, "end": 0, "quote": ""},
        {"start": 28, "end": 33, "quote": "由农业农村"},
    ],
)
def test_a_citation_is_verbatim_and_inside_its_clause(assistant, citation, change):
    assert is_verbatim(citation, assistant.documents)
    assert not is_verbatim(replace(citation, **change), assistant.documents)
    assert not is_verbatim(citation, {})


def test_judge_a_right_answer(assistant, cases, citation, answer):
    verdict = judge(cases[0], answer("达75亿[1]", (citation,)), assistant.documents)
    assert not (verdict.declined or verdict.missing or verdict.forbidden or verdict.invalid)
    assert verdict.cited


def test_judge_a_wrong_answer(assistant, cases, citation, answer):
    shifted = replace(citation, start=citation.start + 1)
    clause = assistant.clauses[2]
    other = Citation(1, clause, clause.text, clause.start, clause.end)
    given = answer("达90亿元", (other,), nearest=(shifted,))
    verdict = judge(cases[0], given, assistant.documents)
    assert verdict.missing == (("75亿元", "75亿"),)
    assert verdict.forbidden == ("90亿元",)
    assert verdict.invalid == ("hangzhou/1",)
    assert not verdict.cited


def test_a_refusal_states_nothing_and_may_repeat_the_question(assistant, cases, answer):
    case = replace(cases[0], question="是90亿元还是75亿元")
    given = answer("没有找到90亿元、75亿元的依据", (), status="not_found")
    verdict = judge(case, given, assistant.documents)
    assert verdict.declined
    assert verdict.missing == case.expect
    assert verdict.forbidden == ()
    assert not verdict.cited

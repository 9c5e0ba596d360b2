"""Plain questions made from the ledger, and that they are answered."""

from __future__ import annotations

import pytest

from assistant.app import Assistant
from assistant.evaluate.cases import Case, check_cases
from assistant.evaluate.judge import judge
from assistant.evaluate.plain import plain_questions


@pytest.fixture(scope="module")
def plain(assistant: Assistant) -> list[Case]:
    clauses = {clause.id: clause for clause in assistant.clauses}
    return plain_questions(assistant.figures, clauses, 100)


def test_each_asks_for_a_figure_of_the_documents(assistant: Assistant, plain: list[Case]) -> None:
    assert len(plain) == 100
    assert len({case.question for case in plain}) == len({case.id for case in plain}) == 100
    assert check_cases(plain, assistant.documents) == []
    assert all(case.question.endswith("是多少") and case.answerable for case in plain)


def test_they_are_spread_over_the_documents(plain: list[Case]) -> None:
    assert len({case.evidence[0].document for case in plain}) >= 4


def test_fewer_where_there_are_no_more(assistant: Assistant) -> None:
    clauses = {clause.id: clause for clause in assistant.clauses}
    assert plain_questions([], clauses, 10) == []
    one = plain_questions(assistant.figures[:40], clauses, 1)
    assert len(one) == 1


def test_a_plain_question_is_answered(assistant: Assistant, plain: list[Case]) -> None:
    """Asked in the document's own words for what it says, an answer comes and is right."""
    verdicts = [judge(c, assistant.ask(c.question), assistant.documents) for c in plain]
    refused = [c.question for c, v in zip(plain, verdicts, strict=True) if v.declined]
    right = sum(v.correct for v in verdicts)
    assert len(refused) <= 5, refused
    assert right >= 85

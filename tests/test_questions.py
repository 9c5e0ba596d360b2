"""The evaluation set: enough of every kind, true to the documents, split apart, and hard."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.evaluate.cases import Case, check_cases, load_cases
from assistant.evaluate.matching import holds, states
from assistant.evaluate.metrics import Passage, find, recalled
from assistant.evaluate.schema import KINDS, SPLITS, WRITTEN
from assistant.evaluate.windows import Windows
from assistant.retrieve.sparse import SparseIndex
from assistant.types import Concept

CASES = load_cases(Path(__file__).resolve().parents[1] / "eval" / "questions.toml")
ANSWERABLE = [case for case in CASES if case.answerable]
LEAST = {"dev": 8, "test": 15}  # questions of a kind


def clauses_of(assistant, case: Case) -> Iterator[str]:
    """Ids of the clauses that hold the gold evidence of ``case``."""
    for evidence in case.evidence:
        for clause in assistant.clauses:
            if clause.document == evidence.document and holds(evidence.quote, [clause.text]):
                yield clause.id


@pytest.mark.parametrize("split", SPLITS)
def test_enough_of_every_kind(split: str) -> None:
    kinds = Counter(case.kind for case in CASES if case.split == split)
    wanted = KINDS.keys() - WRITTEN
    assert {kind: kinds[kind] for kind in wanted if kinds[kind] < LEAST[split]} == {}


@pytest.mark.parametrize("split", SPLITS)
def test_a_quarter_cannot_be_answered(split: str) -> None:
    cases = [case for case in CASES if case.split == split]
    assert sum(not case.answerable for case in cases) >= len(cases) / 4


def test_no_question_twice() -> None:
    asked = Counter((case.history, case.question) for case in CASES)
    assert [question for question, times in asked.items() if times > 1] == []


def test_quotes_stand_in_their_documents(assistant) -> None:
    assert check_cases(CASES, assistant.documents) == []


def test_every_quote_points_at_one_clause(assistant) -> None:
    for case in CASES:
        assert len(list(clauses_of(assistant, case))) == len(case.evidence), case.id


def test_facts_stand_in_the_clauses_of_the_evidence(assistant) -> None:
    texts = {clause.id: clause.text for clause in assistant.clauses}
    for case in ANSWERABLE:
        text = "\n".join(texts[name] for name in clauses_of(assistant, case))
        for group in case.expect:
            assert any(states(text, form) for form in group), (case.id, group)


def test_no_quote_holds_what_is_forbidden() -> None:
    for case in CASES:
        text = "\n".join(evidence.quote for evidence in case.evidence)
        assert [fact for fact in case.forbid if states(text, fact)] == [], case.id


def test_no_clause_is_on_both_sides(assistant) -> None:
    """Then no chain of clauses is either: a question lies on one side with all of its own."""
    sides = defaultdict(set)
    for case in CASES:
        for name in clauses_of(assistant, case):
            sides[name].add(case.split)
    assert [name for name, splits in sides.items() if len(splits) > 1] == []


def test_fixed_windows_find_it_hard(assistant) -> None:
    windows = Windows(assistant.documents.values(), assistant.encoder)
    found = [
        recalled(find(case.evidence, windows.search(turns(case), 5)).free) for case in ANSWERABLE
    ]
    assert sum(found) / len(found) <= 0.70


def test_shared_characters_do_not_give_it_away(assistant) -> None:
    passages = [Passage(clause.document, clause.text) for clause in assistant.clauses]
    index = SparseIndex.build(passage.text for passage in passages)
    found = []
    for case in ANSWERABLE:
        best = (-index.scores([Concept(wordings=(turns(case),))])).argsort(kind="stable")[:5]
        found.append(recalled(find(case.evidence, [passages[place] for place in best]).free))
    assert sum(found) / len(found) <= 0.92


def turns(case: Case) -> str:
    return "\n".join((*case.history, case.question))

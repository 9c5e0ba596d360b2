"""What a writer is given, and where it is given nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer.candidates import certainty
from assistant.answer.writing.evidence import gather

OLD = "完成44个老旧小区改造。"
TEACH = "推广立体栽培。"


@pytest.fixture
def given(sources, candidate):
    """The clauses given for a query: what is sure is found by its topic."""

    def run(query, **found: str) -> list[str]:
        def find(part):
            return [candidate(found[part.topic])] if part.topic in found else []

        evidence = gather(query, replace(sources, find=find))
        return list(dict.fromkeys(extract.clause.id for extract in evidence.extracts))

    return run


def test_what_is_found_is_sure(candidate) -> None:
    assert certainty([candidate(OLD)]) >= 0.5


def test_the_only_matter(ask, given) -> None:
    assert given(ask("小区", task="draft"), 小区=OLD) == ["plan/3.2"]


def test_each_matter_for_itself(ask, given) -> None:
    matters = (ask("小区"), ask("栽培"))
    query = ask("小区 栽培", task="draft", matters=matters)
    found = {"小区 栽培": OLD, "小区": OLD, "栽培": TEACH}
    assert given(query, **found) == ["plan/3.2", "plan/3.1"]


def test_one_matter_of_two_is_not_what_was_asked(ask, given) -> None:
    query = ask("公墓 乡镇", task="draft", matters=(ask("公墓"), ask("乡镇")))
    assert given(query, 乡镇=OLD) == []


def test_a_document_that_is_not_there(ask, given) -> None:
    assert given(ask("小区", task="draft", unheld=("2029年要点",)), 小区=OLD) == []

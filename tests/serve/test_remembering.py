"""Answers that were given before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.app import Assistant
from assistant.serve import remembering
from assistant.serve.remembering import Remembered, key_of
from assistant.types import Answer, Tally

QUESTION = "建德粮食产量要稳定在多少"


@pytest.fixture(scope="module")
def answer(assistant: Assistant) -> Answer:
    return assistant.ask(QUESTION)


def test_the_same_again_under_an_id_of_its_own(answer: Answer) -> None:
    remembered = Remembered()
    assert remembered.find("k") is None
    assert remembered.asking("k", lambda: answer) is answer
    again = remembered.find("k")
    assert again is not None
    assert again.id != answer.id
    assert replace(again, id=answer.id, elapsed_ms=answer.elapsed_ms) == answer


def test_what_a_model_had_a_part_in_is_not_kept(answer: Answer) -> None:
    remembered = Remembered()
    remembered.asking("written", lambda: replace(answer, method="generative", model="m"))
    remembered.asking("failed", lambda: replace(answer, tally=Tally(failed="timeout")))
    assert remembered.find("written") is None
    assert remembered.find("failed") is None


def test_the_oldest_is_forgotten(answer: Answer, monkeypatch) -> None:
    monkeypatch.setattr(remembering, "_MOST", 2)
    remembered = Remembered()
    for key in "abc":
        remembered.asking(key, lambda: answer)
    assert remembered.find("a") is None
    assert remembered.find("c")


@pytest.mark.parametrize(
    "other",
    [
        ("2", "q", {}),
        ("1", "p", {}),
        ("1", "q", {"history": ["h"]}),
        ("1", "q", {"regions": ("r",)}),
        ("1", "q", {"documents": ()}),
        ("1", "q", {"documents": ("d",)}),
        ("1", "q", {"mode": "extractive"}),
        ("1", "q", {"as_of": "2020-01-01"}),
    ],
)
def test_all_that_an_answer_depends_on(other) -> None:
    assert key_of("1", "q", {}) != key_of(*other)

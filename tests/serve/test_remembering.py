"""Answers that were given before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.app import Assistant, Options
from assistant.serve import remembering
from assistant.serve.remembering import Remembered, key_of
from assistant.types import Answer, Tally

QUESTION = "建德粮食产量要稳定在多少"


@pytest.fixture(scope="module")
def answer(assistant: Assistant) -> Answer:
    return assistant.ask(QUESTION)


def test_the_same_again_under_an_id_of_its_own(answer: Answer) -> None:
    remembered, key = Remembered(), key_of("1", QUESTION, {})
    assert remembered.find(key) is None
    assert remembered.asking(key, lambda: answer) is answer
    again = remembered.find(key)
    assert again is not None
    assert again.id != answer.id
    assert replace(again, id=answer.id, elapsed_ms=answer.elapsed_ms) == answer


def test_what_a_model_had_a_part_in_is_not_kept(answer: Answer) -> None:
    remembered, key = Remembered(), key_of("1", QUESTION, {})
    remembered.asking(key, lambda: replace(answer, method="generative", model="m"))
    remembered.asking(key, lambda: replace(answer, tally=Tally(failed="timeout")))
    assert remembered.find(key) is None


def test_the_oldest_is_forgotten(answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "_MOST", 2)
    remembered = Remembered()
    first, second, third = (key_of("1", question, {}) for question in "abc")
    for key in (first, second, third):
        remembered.asking(key, lambda: answer)
    assert remembered.find(first) is None
    assert remembered.find(third)


def test_what_was_asked_of_late_is_answered_before_another_index_takes_over(
    assistant: Assistant, answer: Answer
) -> None:
    remembered = Remembered()
    options: list[Options] = [{}, {"regions": ["不在的地方"]}, {"documents": ("jiande",)}]
    for asked in options:
        remembered.asking(key_of("before", QUESTION, asked), lambda: answer)
    remembered.prepare(assistant)
    now = [key_of(assistant.index_version, QUESTION, asked) for asked in options]
    found = remembered.find(now[0])
    assert found is not None
    assert (found.answer, found.index_version) == (answer.answer, assistant.index_version)
    assert remembered.find(now[2]) is None, "what may be seen is another question"

    assert remembered.find(key_of("before", QUESTION, {}))
    remembered.forget_others(assistant)
    assert remembered.find(key_of("before", QUESTION, {})) is None
    assert remembered.find(now[0])


def test_preparing_takes_only_so_long(
    assistant: Assistant, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembering, "_PREPARING", -1.0)
    remembered = Remembered()
    remembered.asking(key_of("before", QUESTION, {}), lambda: answer)
    remembered.prepare(assistant)
    assert remembered.find(key_of(assistant.index_version, QUESTION, {})) is None


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

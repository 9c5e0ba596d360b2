"""Which words of a question name its matter, and what is wanted of it."""

from __future__ import annotations

import threading

import pytest

from assistant.retrieve.understand.matter import MASK, features, grams, reader, tokens


@pytest.mark.parametrize(
    ("question", "words", "task"),
    [
        ("下周开会要用,把防汛预案里转移安置那一段缩成五句话,别太啰嗦", "转移安置", "summarise"),
        ("老张问我秸秆不让烧了咋办,你给他说明白", "秸秆", "explain"),
        ("给家长群写条通知,把校车怎么收费说清楚,要短", "校车", "draft"),
        ("把公交线路、充电桩两样的任务排成一张表", "充电桩", "table"),
        ("农村公厕要建多少座", "公厕", "lookup"),
    ],
)
def test_what_is_asked_about_and_what_is_wanted(question: str, words: str, task: str) -> None:
    spans = reader().matter(question)
    assert words in "".join(question[start:end] for start, end in spans)
    assert reader().wanted(question, spans) == task


def test_instructions_are_not_the_matter() -> None:
    question = "下周给网格员上课,把转移安置那一段缩成五句话,别太啰嗦"
    named = "".join(question[start:end] for start, end in reader().matter(question))
    assert "啰嗦" not in named
    assert "五句话" not in named


@pytest.mark.parametrize("question", ["", "，。？", "   "])
def test_nothing_is_named_by_nothing(question: str) -> None:
    assert reader().matter(question) == []


def test_words_are_where_they_stand() -> None:
    question = "公厕 要建 多少座，公厕"
    assert all(question[slice(*word.span)] == word.text for word in tokens(question))
    assert len(features(tokens(question))) == len(tokens(question))


def test_the_matter_is_masked() -> None:
    assert f"说{MASK}吧" in grams("说说公厕吧", [(2, 4)])
    assert not any("公厕" in run for run in grams("说说公厕吧", [(2, 4)]))


def test_many_may_ask_at_once() -> None:
    questions = ["把转移安置那一段缩成五句话", "给家长群写条通知,把校车怎么收费说清楚"] * 20
    alone = [reader().matter(question) for question in questions]
    found: list[object] = [None] * len(questions)

    def ask(place: int) -> None:
        found[place] = reader().matter(questions[place])

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(len(questions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == alone


def test_a_word_of_a_long_piece_has_no_more_features_than_of_a_shorter_one() -> None:
    few, many = (features(tokens("村里的公厕要建多少座" * times)) for times in (40, 80))
    assert max(map(len, many)) == max(map(len, few))

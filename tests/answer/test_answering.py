"""Which questions a model writes the answer to, and what is shown where it cannot."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer.answering import is_to_be_written
from assistant.app import Assistant


def query(assistant: Assistant, question: str):
    return assistant._index.interpreter.understand(question)


@pytest.mark.parametrize(
    "question",
    [
        "概括一下建德方案里农业增效行动的主要任务",
        "用大白话给村民讲讲建德的共富工坊",
        "帮我拟一个建德农民增收的宣讲提纲",
        "金华和衢州在发展村级集体经济上各有什么做法",
        "修路、铁路、公交、机场，建德都有哪些安排",
    ],
)
def test_what_a_model_writes(assistant: Assistant, question: str) -> None:
    asked = query(assistant, question)
    assert is_to_be_written(asked, "auto")
    assert not is_to_be_written(asked, "extractive")


@pytest.mark.parametrize(
    "question",
    [
        "建德2027年集体经济目标是多少",
        "老旧小区改造归哪个部门管",
        "什么是“浙农码”",
        "建德有哪些地标农产品",
        "把建德集体经济那条原文发我",
    ],
)
def test_looking_up_stays_extractive(assistant: Assistant, question: str) -> None:
    asked = query(assistant, question)
    assert not is_to_be_written(asked, "auto")
    assert is_to_be_written(replace(asked, task="lookup"), "generative")


def test_without_a_model_everything_is_extractive(assistant: Assistant) -> None:
    answer = assistant.ask("概括一下建德方案里农业增效行动的主要任务")
    assert (answer.method, answer.model, answer.tally) == ("extractive", None, None)


def test_the_very_clause_is_shown_whole(assistant: Assistant) -> None:
    answer = assistant.ask("把刚才那条原文发我", history=["建德2027年村集体经济资产要达到多少亿元"])
    clause = answer.citations[0].clause
    assert answer.citations[0].quote == clause.text.strip()
    assert "75亿元" in answer.answer
    assert clause.id == "jiande-2023-2027-plan/4.3.1"

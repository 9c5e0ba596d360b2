"""A clause that is a list of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer.coverage import Wanted
from assistant.answer.listing import items

NUMBERED = "主要任务\n1.改造公厕。每村一座。\n2.修建步道。\n3.清理河道。\n4.种植树木。"
PLAIN = "主要任务\n公厕改造继续推进。\n步道修建。\n今年要清理河道。"


@pytest.fixture
def listed(candidate, ask, rarity):
    def run(text: str, topic: str = "主要任务", heading: str = "主要任务") -> list[str]:
        best = candidate("推广立体栽培。")
        clause = replace(best.clause, text=text, path=(heading,), start=1000, end=1000 + len(text))
        wanted = Wanted.of(ask(topic), rarity)
        spans = items(replace(best, clause=clause), topic, wanted)
        return [text[start - 1000 : end - 1000].strip() for start, end in spans]

    return run


def test_the_first_words_of_each_item(listed) -> None:
    found = listed(NUMBERED)
    assert [line[:4] for line in found if line[:2] in ("1.", "2.", "3.", "4.")] == [
        "1.改造",
        "2.修建",
        "3.清理",
        "4.种植",
    ]


def test_not_where_the_heading_is_another_matter(listed) -> None:
    assert listed(NUMBERED, topic="森林覆盖") == []


def test_nor_of_sentences_that_are_no_items(listed) -> None:
    assert listed(PLAIN) == []


def test_nor_of_two_sentences(listed) -> None:
    assert listed("主要任务\n1.改造公厕。\n2.修建步道。") == []

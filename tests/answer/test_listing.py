"""A clause that is a list of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer.coverage import Wanted
from assistant.answer.listing import enumeration, items

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


RULES = (
    "第二条 申请人应当具备以下条件：（一）年满十八周岁；（二）有固定住所；"
    "（三）无不良记录。按月发放。"
)


class TestEnumeration:
    @pytest.fixture
    def whole(self, candidate):
        """The enumeration that a text holds, where the best candidate begins with ``words``."""

        def run(text: str, words: str) -> str:
            best = candidate("推广立体栽培。")
            clause = replace(best.clause, text=text, start=1000, end=1000 + len(text))
            start = 1000 + text.index(words)
            span = enumeration(replace(best, clause=clause, start=start, end=start + len(words)))
            return text[span[0] - 1000 : span[1] - 1000] if span else ""

        return run

    @pytest.mark.parametrize("words", ["第二条", "（二）有固定", "（三）"])
    def test_it_is_found_from_any_of_its_items(self, whole, words: str) -> None:
        assert whole(RULES, words) == RULES.removesuffix("按月发放。")

    def test_items_may_have_lines_of_their_own(self, whole) -> None:
        text = "提交材料：\n1.申请书；\n2.执照；\n3.名册。\n二十日内办结。"
        assert whole(text, "提交材料") == text.removesuffix("\n二十日内办结。")

    def test_what_comes_after_is_none_of_it(self, whole) -> None:
        assert whole(RULES, "按月发放") == ""

    @pytest.mark.parametrize(
        "text",
        ["申请人应当年满十八周岁。提交材料。", "条件如下：年满十八周岁。", "要求：（一）守法。"],
    )
    def test_other_sentences_are_none(self, whole, text: str) -> None:
        assert whole(text, text[:2]) == ""

    def test_a_long_one_is_not_shown_whole(self, whole) -> None:
        text = "条件如下：（一）" + "长" * 300 + "；（二）" + "长" * 300 + "。"
        assert whole(text, "条件") == ""

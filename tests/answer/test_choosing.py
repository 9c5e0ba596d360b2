"""Which candidates make the answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer.choosing import MOST, choose
from assistant.answer.coverage import Wanted

OLD = "完成44个老旧小区改造。"
TEACH = "推广立体栽培。"
RATE = "集体经济经营性收入50万元以上行政村占比达到100%。"
YEARLY = "每年新建草莓基地二百亩，到2025年底，草莓总产值突破5万元。"
CITY = "打造60个省市级片区组团，覆盖率达到55%。"


@pytest.fixture
def chosen(candidate, rarity):
    """Texts chosen for a query, where each part is best answered by its own sentences."""

    def run(query, *found, by_part=()):
        def find(part):
            return [candidate(words) for words in dict(by_part).get(part.topic, ())]

        everything = [c if hasattr(c, "text") else candidate(c) for c in found]
        wanted = Wanted.of(query, rarity)
        return [c.text for c in choose(query, everything, wanted, find)]

    return run


def test_one_question_one_sentence(ask, chosen) -> None:
    assert chosen(ask("老旧小区改造"), OLD, TEACH, RATE) == [OLD]


def test_another_clause_that_states_the_same_figure_is_added(ask, chosen, candidate) -> None:
    query = ask("老旧小区改造", kind="figure")
    other = candidate(RATE)
    echo = replace(other, text="老旧小区改造44个")
    assert chosen(query, OLD, echo) == [OLD, "老旧小区改造44个"]
    assert chosen(replace(query, kind="other"), OLD, echo) == [OLD]


@pytest.mark.parametrize("text", ["老旧小区改造继续推进", "新建小区44个"])
def test_without_a_number_or_the_words_it_is_not(ask, chosen, candidate, text: str) -> None:
    echo = replace(candidate(RATE), text=text)
    assert chosen(ask("老旧小区改造", kind="figure"), OLD, echo) == [OLD]


def test_nor_from_the_same_clause_or_another_document(ask, chosen, candidate) -> None:
    query = ask("老旧小区改造", kind="figure")
    same = replace(candidate(OLD), text="老旧小区改造44个")
    elsewhere = replace(candidate(CITY), text="老旧小区改造60个")
    assert chosen(query, OLD, same, elsewhere) == [OLD]


def test_each_part_that_is_still_open_gets_its_sentence(ask, chosen) -> None:
    parts = (ask("老旧小区改造"), ask("草莓总产值"))
    query = ask("老旧小区改造 草莓总产值", parts=parts)
    by_part = {"草莓总产值": [YEARLY], "老旧小区改造": [TEACH]}
    assert chosen(query, OLD, by_part=by_part) == [OLD, YEARLY]


def test_a_topic_joined_by_and_has_parts(ask, chosen) -> None:
    query = ask("老旧小区改造和草莓总产值")
    assert chosen(query, OLD, by_part={"草莓总产值": [YEARLY]}) == [OLD, YEARLY]


def test_a_part_that_the_documents_do_not_hold_stays_open(ask, chosen, candidate, rarity) -> None:
    query = ask("老旧小区改造 火星", parts=(ask("老旧小区改造"), ask("火星基地")))
    assert chosen(query, OLD, by_part={"火星基地": [TEACH]}) == [OLD]
    assert chosen(query, OLD) == [OLD]

    weak = [candidate("每年新建草莓基地二百亩，", score=0.001)]
    wanted = Wanted.of(query, rarity)
    assert len(choose(query, [candidate(OLD)], wanted, lambda _: weak)) == 1


def test_a_part_is_answered_for_the_same_place(ask, chosen) -> None:
    query = ask("老旧小区 组团", parts=(ask("老旧小区"), ask("片区组团")))
    assert chosen(query, OLD, by_part={"片区组团": [CITY]}) == [OLD]


def test_no_more_than_most(ask, candidate, rarity) -> None:
    topics = ["春风", "夏雨", "秋霜", "冬雪", "东山", "西水", "南岭"]
    query = ask("老旧小区", parts=tuple(ask(topic) for topic in topics))

    def find(part):
        return [replace(candidate(RATE), start=topics.index(part.topic), text=part.topic)]

    found = choose(query, [candidate(OLD)], Wanted.of(query, rarity), find)
    assert len(found) == MOST

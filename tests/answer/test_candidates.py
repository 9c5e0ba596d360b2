"""What may answer, each with a probability."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer.candidates import candidates, certainty, kind_of
from assistant.answer.coverage import Wanted
from assistant.answer.features import FIGURE, SENTENCE

JIANDE, JINHUA = "浙江省杭州市建德市", "浙江省金华市"
OLD = "完成44个老旧小区改造。"
TEACH = "推广立体栽培。"
YEARLY = "每年新建草莓基地二百亩，到2025年底，草莓总产值突破5万元。"
GOAL = (
    "到2027年，力争实现地区生产总值超600亿元，城乡居民收入倍差缩小到1.7以内，"
    "常住人口城镇化率不低于55%，重点项目累计完成投资220亿元；"
)
HEADING = "（二）改造老旧小区"
RATE = "集体经济经营性收入50万元以上行政村占比达到100%。"
CITY = "打造60个省市级片区组团，覆盖率达到55%。"


@pytest.fixture
def find(documents, rarity, ledger):
    def run(query, *hits):
        return candidates(query, hits, documents, Wanted.of(query, rarity), ledger)

    return run


def test_what_was_asked_comes_first(ask, find, hit) -> None:
    found = find(ask("老旧小区改造"), hit(TEACH), hit(OLD))
    assert [c.text for c in found] == [OLD, TEACH]
    assert 1 > found[0].score > found[1].score > 0


def test_a_better_rank_and_a_nearer_sentence_count(ask, find, hit) -> None:
    query = ask("老旧小区改造")
    first, later = find(query, hit(OLD)), find(query, hit(OLD, rank=9))
    near, far = find(query, hit(OLD, cosine=0.9)), find(query, hit(OLD, cosine=0.1))
    assert first[0].score > later[0].score
    assert near[0].score > far[0].score


def test_where_a_figure_was_asked_each_figure_is_one(ask, find, hit) -> None:
    found = find(ask("常住人口城镇化率", kind="figure"), hit(GOAL))
    assert found[0].text == "常住人口城镇化率不低于55%，"
    written = {c.figure.written for c in found if c.figure}
    assert written == {"600亿元", "1.7", "55%", "220亿元"}
    assert {c.judge for c in found} == {"figure"} == {kind_of(found)}
    assert {len(c.features) for c in found} == {len(FIGURE)}
    assert find(ask("立体栽培", kind="figure"), hit(TEACH)) == []


def test_else_each_sentence_is(ask, find, hit) -> None:
    [found] = find(ask("常住人口城镇化率"), hit(GOAL))
    assert (found.text, found.figure, kind_of([found])) == (GOAL, None, "sentence")
    assert len(found.features) == len(SENTENCE)
    assert kind_of([]) == "sentence"


def test_a_number_that_the_ledger_does_not_have_is_one_too(ask, hit, documents, rarity) -> None:
    query = ask("老旧小区改造", kind="figure")
    [found] = candidates(query, [hit(OLD)], documents, Wanted.of(query, rarity), {})
    assert (found.text, found.figure, found.judge) == (OLD, None, "figure")


def test_a_figure_comes_with_the_words_that_say_of_what_it_is(ask, find, hit) -> None:
    found = find(ask("集体经济行政村占比", kind="figure"), hit(RATE))
    assert {c.text for c in found} == {RATE}


def test_another_document_than_the_one_named_is_none(ask, find, hit) -> None:
    hits = hit(OLD), hit(CITY)
    assert [c.text for c in find(ask("组团", documents=("city",)), *hits)] == [CITY]


def test_nor_is_a_clause_without_the_figures_that_are_taken_for_granted(ask, find, hit) -> None:
    assert find(ask("改造", question="44个小区改造完成了吗"), hit(OLD)) != []
    assert find(ask("改造", question="50个小区改造完成了吗"), hit(OLD)) == []


def test_nor_a_text_that_does_not_explain_a_coined_term(ask, find, hit) -> None:
    query = ask("一村三片", question="“一村三片”是什么意思", kind="what_is")
    assert find(query, hit(OLD)) == []


def test_certainty_rises_with_what_is_met(ask, find, hit) -> None:
    asked, other = ask("老旧小区改造", kind="figure"), ask("火星基地", kind="figure")
    assert certainty(find(asked, hit(OLD))) > 0.5 > certainty(find(other, hit(OLD, cosine=0)))
    assert certainty([]) == 0


def test_a_bare_heading_is_no_candidate(ask, find, hit, clauses) -> None:
    assert clauses["plan/3.2"].path[-1] == HEADING
    assert [c.text for c in find(ask("老旧小区"), hit(HEADING, OLD))] == [OLD]


def test_nor_is_the_title_of_the_document(ask, hit, documents, rarity, ledger) -> None:
    titled = replace(documents["plan"], source=replace(documents["plan"].source, title=OLD[:-1]))
    query = ask("老旧小区")
    assert candidates(query, [hit(OLD)], {"plan": titled}, Wanted.of(query, rarity), ledger) == []


def test_another_place_is_no_candidate(ask, find, hit) -> None:
    hits = hit(OLD), hit(CITY)
    assert [c.text for c in find(ask("组团", regions=(JINHUA,)), *hits)] == [CITY]
    assert [c.text for c in find(ask("组团", regions=(JIANDE,)), *hits)] == [OLD]
    assert find(ask("组团", places=("桐庐",)), *hits) == []


def test_only_the_parts_of_the_year_are_kept(ask, find, hit) -> None:
    found = find(ask("草莓", years=(2024,)), hit(YEARLY))
    assert [c.text for c in found] == ["每年新建草莓基地二百亩，"]
    assert len(found[0].parts) == 1
    assert find(ask("草莓", years=(2035,)), hit(YEARLY)) == []


def test_equal_ones_keep_the_order_of_the_document(ask, find, hit) -> None:
    query = ask("火星")
    forth, back = find(query, hit(OLD), hit(TEACH)), find(query, hit(TEACH), hit(OLD))
    assert forth == back
    assert [c.start for c in forth] == sorted(c.start for c in forth)


def test_a_clause_of_one_sentence_is_a_candidate(ask, find, hit, clauses) -> None:
    found = hit("完成44个老旧小区改造。")
    sentence = "完成44个老旧小区改造。"
    clause = replace(found.clause, text=sentence, path=("重点任务", "完成44个老旧小区改造"))
    start = found.sentences[0].start
    clause = replace(clause, start=start, end=start + len(sentence))
    assert [c.text for c in find(ask("老旧小区改造"), replace(found, clause=clause))] == [sentence]

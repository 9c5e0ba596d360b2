"""Questions that ask several things."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer.several import is_spoken_of, several, sure_of, unanswered

OLD = "完成44个老旧小区改造。"
TEACH = "推广立体栽培。"
YEARLY = "每年新建草莓基地二百亩，到2025年底，草莓总产值突破5万元。"
CITY = "打造60个省市级片区组团，覆盖率达到55%。"


@pytest.fixture
def query(ask):
    return ask("小区 草莓", parts=(ask("小区"), ask("草莓")))


@pytest.fixture
def asked(candidate):
    """The parts of a query, each with the candidates of its topic."""

    def run(query, whole, **by_topic):
        return several(query, [candidate(whole)], lambda part: by_topic.get(part.topic, []))

    return run


def test_each_part_has_its_best(query, asked, candidate) -> None:
    parts = asked(query, OLD, 小区=[candidate(OLD)], 草莓=[candidate(YEARLY), candidate(TEACH)])
    assert [part.best.text for part in parts] == [OLD, YEARLY]
    assert sure_of(parts, 0.9, 0.5) == parts
    assert list(unanswered(parts, parts)) == []


def test_another_place_is_no_answer_to_a_part(query, asked, candidate) -> None:
    parts = asked(query, OLD, 小区=[candidate(OLD)], 草莓=[candidate(CITY)])
    assert [part.best is None for part in parts] == [False, True]


def test_the_clause_of_the_whole_comes_first(query, asked, candidate) -> None:
    near, far = candidate(OLD, score=0.7), candidate(TEACH, score=0.8)
    parts = asked(query, OLD, 小区=[far, near])
    assert parts[0].best is near


def test_what_is_not_found_is_said(query, asked, candidate) -> None:
    parts = asked(query, OLD, 小区=[candidate(OLD)])
    answered = sure_of(parts, 0.9, 0.5)
    assert [part.query.topic for part in answered] == ["小区"]
    [note] = unanswered(parts, answered)
    assert (note.code, note.text) == ("partial", "没有找到“草莓”的依据。")


def test_a_part_may_be_less_sure_beside_one_that_is_sure(query, asked, candidate) -> None:
    first, second = asked(query, OLD, 小区=[candidate(OLD)], 草莓=[candidate(YEARLY)])
    unsure = replace(second, sure=0.3)
    assert sure_of([first, unsure], 0.9, 0.5) == [first, unsure]
    assert sure_of([first, replace(second, sure=0.1)], 0.9, 0.5) == [first]


def test_one_sure_part_is_by_chance_where_the_whole_is_not_sure(query, asked, candidate) -> None:
    first, second = asked(query, OLD, 小区=[candidate(OLD)], 草莓=[candidate(YEARLY)])
    assert sure_of([first, replace(second, sure=0.1)], 0.1, 0.5) == []
    assert sure_of([first, replace(second, sure=0.3)], 0.1, 0.5) != []


def test_none_is_answered_where_none_is_sure(query, asked, candidate) -> None:
    parts = [replace(p, sure=0.4) for p in asked(query, OLD, 小区=[candidate(OLD)])]
    assert sure_of(parts, 0.9, 0.5) == []


class TestIsSpokenOf:
    """“老旧小区改造，怎么赔，谁来批” speaks of 小区; the plan says nothing of what is asked."""

    @pytest.fixture
    def spoken(self, ask, candidate):
        def run(*words: str, sure: tuple[float, ...], whole: str = "绿道 码头") -> bool:
            query = ask(whole, parts=tuple(map(ask, words)))
            found = [candidate(OLD)]
            parts = several(query, found, lambda _: found)
            rated = [replace(p, sure=s) for p, s in zip(parts, sure, strict=True)]
            return is_spoken_of(query, found, rated, 0.5)

        return run

    def test_one_sure_part_that_names_its_words_does(self, spoken) -> None:
        assert spoken("小区", "绿道", sure=(0.9, 0.1))

    def test_one_that_names_others_does_not(self, spoken) -> None:
        assert not spoken("码头", "绿道", sure=(0.9, 0.1))

    def test_all_sure_parts_do(self, spoken) -> None:
        assert spoken("码头", "绿道", sure=(0.9, 0.6))

    def test_a_clause_that_names_nearly_all_words_of_the_question_does(self, spoken) -> None:
        assert spoken("码头", "绿道", sure=(0.1, 0.1), whole="老旧小区改造")

    def test_parts_without_words_of_their_own_are_one_question(self, spoken) -> None:
        assert spoken("码头", "绿道 码头", sure=(0.1, 0.1))


def test_a_part_without_words_borrows_those_of_the_question(ask, asked, candidate) -> None:
    query = ask("草莓", parts=(ask("草莓"), replace(ask(""), kind="who")))
    parts = asked(query, YEARLY, 草莓=[candidate(YEARLY)])
    assert [part.best.text for part in parts] == [YEARLY, YEARLY]

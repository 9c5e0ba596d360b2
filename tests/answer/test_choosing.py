"""Which candidates make the answer."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.answer.choosing import MOST, choose, restated

OLD = "完成44个老旧小区改造。"
TEACH = "推广立体栽培。"
RATE = "集体经济经营性收入50万元以上行政村占比达到100%。"
YEARLY = "每年新建草莓基地二百亩，到2025年底，草莓总产值突破5万元。"
CITY = "打造60个省市级片区组团，覆盖率达到55%。"


@pytest.fixture
def chosen(candidate):
    """Texts chosen for a query."""

    def run(query, *found):
        everything = [c if hasattr(c, "text") else candidate(c) for c in found]
        return [c.text for c in choose(query, everything)]

    return run


def test_one_question_one_sentence(ask, chosen, candidate) -> None:
    others = [candidate(words, score=0.1) for words in (TEACH, RATE)]
    assert chosen(ask("老旧小区改造"), OLD, *others) == [OLD]


def test_one_about_as_probable_stands_beside_the_best(ask, chosen, candidate) -> None:
    query = ask("老旧小区改造")
    assert chosen(query, OLD, candidate(TEACH, score=0.8)) == [OLD, TEACH]
    assert chosen(query, OLD, candidate(TEACH, score=0.4)) == [OLD]


def test_but_not_of_another_place(ask, chosen, candidate) -> None:
    assert chosen(ask("改造"), OLD, candidate(CITY, score=0.9)) == [OLD]


def test_nor_of_another_document_where_a_year_is_asked(ask, chosen, candidate) -> None:
    clause = replace(candidate(TEACH).clause, document="another")
    other = replace(candidate(TEACH), clause=clause)
    assert len(chosen(ask("改造"), OLD, other)) == 2
    assert chosen(ask("改造", years=(2027,)), OLD, other) == [OLD]
    assert chosen(ask("改造", documents=("plan",)), OLD, other) == [OLD]


def test_nor_the_same_part_again(ask, chosen, candidate) -> None:
    assert chosen(ask("改造"), OLD, candidate(OLD, score=0.8)) == [OLD]


def test_nor_where_the_best_is_long(ask, chosen, candidate) -> None:
    long = replace(candidate(OLD), text="老" * 300)
    assert len(chosen(ask("改造"), long, candidate(TEACH))) == 1


class TestRestated:
    """Another clause that states the same figure."""

    @pytest.fixture
    def stated(self, candidate, ledger):
        """The candidate for a figure of the plan, as another clause might state it."""

        def make(clause: str = "plan/3.2", **changes: object):
            figure = next(f for f in ledger["plan/3.2"] if f.written == "44个")
            found = candidate(OLD)
            other = replace(found.clause, id=clause)
            return replace(found, clause=other, figure=replace(figure, **changes))

        return make

    def test_it_is_found(self, stated, candidate) -> None:
        echo = stated("plan/2", topic="完成老旧小区改造任务", written="四十四个")
        assert restated(stated(), [stated(), candidate(TEACH), echo]) is echo

    @pytest.mark.parametrize(
        "changes",
        [
            {"low": Decimal(45), "high": Decimal(45)},
            {"unit": "户"},
            {"topic": "森林覆盖"},
            {"topic": ""},
            {"years": (2030,)},
            {"document": "city"},
        ],
    )
    def test_what_differs_is_not_the_same(self, stated, changes: dict[str, object]) -> None:
        assert restated(stated(years=(2027,)), [stated("plan/2", **changes)]) is None

    def test_the_clause_itself_is_no_other(self, stated) -> None:
        assert restated(stated(), [stated()]) is None

    def test_nor_is_a_sentence(self, candidate) -> None:
        assert restated(candidate(OLD), [candidate(TEACH)]) is None


def test_no_more_than_most(ask, chosen, candidate) -> None:
    others = [replace(candidate(TEACH), start=start) for start in range(9)]
    assert len(chosen(ask("改造"), OLD, *others)) == MOST

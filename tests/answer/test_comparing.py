"""Both sides of a comparison."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.answer.candidates import certainty
from assistant.answer.comparing import Side, compares, difference, missing, sides
from assistant.types import Term

JIANDE, JINHUA = "浙江省杭州市建德市", "浙江省金华市"
OLD = "完成44个老旧小区改造。"
TEACH = "推广立体栽培。"
CITY = "打造60个省市级片区组团，覆盖率达到55%。"


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"regions": (JIANDE, JINHUA)}, True),
        ({"documents": ("plan", "city")}, True),
        ({"kind": "compare", "years": (2025, 2027)}, True),
        ({"kind": "figure", "years": (2025, 2027)}, False),
        ({"kind": "compare", "regions": (JIANDE,)}, False),
    ],
)
def test_what_has_two_sides(ask, known: dict[str, object], expected: bool) -> None:
    sides = (ask("公厕"), ask("公厕"))
    assert compares(ask("公厕", parts=sides, **known)) is expected
    assert not compares(ask("公厕", **known))


@pytest.fixture
def found(ask, documents):
    """The sides for these candidates, by region."""

    def run(by_region, **known):
        parts = tuple(ask("改造", regions=(region,), **known) for region in (JIANDE, JINHUA))
        query = ask("改造", kind="compare", regions=(JIANDE, JINHUA), parts=parts)
        return sides(query, documents, lambda part: by_region.get(part.regions[0], []), 0.5)

    return run


def test_each_side_has_its_best(found, candidate) -> None:
    one, two = found({JIANDE: [candidate(OLD)], JINHUA: [candidate(CITY)]})
    assert [c.text for c in one.chosen] == [OLD]
    assert [c.text for c in two.chosen] == [CITY]
    assert missing([one, two]) == []


def test_a_second_sentence_about_as_probable_is_shown(found, candidate) -> None:
    likely, not_ = candidate(TEACH, score=0.7), candidate(TEACH, score=0.2)
    assert len(found({JIANDE: [candidate(OLD), likely]})[0].chosen) == 2
    assert len(found({JIANDE: [candidate(OLD), not_]})[0].chosen) == 1


def test_a_sentence_speaks_for_one_side_only(found, candidate) -> None:
    one, two = found({JIANDE: [candidate(OLD)], JINHUA: [candidate(OLD)]})
    assert (len(one.chosen), len(two.chosen)) == (1, 0)


def test_a_document_of_another_year_counts_less(found, candidate) -> None:
    undated, dated = candidate(CITY, score=0.8), candidate(OLD, score=0.7)
    [side, _] = found({JIANDE: [undated, dated]}, years=(2027,))
    assert side.chosen[0] is dated


def test_a_side_that_is_unsure_is_missing(found, candidate) -> None:
    [side, other] = found({JIANDE: [candidate(OLD, sure=False)], JINHUA: [candidate(CITY)]})
    assert side.chosen == ()
    [note] = missing([side, other])
    assert (note.code, note.text) == ("partial", "没有找到建德市的依据。")


@pytest.mark.parametrize(("word", "there"), [("改造", True), ("公厕", False)])
def test_a_lesser_side_has_to_speak_of_the_matter(
    ask, documents, candidate, word: str, there: bool
) -> None:
    part = ask("改造", regions=(JIANDE,), terms=(Term((word,)),))
    query = ask("改造", kind="compare", parts=(part,))
    one = candidate(OLD)
    sure = certainty([one])
    [full] = sides(query, documents, lambda _: [one], sure)
    [lesser] = sides(query, documents, lambda _: [one], sure / 0.8)
    assert bool(full.chosen)
    assert bool(lesser.chosen) is there


class TestDifference:
    @pytest.fixture
    def side(self, ask, candidate, ledger):
        stated = next(f for f in ledger["plan/3.2"] if f.written == "44个")

        def make(value: str, unit: str = "个", high: str = "") -> Side:
            low = Decimal(value)
            figure = replace(
                stated, low=low, high=Decimal(high or value), unit=unit, written=f"{value}{unit}"
            )
            return Side(ask("改造"), (replace(candidate(OLD), figure=figure),), 0.9)

        return make

    def test_it_is_computed_and_says_so(self, side) -> None:
        [note] = difference([side("44"), side("60")])
        assert note.code == "computed"
        assert note.text == "两者相差16个（由44个与60个计算得出，非原文）。"

    def test_shares_differ_by_points(self, side) -> None:
        [note] = difference([side("55", "%"), side("76.5", "%")])
        assert "相差21.5个百分点" in note.text

    def test_of_bounds_it_is_said(self, side) -> None:
        least = side("55", "%")
        figure = replace(least.chosen[0].figure, comparator=">=")
        least = replace(least, chosen=(replace(least.chosen[0], figure=figure),))
        [note] = difference([least, side("76", "%")])
        assert note.text == "两者相差21个百分点（由55%与76%计算得出，按界限值算，非原文）。"

    def test_large_numbers_are_written_out(self, side) -> None:
        [note] = difference([side("1000", "元"), side("3000", "元")])
        assert "相差2000元" in note.text

    def test_not_of_two_units_nor_of_a_range_nor_of_one_side(self, side, candidate, ask) -> None:
        assert list(difference([side("44"), side("60", "户")])) == []
        assert list(difference([side("1", high="2"), side("60")])) == []
        assert list(difference([side("44"), Side(ask("改造"), (), 0.0)])) == []
        sentence = Side(ask("改造"), (candidate(OLD),), 0.9)
        assert list(difference([side("44"), sentence])) == []

"""Right place, right year."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer.scope import parts_of_the_year, right_place, states_year

JIANDE, JINHUA = "浙江省杭州市建德市", "浙江省金华市"
GOAL = (
    "到2027年，力争实现地区生产总值超600亿元，城乡居民收入倍差缩小到1.7以内，"
    "常住人口城镇化率不低于55%，重点项目累计完成投资220亿元；"
)
FRAMED = "集体经济经营性收入50万元以上行政村占比达到100%。"
YEARLY = "每年新建草莓基地二百亩，到2025年底，草莓总产值突破5万元。"
PLAIN = "完成44个老旧小区改造。"
UNDATED = "打造60个省市级片区组团，覆盖率达到55%。"


@pytest.mark.parametrize(
    ("known", "plan", "city"),
    [
        ({}, True, True),
        ({"regions": (JIANDE,)}, True, False),
        ({"regions": (JINHUA,)}, False, True),
        ({"regions": (JIANDE, JINHUA)}, True, True),
        ({"regions": ("浙江省",)}, False, False),
        ({"places": ("桐庐",)}, False, False),
        ({"places": ("老旧",)}, True, False),
        ({"regions": (JIANDE,), "places": ("桐庐",)}, False, False),
    ],
)
def test_right_place(ask, clauses, known, plan: bool, city: bool) -> None:
    query = ask("目标", **known)
    assert right_place(query, clauses["plan/3.2"], PLAIN) is plan
    assert right_place(query, clauses["city/1"], UNDATED) is city


def test_a_place_may_stand_in_the_headings(ask, clauses) -> None:
    assert right_place(ask("目标", places=("草莓产业",)), clauses["plan/3.1"], "推广立体栽培。")


def test_a_place_may_stand_in_the_title_where_that_is_all_there_is(ask, clauses) -> None:
    query, clause = ask("目标", places=("松岭",)), clauses["plan/3.2"]
    nowhere = replace(clause, region=None)
    assert right_place(query, nowhere, PLAIN, "松岭县工作要点")
    assert not right_place(query, nowhere, PLAIN, "桐庐县工作要点")
    assert not right_place(query, clause, PLAIN, "松岭县工作要点")


@pytest.fixture
def kept(ask, locate, documents):
    """The parts of a sentence that may answer for some years."""

    def run(sentence: str, *years: int) -> list[str]:
        clause, start, end = locate(sentence)
        document = documents[clause.document]
        query = ask("目标", years=years)
        spans = parts_of_the_year(query, clause, document, start, end)
        return [document.text[a:b] for a, b in spans]

    return run


def test_without_a_year_every_part_may_answer(kept) -> None:
    assert "".join(kept(GOAL)) == GOAL
    assert len(kept(GOAL)) == 5


def test_the_year_that_opens_a_list_governs_it(kept) -> None:
    assert "".join(kept(GOAL, 2027)) == GOAL
    assert kept(GOAL, 2024) == []
    assert kept(GOAL, 2025) == []


def test_it_governs_over_a_semicolon(kept) -> None:
    assert kept(FRAMED, 2027) == [FRAMED]
    assert kept(FRAMED, 2024) == []


def test_a_year_of_its_own_decides_for_its_part_and_the_next(kept) -> None:
    assert "草莓总产值突破5万元。" in kept(YEARLY, 2025)
    assert "草莓总产值突破5万元。" not in kept(YEARLY, 2027)


def test_what_is_done_every_year_is_done_in_each_year_of_the_plan(kept) -> None:
    yearly = "每年新建草莓基地二百亩，"
    for year in (2023, 2025, 2027):
        assert yearly in kept(YEARLY, year)
    assert yearly not in kept(YEARLY, 2028)


def test_what_is_done_every_year_is_not_bound_to_the_year_that_opens_the_list(
    ask, clauses, documents
) -> None:
    text = "到2027年，建成公厕五座，每年新增三座。"
    clause = replace(clauses["plan/2"], text=text, start=0, end=len(text))
    document = replace(documents["plan"], text=text)
    spans = parts_of_the_year(ask("公厕", years=(2025,)), clause, document, 0, len(text))
    assert [text[start:end] for start, end in spans] == ["每年新增三座。"]


def test_what_has_no_year_is_for_the_years_of_the_title(kept) -> None:
    assert kept(PLAIN, 2023) == kept(PLAIN, 2027) == [PLAIN]
    assert kept(PLAIN, 2022) == kept(PLAIN, 2035) == []


def test_a_document_that_names_no_year_is_not_held_against(kept) -> None:
    assert "".join(kept(UNDATED, 2024)) == UNDATED


def test_one_of_several_years_is_enough(kept) -> None:
    assert "".join(kept(GOAL, 2024, 2027)) == GOAL


@pytest.mark.parametrize(
    ("sentence", "year", "stated"),
    [(GOAL, 2027, True), (FRAMED, 2027, True), (PLAIN, 2027, False), (GOAL, 2024, False)],
)
def test_stated_or_only_within_the_plan(
    ask, locate, documents, sentence: str, year: int, stated: bool
) -> None:
    clause, start, end = locate(sentence)
    query = ask("目标", years=(year,))
    assert states_year(query, clause, start, end) is stated

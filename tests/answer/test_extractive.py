"""The answer without a language model, over a plan of a few lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from string import Template

import pytest

from assistant.answer.extractive import answer, nearest, not_found
from assistant.answer.sources import Sources
from assistant.figures.ledger import extract
from assistant.types import Draft, Hit, Query, ScoredSpan

JIANDE, JINHUA = "浙江省杭州市建德市", "浙江省金华市"
OLD = "完成44个老旧小区改造。"
TEACH = "推广立体栽培。"
YEARLY = "每年新建草莓基地二百亩，到2025年底，草莓总产值突破5万元。"
CITY = "打造60个省市级片区组团，覆盖率达到55%。"
USED = "实施“共富联合体”行动。"


@pytest.fixture
def answered(documents, rarity, ledger):
    """The draft for a query, whatever part of it is asked, from these hits."""

    def run(query: Query, *hits: Hit) -> Draft:
        def search(_: Query) -> Sequence[Hit]:
            return hits

        return answer(query, Sources.of(documents, (), ledger, rarity, search))

    return run


def test_the_sentence_that_answers(ask, answered, hit) -> None:
    query = ask("老旧小区改造", kind="figure", regions=(JIANDE,))
    draft = answered(query, hit(OLD), hit(TEACH, rank=2, cosine=0.1))
    assert draft.text == "完成44个老旧小区改造[1]"
    assert [(c.number, c.quote) for c in draft.citations] == [(1, OLD)]


def test_where_no_place_was_asked_about_it_is_named(ask, answered, hit) -> None:
    draft = answered(ask("老旧小区改造", kind="figure"), hit(OLD))
    assert draft.text == "建德市（2023—2027年）：完成44个老旧小区改造[1]"


def test_nothing_relevant_is_no_answer(ask, answered, hit) -> None:
    far = hit(TEACH, rank=9, cosine=0.05)
    assert answered(ask("火星上的大气压力", kind="figure"), far) == Draft()
    assert answered(ask("老旧小区改造")) == Draft()


def test_another_place_or_year_is_no_answer(ask, answered, hit) -> None:
    query = ask("老旧小区改造", kind="figure")
    assert answered(replace(query, regions=(JINHUA,)), hit(OLD)).text == ""
    assert answered(replace(query, places=("桐庐",)), hit(OLD)).text == ""
    assert answered(replace(query, years=(2025,)), hit(OLD)).text == ""
    assert answered(replace(query, years=(2027,)), hit(OLD)).text != ""


def test_a_document_that_is_not_there_is_no_answer(ask, answered, hit) -> None:
    query = ask("老旧小区改造", kind="figure", unheld=("2029年要点",))
    assert answered(query, hit(OLD)) == Draft()
    said = not_found(query, Template("没有$about。"))
    assert said == "没有（2029年要点）。"


def test_who_gets_the_departments_as_written(ask, answered, hit) -> None:
    query = ask("草莓立体栽培", kind="who", regions=(JIANDE,))
    draft = answered(query, hit(TEACH))
    assert draft.text == "责任单位：农业农村局、商务局[1]"
    assert draft.citations[0].quote == "农业农村局、商务局"


def test_where_no_department_is_named_that_is_said(ask, answered, hit) -> None:
    draft = answered(ask("老旧小区改造", kind="who"), hit(OLD))
    assert draft.text == ""
    assert [note.code for note in draft.notes] == ["no_department"]


def test_a_term_that_is_only_used_is_not_explained(ask, answered, hit) -> None:
    query = ask("立体栽培", question="什么是“立体栽培”", kind="what_is")
    assert answered(query, hit(TEACH)).text == ""


def test_a_term_that_is_explained(ask, answered, hit, documents) -> None:
    query = ask("片区组团", question="什么是“片区组团”", kind="what_is", regions=(JINHUA,))
    text = documents["city"].text
    assert "片区组团，覆盖率" in text
    listed = replace(documents["city"], text=text.replace("组团，", "组团："))
    found = hit(CITY)
    clause = replace(found.clause, text=found.clause.text.replace("组团，", "组团："))
    hits = [replace(found, clause=clause)]
    sources = Sources.of({"city": listed}, (), {}, lambda _: 1.0, lambda _: hits)
    draft = answer(query, sources)
    assert draft.text == "打造60个省市级片区组团：覆盖率达到55%[1]"


class TestComparison:
    """Each side with its place; what is missing is said."""

    @pytest.fixture
    def query(self, ask) -> Query:
        topics = ((JIANDE, "老旧小区改造"), (JINHUA, "片区组团"))
        sides = tuple(ask(topic, kind="figure", regions=(r,)) for r, topic in topics)
        return ask("改造 组团", kind="compare", regions=(JIANDE, JINHUA), parts=sides)

    def test_both_sides(self, query, answered, hit) -> None:
        draft = answered(query, hit(OLD), hit(CITY))
        assert draft.text.splitlines() == [
            "建德市（2023—2027年）：完成44个老旧小区改造[1]",
            "金华市：打造60个省市级片区组团[2]",
        ]
        assert [note.code for note in draft.notes] == ["computed"]

    def test_one_side_is_missing(self, query, answered, hit) -> None:
        draft = answered(query, hit(CITY))
        assert draft.text == "金华市：打造60个省市级片区组团[1]"
        assert [(note.code, note.text) for note in draft.notes] == [
            ("partial", "没有找到建德市的依据。")
        ]

    def test_a_side_that_is_only_touched_upon_is_missing(self, query, answered, hit) -> None:
        draft = answered(query, hit(CITY), hit(TEACH, rank=9, cosine=0.05))
        assert len(draft.lines) == 1
        assert [note.code for note in draft.notes] == ["partial"]

    def test_two_years_of_one_document(self, ask, clauses, documents, hit) -> None:
        text = "到2025年，建成公厕10座；到2027年，建成公厕20座。"
        clause = replace(clauses["plan/2"], text=text, path=(), start=0, end=len(text))
        spans = (ScoredSpan(0, 15, 0.8), ScoredSpan(15, len(text), 0.8))
        found = replace(hit(OLD), clause=clause, sentences=spans)
        sides = tuple(ask("公厕", kind="figure", years=(year,)) for year in (2025, 2027))
        query = ask("公厕", kind="compare", years=(2025, 2027), parts=sides)
        document = replace(documents["plan"], text=text)
        ledger = {clause.id: extract(clause, document)}
        sources = Sources.of({"plan": document}, (), ledger, lambda _: 1.0, lambda _: [found])
        draft = answer(query, sources)
        assert len(draft.lines) == 2
        assert "10座" in draft.lines[0]
        assert "20座" in draft.lines[1]

    def test_both_sides_are_missing(self, query, answered) -> None:
        assert answered(query) == Draft()


def test_nearest_are_the_best_sentences_without_numbers(hit, documents) -> None:
    found = nearest([hit(OLD, "（二）改造老旧小区"), hit(CITY)])
    assert [(c.number, c.quote) for c in found] == [(None, OLD), (None, CITY)]
    for citation in found:
        text = documents[citation.clause.document].text
        assert text[citation.start : citation.end] == citation.quote
    assert nearest([]) == ()


def test_a_refusal_says_what_was_looked_for(ask) -> None:
    prompt = Template("没有$about。")
    query = ask("目标", regions=(JIANDE, "安徽省某市"), places=("桐庐",), years=(2027,))
    assert not_found(query, prompt) == "没有（建德市、安徽省某市、桐庐、2027年）。"
    assert not_found(ask("目标"), prompt) == "没有。"

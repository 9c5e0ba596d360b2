"""Pieces of documents become an answer with numbered citations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer.compose import Piece, compose
from assistant.types import Note

GOAL = "城乡居民收入倍差缩小到1.7以内，"
RATE = "常住人口城镇化率不低于55%，"
OLD = "完成44个老旧小区改造。"
TEACH = "推广立体栽培。"
CITY = "打造60个省市级片区组团，"
CITY_RATE = "覆盖率达到55%。"


@pytest.fixture
def piece(locate):
    def make(words: str, lead: str = "") -> Piece:
        clause, start, end = locate(words)
        return Piece(clause, (start, end), [(start, end)], lead)

    return make


def test_each_piece_is_followed_by_its_mark(piece, documents) -> None:
    draft = compose([piece(RATE), piece(OLD)], documents, places=False)
    assert draft.text == "常住人口城镇化率不低于55%[1]；完成44个老旧小区改造[2]"
    assert [(c.number, c.quote) for c in draft.citations] == [(1, RATE), (2, OLD)]


def test_quotes_are_the_documents_text_at_their_offsets(piece, documents) -> None:
    for citation in compose([piece(RATE), piece(OLD)], documents, places=False).citations:
        assert documents["plan"].text[citation.start : citation.end] == citation.quote


def test_what_is_said_again_only_gets_its_mark(piece, documents) -> None:
    again = replace(piece(CITY_RATE), again=True)
    draft = compose([piece(RATE), again, piece(OLD)], documents, places=False)
    assert draft.text == "常住人口城镇化率不低于55%[1][2]；完成44个老旧小区改造[3]"
    assert [c.quote for c in draft.citations] == [RATE, CITY_RATE, OLD]


def test_another_piece_with_the_same_figure_is_told(piece, documents) -> None:
    draft = compose([piece(RATE), piece(CITY_RATE)], documents, places=False)
    assert draft.text == f"常住人口城镇化率不低于55%[1]；{CITY_RATE[:-1]}[2]"


def test_pieces_of_one_sentence_are_put_together(locate, documents) -> None:
    clause, start, end = locate("每年新建草莓基地二百亩，到2025年底，草莓总产值突破5万元。")
    first, last = (start, start + 12), (end - 11, end)
    pieces = [Piece(clause, (start, end), [last]), Piece(clause, (start, end), [first])]
    draft = compose(pieces, documents, places=False)
    assert draft.text == "每年新建草莓基地二百亩，……草莓总产值突破5万元[1]"
    glossed = [replace(p, trail=" (x)") for p in pieces]
    assert len(compose(glossed, documents, places=False).lines) == 2


def test_what_is_chosen_for_itself_is_told_though_it_was_cited_before(piece, documents) -> None:
    again = replace(piece(CITY_RATE), again=True)
    draft = compose([piece(RATE), again, piece(CITY_RATE)], documents, places=False)
    assert draft.text == f"常住人口城镇化率不低于55%[1]；{CITY_RATE[:-1]}[2]"


def test_what_is_shown_lies_in_what_is_cited(locate, documents) -> None:
    clause, start, end = locate(RATE)
    frame = clause.start + clause.text.index("到2027年，")
    spans = [(frame, frame + 7), (start, end)]
    draft = compose([Piece(clause, (start, end), spans)], documents, places=False)
    assert draft.text == "到2027年，……常住人口城镇化率不低于55%[1]"
    assert draft.citations[0].quote.startswith("到2027年，力争")
    assert draft.citations[0].quote.endswith(RATE)


def test_places_are_named_with_the_years_of_the_plan(piece, documents) -> None:
    draft = compose([piece(OLD, "总数："), piece(CITY)], documents, places=True)
    assert draft.text.splitlines() == [
        "建德市（2023—2027年）：总数：完成44个老旧小区改造[1]",
        "金华市：打造60个省市级片区组团[2]",
    ]


def test_two_places_with_the_same_figure_are_both_named(piece, documents) -> None:
    draft = compose([piece(RATE), piece(CITY_RATE)], documents, places=True)
    assert len(draft.text.splitlines()) == 2
    assert "金华市" in draft.text


def test_nothing_to_tell(documents) -> None:
    draft = compose([], documents, places=False, notes=[Note("partial", "没有找到金华市的依据。")])
    assert (draft.text, draft.citations) == ("", ())
    assert [note.code for note in draft.notes] == ["partial"]

"""The two promises that hold for every answer: verbatim quotes, no loose figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer.verify import is_verbatim, unsupported, verify
from assistant.types import Citation, Draft, Note

RATE = "常住人口城镇化率不低于55%，"
OLD = "完成44个老旧小区改造。"
YEARLY = "每年新建草莓基地二百亩，到2025年底，草莓总产值突破5万元。"


@pytest.fixture
def checked(cite, documents):
    """The text that is left of a draft which cites one sentence as [1]."""

    def run(text: str, words: str = YEARLY, **changed: object) -> str:
        citation = replace(cite(1, words), **changed)
        return verify(Draft((text,), (citation,)), documents).text

    return run


def test_a_true_draft_is_left_as_it_is(cite, documents) -> None:
    note = Note("partial", "没有找到金华市的依据。")
    lines = f"{RATE[:-1]}[1]", f"{OLD[:-1]}[2]"
    draft = Draft(lines, (cite(1, RATE), cite(2, OLD)), (note,), "；")
    assert verify(draft, documents) == draft


class TestVerbatim:
    """A quote is its document's text at its offsets, inside its clause."""

    def test_a_true_quote(self, cite, documents) -> None:
        assert is_verbatim(cite(1, YEARLY), documents)

    @pytest.mark.parametrize(("start", "end"), [(1, 1), (-1, -1), (0, 1), (1, 0), (0, -1)])
    def test_shifted_by_one_character(self, cite, documents, start: int, end: int) -> None:
        true = cite(1, YEARLY)
        shifted = replace(true, start=true.start + start, end=true.end + end)
        assert not is_verbatim(shifted, documents)
        assert verify(Draft(("草莓[1]",), (shifted,)), documents) == Draft()

    @pytest.mark.parametrize(
        "quote",
        [
            YEARLY.replace("二百", "三百"),
            YEARLY.replace("，", ","),
            YEARLY.replace("5万", "５万"),
            YEARLY[:-1],
            YEARLY + "\n",
            "",
        ],
    )
    def test_one_character_different(self, cite, documents, quote: str) -> None:
        false = replace(cite(1, YEARLY), quote=quote)
        assert not is_verbatim(false, documents)
        assert verify(Draft(("草莓[1]",), (false,)), documents).citations == ()

    def test_not_in_the_clause_it_names(self, cite, clauses, documents) -> None:
        stray = replace(cite(1, YEARLY), clause=clauses["plan/3.2"])
        assert documents["plan"].text[stray.start : stray.end] == stray.quote
        assert not is_verbatim(stray, documents)
        assert verify(Draft(("草莓[1]",), (stray,)), documents).text == ""

    def test_reaching_over_the_end_of_its_clause(self, cite, documents) -> None:
        true = cite(1, OLD)
        text = documents["plan"].text
        start = true.clause.start - 3
        wide = Citation(1, true.clause, text[start : true.end], start, true.end)
        assert not is_verbatim(wide, documents)

    def test_of_a_document_that_is_not_there(self, cite) -> None:
        assert not is_verbatim(cite(1, YEARLY), {})

    def test_of_no_length(self, cite, documents) -> None:
        true = cite(1, YEARLY)
        assert not is_verbatim(replace(true, end=true.start, quote=""), documents)


class TestFigures:
    """A number stands in an answer only if it stands in what is cited."""

    @pytest.mark.parametrize(
        "text",
        [
            "每年新建草莓基地二百亩[1]",
            "每年新建草莓基地200亩[1]",
            "每年新建草莓基地２００亩[1]",
            "草莓总产值突破5万元[1]",
            "草莓总产值突破50000元[1]",
            "草莓总产值突破50,000元[1]",
            "草莓总产值突破五万元[1]",
            "草莓总产值突破５万元[1]",
            "到2025年底[1]",
            "到二〇二五年底[1]",
            "推广草莓[1]",
        ],
    )
    def test_written_otherwise_it_is_the_same(self, checked, text: str) -> None:
        assert checked(text) == text

    @pytest.mark.parametrize(
        "text",
        [
            "每年新建草莓基地三百亩[1]",
            "每年新建草莓基地300亩[1]",
            "每年新建草莓基地20亩[1]",
            "草莓总产值突破5元[1]",
            "草莓总产值突破5亿元[1]",
            "草莓总产值突破500000元[1]",
            "草莓总产值突破5.5万元[1]",
            "到2021年底[1]",
            "到二〇二一年底[1]",
            "草莓总产值增长5%[1]",
        ],
    )
    def test_another_number_costs_its_line(self, checked, text: str) -> None:
        assert checked(text) == ""

    @pytest.mark.parametrize(
        ("text", "kept"),
        [
            ("占比55%[1]", True),
            ("占比百分之五十五[1]", True),
            ("占比５５％[1]", True),
            ("共55个[1]", False),
            ("占比56%[1]", False),
        ],
    )
    def test_a_percentage_is_not_a_count(self, checked, text: str, kept: bool) -> None:
        assert bool(checked(text, RATE)) is kept

    @pytest.mark.parametrize(
        "text",
        ["2023年至2027年[1]", "建政函〔2023〕37号[1]", "2023年4月6日[1]"],
    )
    def test_title_number_and_date_of_the_document_count(self, checked, text: str) -> None:
        assert checked(text) == text

    def test_the_headings_above_count(self, cite, documents) -> None:
        true = cite(1, OLD)
        under = replace(true, clause=replace(true.clause, path=("三大任务", "改造30个片区")))
        assert unsupported("30个片区", [under], documents) == []
        assert unsupported("30个片区", [true], documents) == ["30"]

    def test_of_a_clause_cited_elsewhere_it_does_not_count(self, cite, documents) -> None:
        draft = Draft(("改造44个[1]", "产值44万元[2]"), (cite(1, OLD), cite(2, YEARLY)))
        assert verify(draft, documents).text == "改造44个[1]"

    def test_of_two_clauses_cited_together_both_count(self, cite, documents) -> None:
        text = "改造44个，产值5万元[1][2]"
        draft = Draft((text,), (cite(1, OLD), cite(2, YEARLY)))
        assert verify(draft, documents).text == text

    def test_marks_are_no_figures(self, checked) -> None:
        assert unsupported("推广草莓[1][22]", [], {}) == []
        assert checked("推广草莓[1]") == "推广草莓[1]"

    def test_each_digit_of_a_true_line_matters(self, checked) -> None:
        line = "到2025年底，草莓总产值突破5万元[1]"
        figures = [i for i, c in enumerate(line) if c.isdigit() and line[i + 1] != "]"]
        assert len(figures) == 5
        for position in figures:
            other = str((int(line[position]) + 4) % 10)
            assert checked(line[:position] + other + line[position + 1 :]) == ""


class TestLines:
    """What is cut, and what is left of the rest."""

    def test_a_line_without_a_mark_is_cut(self, cite, documents) -> None:
        draft = Draft(("改造44个[1]", "众所周知", "众所周知[1]的是"), (cite(1, OLD),))
        assert verify(draft, documents).text == "改造44个[1]"

    def test_a_mark_without_its_citation_costs_its_line(self, cite, documents) -> None:
        draft = Draft(("改造44个[1]", "改造44个[2]", "改造[1][3]"), (cite(1, OLD),))
        assert verify(draft, documents).text == "改造44个[1]"

    def test_citations_are_numbered_as_they_appear(self, cite, documents) -> None:
        lines = "改造44个[7]", "二百亩[3]", "改造44个[7][3]"
        draft = Draft(lines, (cite(3, YEARLY), cite(7, OLD), cite(9, RATE)))
        checked = verify(draft, documents)
        assert checked.text == "改造44个[1]\n二百亩[2]\n改造44个[1][2]"
        assert [(c.number, c.quote) for c in checked.citations] == [(1, OLD), (2, YEARLY)]

    def test_after_a_cut_the_numbers_close_up(self, cite, documents) -> None:
        draft = Draft(("改造45个[1]", "二百亩[2]"), (cite(1, OLD), cite(2, YEARLY)))
        checked = verify(draft, documents)
        assert checked.text == "二百亩[1]"
        assert [c.number for c in checked.citations] == [1]

    def test_the_lines_stay_apart_as_they_were(self, cite, documents) -> None:
        lines = "改造44个[1]", "二百亩[2]"
        for separator in ("\n", "；"):
            draft = Draft(lines, (cite(1, OLD), cite(2, YEARLY)), (), separator)
            assert verify(draft, documents).text == f"改造44个[1]{separator}二百亩[2]"

    def test_a_cut_is_said(self, cite, documents) -> None:
        draft = Draft(("改造44个[1]", "改造45个[1]"), (cite(1, OLD),))
        assert [note.code for note in verify(draft, documents).notes] == ["cut"]

    def test_where_all_is_cut_nothing_is_left(self, cite, documents) -> None:
        assert verify(Draft(("改造45个[1]",), (cite(1, OLD),)), documents) == Draft()
        assert verify(Draft(), documents) == Draft()

    def test_a_semicolon_of_the_document_does_no_harm(self, cite, documents) -> None:
        words = (
            "常住人口城镇化率不低于55%，重点项目累计完成投资220亿元；集体经济经营性收入50万元以上"
        )
        start = cite(1, RATE).start
        text = documents["plan"].text
        assert text[start:].replace("\n", "").startswith(words)
        citation = replace(cite(1, RATE), quote=text[start : start + len(words)])
        citation = replace(citation, end=start + len(words))
        draft = Draft((f"{words}[1]",), (citation,))
        assert verify(draft, documents).text == draft.text

    def test_a_bracketed_number_of_the_document_is_no_mark(self, cite, documents) -> None:
        true = cite(1, OLD)
        text = documents["plan"].text.replace("完成44个", "完成[9]个")
        found = {"plan": replace(documents["plan"], text=text)}
        quote = OLD.replace("44个", "[9]个")
        clause = replace(
            true.clause, text=true.clause.text.replace("44个", "[9]个"), end=true.clause.end + 1
        )
        citation = Citation(1, clause, quote, true.start, true.end + 1)
        assert is_verbatim(citation, found)
        draft = Draft((f"{quote}[1]",), (citation,))
        assert verify(draft, found).text == draft.text

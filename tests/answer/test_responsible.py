"""The departments of a clause, as it writes them."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer.responsible import departments


def test_from_the_first_to_the_last(clauses, documents) -> None:
    [piece] = departments(clauses["plan/3.1"])
    [(start, end)] = piece.spans
    assert documents["plan"].text[start:end] == "农业农村局、商务局"
    assert (piece.quote, piece.lead) == ((start, end), "责任单位：")


def test_where_a_name_also_stands_in_the_text_the_list_counts(clauses) -> None:
    text = "商务局定期通报。开拓市场。（农业农村局、商务局）"
    clause = replace(clauses["plan/3.1"], text=text, start=100, end=100 + len(text))
    [piece] = departments(clause)
    start, end = piece.quote
    assert text[start - 100 : end - 100] == "农业农村局、商务局"


def test_a_clause_that_lists_none(clauses) -> None:
    assert departments(clauses["plan/3.2"]) == []

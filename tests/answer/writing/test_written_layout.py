"""Verified sentences in the form that the question wants."""

from __future__ import annotations

from assistant.answer.verify import verify
from assistant.answer.writing.layout import Layout
from assistant.answer.writing.writer import Written

OLD = "完成44个老旧小区改造。"
CITY = "打造60个省市级片区组团"
JIANDE, JINHUA = "浙江省杭州市建德市", "浙江省金华市"


def laid(query, found, sources, *sentences: Written):
    layout = Layout.of(query, found, sources)
    shown = [line for each in sentences for line, _ in layout.add(each)]
    draft = verify(layout.draft((), 1.0), sources.documents)
    return shown, draft


def test_lines_with_marks_and_quotes(ask, extracts, sources) -> None:
    found = extracts(OLD)
    query = ask("老旧小区", regions=(JIANDE,))
    shown, draft = laid(query, found, sources, Written("要改造44个老旧小区。", found))
    assert shown == ["要改造44个老旧小区。[1]"]
    assert draft.text == shown[0]
    assert [(c.number, c.quote) for c in draft.citations] == [(1, OLD)]


def test_each_sentence_says_which_place_it_is_of(ask, extracts, sources) -> None:
    one, two = found = extracts(OLD, CITY)
    shown, _ = laid(
        ask("改造"), found, sources,
        Written("要改造44个老旧小区。", (one,)), Written("金华打造60个组团。", (two,)),
    )  # fmt: skip
    assert shown == ["建德市（2023—2027年）：要改造44个老旧小区。[1]", "金华打造60个组团。[2]"]


def test_the_official_words_stand_beside_plain_ones(ask, extracts, sources) -> None:
    found = extracts(OLD)
    query = ask("老旧小区", regions=(JIANDE,), task="explain")
    shown, draft = laid(query, found, sources, Written("44个老小区要翻新。", found))
    assert shown == ["44个老小区要翻新。[1]", "原文：“完成44个老旧小区改造”[1]"]
    assert draft.text.splitlines() == shown


def test_an_outline(ask, extracts, sources) -> None:
    found = extracts(OLD)
    query = ask("老旧小区", regions=(JIANDE,), task="draft")
    shown, draft = laid(query, found, sources, Written("要改造44个老旧小区。", found))
    assert shown == ["• 改造老旧小区：要改造44个老旧小区。[1]"]
    assert draft.text == shown[0]


def test_a_table(ask, extracts, sources) -> None:
    one, two = found = extracts(OLD, CITY)
    query = ask("改造", regions=(JIANDE, JINHUA), task="table", kind="compare")
    _, draft = laid(
        query, found, sources,
        Written("要改造44个老旧小区。", (one,)), Written("打造60个组团。", (two,)),
    )  # fmt: skip
    assert draft.text.splitlines() == [
        "| 方面 | 建德市（2023—2027年） | 金华市 |",
        "| --- | --- | --- |",
        "| 改造老旧小区 | 要改造44个老旧小区。[1] | 打造60个组团。[2] |",
    ]


def test_a_table_of_one_place_is_lines(ask, extracts, sources) -> None:
    found = extracts(OLD)
    query = ask("老旧小区", regions=(JIANDE,), task="table")
    _, draft = laid(query, found, sources, Written("要改造44个老旧小区。", found))
    assert draft.head == ()


def test_numbers_are_given_in_the_order_of_use(ask, extracts, sources) -> None:
    one, two = found = extracts(OLD, CITY)
    query = ask("改造", regions=(JIANDE, JINHUA))
    shown, draft = laid(
        query, found, sources, Written("金华打造60个组团。", (two,)),
        Written("建德要改造44个老旧小区。", (one,)),
    )  # fmt: skip
    assert [line[-3:] for line in shown] == ["[1]", "[2]"]
    assert [c.clause.document for c in draft.citations] == ["city", "plan"]

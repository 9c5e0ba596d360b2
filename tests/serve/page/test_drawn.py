"""What the page draws, without a browser: text stays text, and nothing is made up."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import gradio as gr
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markupsafe import Markup

from assistant.app import Assistant
from assistant.errors import BadRequest
from assistant.serve.page.context import told
from assistant.serve.page.conversation import Asked, answered, link, turn
from assistant.serve.page.copying import copied
from assistant.serve.page.cutting import FOLDER, characters
from assistant.serve.page.html import element, shown
from assistant.serve.page.suggestions import examples, other_wordings
from assistant.serve.page.values import values_table

COMPARED = "浙江和建德2027年的常住人口城镇化率各是多少"
NOT_THERE = "金华2027年常住人口城镇化率要达到多少"
# Neither control characters, which no document holds, nor halves of characters.
TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.just("\n"))


@given(text=TEXTS, attribute=TEXTS)
def test_text_stays_text(text: str, attribute: str) -> None:
    written = shown(element("p", text, title=attribute))
    assert "\n" not in written
    (paragraph,) = html.fragment_fromstring(written)
    assert (paragraph.text or "") == text
    assert len(paragraph) == 0
    assert paragraph.get("title") == attribute


def test_an_answer_is_drawn_with_its_words_escaped(assistant: Assistant) -> None:
    question = "建德<b>2027年</b>集体经济目标是多少<script>alert(1)</script>"
    drawn = answered(assistant.ask(question), assistant.documents, (), Asked())
    drawn = turn(question, drawn)
    assert "<script" not in drawn
    assert "<b>" not in drawn
    assert isinstance(drawn, Markup)


def test_places_beside_one_another(assistant: Assistant) -> None:
    answer = assistant.ask(COMPARED)
    (table,) = html.fragments_fromstring(str(values_table(answer, assistant.figures)))
    rows = [row.xpath("./*/text()") for row in table.xpath(".//tbody/tr")]
    assert [row[0] for row in rows] == ["浙江省", "建德市"]
    assert [row[2] for row in rows] == ["不低于 76%", "不低于 55%"]
    for row in rows:
        number = int(row[3].strip("[]"))
        quote = next(c.quote for c in answer.citations if c.number == number)
        assert row[2].removeprefix("不低于 ") in quote


@pytest.mark.parametrize(
    "question", ["建德2027年集体经济目标是多少", "安吉2030年造多少艘船", "建德哪个部门管老旧小区"]
)
def test_no_table_where_there_is_nothing_to_compare(assistant: Assistant, question: str) -> None:
    assert values_table(assistant.ask(question), assistant.figures) == ""


def test_examples_are_of_the_library_and_have_answers(assistant: Assistant) -> None:
    found = examples(assistant)
    assert len(found) >= 3
    for question in found:
        answer = assistant.ask(question)
        assert answer.status == "answered"
        written = {figure.written for figure in assistant.figures}
        assert any(value in answer.answer for value in written)


def test_examples_of_a_part_of_the_library(assistant: Assistant) -> None:
    found = examples(assistant, ["jiande-2023-2027-plan"])
    assert found
    assert all(question.startswith("建德") for question in found)


def test_other_wordings_have_answers(assistant: Assistant) -> None:
    answer = assistant.ask(NOT_THERE)
    assert answer.status == "not_found"
    found = other_wordings(assistant, answer)
    assert found
    assert NOT_THERE not in found
    assert all(assistant.ask(question).status == "answered" for question in found)


def test_nothing_of_documents_that_may_not_be_seen(assistant: Assistant) -> None:
    seen = ["quzhou-gap-narrowing"]
    answer = assistant.ask(NOT_THERE, documents=seen)
    for question in other_wordings(assistant, answer, seen):
        cited = assistant.ask(question, documents=seen).citations
        assert {citation.clause.document for citation in cited} == set(seen)


def test_what_is_copied_holds_every_quote(assistant: Assistant) -> None:
    answer = assistant.ask(COMPARED)
    text = copied(answer, assistant.documents)
    assert text.startswith(f"问：{COMPARED}\n")
    for citation in answer.citations:
        assert f"[{citation.number}] 《" in text
        assert citation.quote in text


def test_what_is_copied_names_each_clause_once(assistant: Assistant) -> None:
    answer = assistant.ask(COMPARED)
    first = answer.citations[0]
    twice = replace(answer, citations=(first, replace(first, number=2)))
    text = copied(twice, assistant.documents, "问题")
    title = assistant.documents[first.clause.document].source.title
    assert text.count(f"《{title}》") == 1
    assert "[1][2] 《" in text
    assert text.count(first.quote) == 1
    assert text.startswith("问：问题\n")


def test_a_link_stands_without_the_conversation(assistant: Assistant) -> None:
    answer = assistant.ask("那生猪呢", history=["建德2027年集体经济目标是多少"])
    assert "%E7%94%9F%E7%8C%AA" in link(answer, Asked())
    assert "%E5%BB%BA%E5%BE%B7" in link(answer, Asked())
    assert f"index={answer.index_version}" in link(answer, Asked(["浙江省"]))


@told
async def awaited() -> None:
    raise BadRequest("<b>不行</b>。", "换一个。")


@told
def plain() -> None:
    raise RuntimeError("/home/secret")


def test_faults_are_told_as_text() -> None:
    with pytest.raises(gr.Error) as told_so:
        awaited().send(None)
    assert told_so.value.message == "&lt;b&gt;不行&lt;/b&gt;。换一个。"


def test_the_inside_is_not_told() -> None:
    with pytest.raises(gr.Error) as told_so:
        plain()
    assert "secret" not in told_so.value.message


@pytest.mark.parametrize("name", characters())
def test_the_fonts_hold_what_they_are_for(name: str) -> None:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - for this alone

    file = FOLDER / name
    assert file.stat().st_size < 1 << 20
    held = TTFont(BytesIO(file.read_bytes())).getBestCmap()
    assert {c for c in characters()[name] if ord(c) not in held} <= set("\u3000")

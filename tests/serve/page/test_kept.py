"""Conversations that a browser comes back to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from callers import asking, service_of
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import BadRequest
from assistant.serve.page import kept
from assistant.serve.page.answering import Answering
from assistant.serve.page.context import Page
from assistant.serve.page.conversation import Asked
from assistant.serve.page.kept import AGAIN, MOST, Conversations, Talk, Turn, read, written
from assistant.serve.page.standing import Shown
from assistant.settings import Settings

QUESTION, NEXT = "清溪县2027年要建成标准茶园多少亩", "那茶叶总产值呢"
READER = asking("reader")
WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


def turn(question: str) -> Turn:
    return Turn(question, Asked(), f"<p>{question}</p>")


@given(st.lists(st.tuples(WORDS, st.lists(WORDS), st.lists(WORDS)), max_size=AGAIN))
def test_what_a_browser_holds_is_read_back(asked: list[tuple[str, list[str], list[str]]]) -> None:
    turns = tuple(Turn(q, Asked(tuple(r), tuple(d))) for q, r, d in asked)
    talk = Talk("name", turns)
    assert read(written(talk)) == talk


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "[]", "{}", "7", "[" * 100_000),
        *('{"name": "a"}', '{"name": "a", "asked": 7}', '{"name": "a", "asked": [7]}'),
        '{"name": "a", "asked": [["q"]]}',
    ],
)
def test_what_nobody_wrote_is_refused(text: str) -> None:
    with pytest.raises(BadRequest):
        read(text)


def test_a_conversation_has_a_name_that_nobody_guesses_and_no_end_of_turns() -> None:
    talk = Talk()
    for number in range(MOST + 5):
        talk = talk.and_then(turn(str(number)))
    assert len(talk.turns) == MOST
    assert talk.turns[-1].question == str(MOST + 4)
    assert len(talk.name) > 20
    assert talk.name != Talk().and_then(turn("1")).name


def test_nobody_finds_what_another_asked() -> None:
    held, talk = Conversations(), Talk("a", (turn("1"),))
    held.keep("one", talk)
    assert held.find("one", "a") == talk
    assert held.find("two", "a") is None


def test_old_ones_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_CONVERSATIONS", 2)
    held = Conversations()
    for name in "abc":
        held.keep("one", Talk(name))
    assert [held.find("one", name) is not None for name in "abc"] == [False, True, True]
    monkeypatch.setattr(kept, "LASTS", -1.0)
    assert held.find("one", "c") is None


@pytest.fixture(scope="module")
def client(built: Path, serve: Callable[..., AbstractContextManager[TestClient]]) -> Iterator[Any]:
    with serve(Settings(home=built / "home", corpus=built / "corpus")) as client:
        yield client


@pytest.fixture
def answering(client: TestClient) -> Answering:
    service = service_of(client)
    return Answering(Page(lambda: service, "reader"))


def call(client: TestClient, handler: Callable[..., Any], *given: object) -> Any:
    assert client.portal
    return client.portal.call(partial(handler, *given, request=READER))


def talked(client: TestClient, answering: Answering) -> tuple[str, Talk]:
    talk = Talk()
    for question in (QUESTION, NEXT):
        drawn, talk, _ = call(client, answering.ask, question, talk, None, None)
    return drawn, talk


def test_it_comes_back_as_it_was(client: TestClient, answering: Answering) -> None:
    drawn, talk = talked(client, answering)
    again, restored, regions, documents = call(client, answering.restore, written(talk))
    assert restored.turns == talk.turns
    assert restored.name != talk.name  # two pages that come back to one go on each for itself
    came_of = f' data-came-of="{talk.name}"'
    assert came_of in again
    assert again.replace(came_of, "").replace(restored.name, talk.name) == drawn
    assert (regions, documents) == ([], [])


def test_coming_back_to_the_tab_shows_an_answer_that_came_meanwhile(client, answering) -> None:
    _, first, _ = call(client, answering.ask, QUESTION, Talk(), None, None)
    drawn, _, _ = call(client, answering.ask, NEXT, first, None, None)
    assert call(client, answering.look, first)[0] == drawn


def test_what_the_service_has_let_go_of_is_asked_again(client, answering) -> None:
    _, talk = talked(client, answering)
    knows_nothing = Answering(answering._page)
    again, restored, *_ = call(client, knows_nothing.restore, written(talk))
    assert [t.question for t in restored.turns] == [QUESTION, NEXT]
    assert again.count("按现在的资料重新回答") == 2
    assert "12万亩" in again
    assert "20亿元" in again  # it is known what “那” goes on from


def test_an_answer_from_what_is_gone_is_not_shown(client, answering) -> None:
    _, talk = talked(client, answering)
    shown = (Shown("no-longer-there", "旧文件", "0"),)
    gone = replace(talk.turns[0], documents=shown, drawn="<p>旧文</p>")
    answering._kept.keep("its-reader", replace(talk, turns=(gone, *talk.turns[1:])))
    again, *_ = call(client, answering.restore, written(talk))
    assert "旧文" not in again
    assert again.count("不再显示") == 1
    assert again.count("重新问") == 1


def test_a_new_conversation_may_be_taken_back(client, answering) -> None:
    drawn, talk = talked(client, answering)
    call(client, answering.welcome)
    again, restored, *_ = call(client, answering.restore, written(talk))
    came_of = f' data-came-of="{talk.name}"'
    assert came_of in again
    assert again.replace(came_of, "").replace(restored.name, talk.name) == drawn


def test_what_can_be_asked_no_more_says_why(client, answering) -> None:
    held = json.dumps({"name": "x", "asked": [[QUESTION, [], ["no-longer-there"]]]})
    again, *_ = call(client, answering.restore, held)
    assert QUESTION in again
    assert "没有" in again
    assert "12万亩" not in again


def test_a_link_to_what_was_deleted_says_so(client: TestClient) -> None:
    service = service_of(client)
    answering = Answering(Page(lambda: service, "reader"))
    request = asking("reader", referer="http://127.0.0.1/?q=x&documents=no-longer-there")
    assert client.portal
    drawn, talk, *_ = client.portal.call(partial(answering.open, request=request))
    assert "已删除" in drawn
    assert talk == Talk()


def test_words_of_a_title_stand_for_what_has_them(client, answering) -> None:
    drawn, talk, _ = call(client, answering.ask, QUESTION, Talk(), None, ["乡村振兴"])
    assert "12万亩" in drawn
    assert talk.turns[0].asked.documents == ("乡村振兴",)
    with pytest.raises(gr.Error, match="没有"):
        call(client, answering.ask, QUESTION, Talk(), None, ["没有这样的标题"])


def test_text_of_a_browser_is_no_markup(client, answering) -> None:
    held = json.dumps({"name": "<b>", "asked": [["<img src=x>", [], ["<i>"]]]})
    again, *_ = call(client, answering.restore, held)
    assert "<img" not in again
    with pytest.raises(gr.Error, match="重新提问"):
        call(client, answering.restore, "<b>")

"""What the page says of answers whose documents have changed since, and of links to them."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from callers import asking, service_of
from fastapi.testclient import TestClient
from service import LAKE, PLAN

from assistant.ingest.describe import describe
from assistant.serve.page.answering import Answering
from assistant.serve.page.context import Page
from assistant.serve.page.kept import Talk, written
from assistant.serve.service import Service
from assistant.store.library import Library

QUESTION, OTHER = "清溪县2027年要建成标准茶园多少亩", "东湖县2024年新增生态养殖水面多少亩"
NOWHERE, NEXT = "清溪县2027年要造多少艘渡船", "那东湖县呢"
TITLE = "《清溪县乡村振兴实施方案（2023—2027年）》"


class Desk:
    """A page, and the library behind it, which changes."""

    def __init__(self, client: TestClient) -> None:
        self._client = client
        self.service: Service = service_of(client)
        self.answering = Answering(Page(lambda: self.service, "reader"))
        self.before = max((event.id or 0 for event in self.service.audit.read()), default=0)
        self.waited = {item.question for item in self.service.backlog.read()}

    def do(self, handler: Callable[..., Any], *given: object, **request: Any) -> Any:
        assert self._client.portal
        by = asking("reader", *request.pop("sees", ()), **request)
        return self._client.portal.call(partial(handler, *given, request=by))

    def ask(self, question: str, talk: Talk | None = None) -> tuple[str, Talk]:
        drawn, talk, _ = self.do(self.answering.ask, question, talk or Talk(), None, None)
        return drawn, talk

    def open(self, **query: str) -> str:
        referer = f"http://127.0.0.1/?{urlencode(query)}"
        drawn, *_ = self.do(self.answering.open, referer=referer)
        return str(drawn)

    def change(self, change: Callable[[Library], object]) -> None:
        with Library.open(self.service.resources.library) as library:
            change(library)
        self.service.living.follow()

    def replace(self, text: str) -> None:
        source, _ = describe(text.encode(), "plan.txt", id="plan")
        self.change(lambda library: library.replace(source, text.encode()))


@pytest.fixture
def desk(client: TestClient) -> Desk:
    return Desk(client)


def test_an_answer_stays_as_it_was_and_says_what_has_changed(desk: Desk) -> None:
    drawn, talk = desk.ask(QUESTION)
    assert "当时的回答" not in drawn
    desk.replace(PLAN.replace("12万亩", "15万亩"))
    _, both = desk.ask(OTHER, talk)
    for again in (
        desk.do(desk.answering.look, both)[0],
        desk.do(desk.answering.restore, written(both))[0],
    ):
        assert "12万亩" in again
        assert again.count("当时的回答") == 1
        assert f"{TITLE}已换新版" in again
        assert f'data-ask="{QUESTION}"' in again
    desk.change(lambda library: library.delete("plan"))
    again, *_ = desk.do(desk.answering.look, both)
    assert "12万亩" in again
    assert f"{TITLE}已删除" in again


def test_no_word_of_what_was_purged_is_shown(desk: Desk) -> None:
    _, talk = desk.ask(QUESTION)
    desk.replace(PLAN.replace("12万亩", "15万亩"))
    desk.change(lambda library: library.purge("plan"))
    source, _ = describe(LAKE.encode(), "plan.txt", id="plan")
    for change in (None, lambda library: library.add(source, LAKE.encode())):
        if change:
            desk.change(change)  # another document of the same name tells nothing of it either
        for again in (
            desk.do(desk.answering.look, talk)[0],
            desk.do(desk.answering.restore, written(talk))[0],
        ):
            assert "12万亩" not in again
            assert TITLE not in again
            assert "不再显示" in again


def test_nor_of_what_a_key_may_see_no_more(desk: Desk) -> None:
    _, talk = desk.ask(QUESTION)
    again, *_ = desk.do(desk.answering.look, talk, sees=("lake",))
    assert "12万亩" not in again
    assert TITLE not in again


def test_what_comes_back_as_it_was_is_not_told_of(desk: Desk) -> None:
    _, talk = desk.ask(QUESTION)
    desk.change(lambda library: library.delete("plan"))
    desk.change(lambda library: library.rollback(1))
    again, *_ = desk.do(desk.answering.look, talk)
    assert "当时的回答" not in again


def test_the_page_tells_how_many_documents_there_are_now(desk: Desk) -> None:
    drawn, *_ = desk.do(desk.answering.look, Talk())
    assert "从 2 份文件里回答" in drawn
    desk.change(lambda library: library.delete("lake"))
    drawn, *_ = desk.do(desk.answering.look, Talk())
    assert "从 1 份文件里回答" in drawn


def test_what_nobody_asked_is_no_question(desk: Desk) -> None:
    _, talk = desk.ask(QUESTION)
    knows_nothing = Answering(Page(lambda: desk.service, "reader"))
    held = written(talk).replace(QUESTION, NOWHERE)
    desk.do(knows_nothing.restore, held)
    desk.open(q=NOWHERE)
    assert events(desk, 3) == {"ask": QUESTION, "again": NOWHERE, "link": NOWHERE}
    assert waiting(desk) == set()


def test_what_follows_is_taken_down_with_what_it_follows(desk: Desk) -> None:
    _, talk = desk.ask(NOWHERE)
    drawn, talk = desk.ask(NEXT, talk)
    events(desk, 2)
    assert NOWHERE in waiting(desk)
    [understood] = waiting(desk) - {NOWHERE}
    assert NEXT in understood
    assert "造多少艘渡船" in understood
    assert f'data-question="{understood}"' in drawn
    assert talk.turns[1].again == understood


def waiting(desk: Desk) -> set[str]:
    """The questions that wait since the desk was opened."""
    return {item.question for item in desk.service.backlog.read()} - desk.waited


def events(desk: Desk, count: int) -> dict[str, str]:
    """What was taken down, once there is so much of it."""
    for _ in range(400):
        found = [each for each in desk.service.audit.read() if (each.id or 0) > desk.before]
        if len(found) >= count:
            break
        time.sleep(0.05)
    return {event.action: event.question for event in found}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda desk: None, "所据文件没有变"),
        (lambda desk: desk.replace(PLAN.replace("12万亩", "15万亩")), f"{TITLE}已换新版"),
        (lambda desk: desk.change(lambda it: it.delete("plan")), f"{TITLE}已删除"),
        (lambda desk: desk.change(lambda it: it.purge("plan")), "所据文件有的已不在"),
    ],
)
def test_a_link_says_when_it_was_and_what_has_changed(
    desk: Desk, change: Callable[[Desk], object], said: str
) -> None:
    change(desk)
    drawn = desk.open(q=QUESTION, index="0001-abc", on="plan")
    remark = drawn.partition('class="remark"')[2].partition("</p>")[0]
    words = remark.partition("<span>")[2]
    assert f"{time.localtime().tm_year}年" in words
    assert said in words
    assert "0001-abc" not in words
    assert "0001-abc" in remark


@pytest.mark.parametrize("index", ["x", "9999-abc", "0001", "-1-a", "99999999999-a"])
def test_a_link_of_an_index_that_nobody_knows(reading: TestClient, index: str) -> None:
    drawn = Desk(reading).open(q=QUESTION, index=index, on="plan,x")
    assert "12万亩" in drawn
    assert "按现在的资料重新回答" in drawn


def test_a_link_names_what_an_answer_rests_on(reading: TestClient) -> None:
    drawn, _ = Desk(reading).ask(QUESTION)
    link = drawn.partition('data-link="/?')[2].partition('"')[0].replace("&amp;", "&")
    assert parse_qs(link)["on"] == ["plan"]

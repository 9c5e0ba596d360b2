"""待办 and 评测 behind the page: what handlers do, and for whom."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request

from assistant.access.audit import Audit, Event
from assistant.access.backlog import Backlog, OpenQuestion
from assistant.access.database import Database
from assistant.access.feedback import Feedback, Opinion
from assistant.errors import BadRequest, Conflict, NotThere
from assistant.evaluate.cases import check_cases, load_cases
from assistant.evaluate.kept import Kept
from assistant.evaluate.proposals import Proposals
from assistant.resources import SHIPPED
from assistant.retrieve.understand.thesaurus import read_thesaurus
from assistant.serve.access import Caller
from assistant.serve.application import _masked, application
from assistant.serve.evaluating import Evaluating
from assistant.serve.page import report, todo
from assistant.serve.page.context import Page
from assistant.serve.page.proposing import propose_case, propose_words, suggested
from assistant.serve.service import Service
from assistant.settings import Settings

TEA = "清溪县2027年茶园要建多少亩"
ADMIN = Caller("local", "admin")


@pytest.fixture(scope="module")
def running(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    home = tmp_path_factory.mktemp("proposing") / "home"
    shutil.copytree(built / "home", home)
    settings = Settings(home=home, corpus=built / "corpus")
    app: Any = application(settings, is_open=True, with_page=False)
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 5000)):
        yield app._app.state.service


@pytest.fixture
def service(running: Service, tmp_path: Path) -> Iterator[Service]:
    """The service with records and proposals of its own."""
    with Database(tmp_path / "service") as database, Audit(database, _masked) as audit:
        yield replace(
            running,
            audit=audit,
            feedback=Feedback(database, _masked),
            backlog=Backlog(database),
            proposals=Proposals(tmp_path / "proposals", _masked),
            evaluating=Evaluating(Kept(tmp_path / "evaluation", SHIPPED), {}),
        )


def waiting(service: Service, question: str, **counts: int) -> OpenQuestion:
    return OpenQuestion(question, counts.get("unanswered", 1), counts.get("unhelpful", 0), "2026")


def request_of(caller: Caller) -> gr.Request:
    state = {"caller": caller, "id": "r1"}
    scope = {"type": "http", "headers": [], "client": ("127.0.0.1", 1), "state": state}
    return gr.Request(request=Request(scope))


def handlers(page: Page, tab: Callable[[Page], None]) -> dict[str, Callable[..., Any]]:
    async def made() -> gr.Blocks:  # in a loop, as Gradio would leave one of its own open
        with gr.Blocks() as blocks, gr.Tab("它"):
            tab(page)
        return blocks

    return {fn.name: fn.fn for fn in asyncio.run(made()).fns.values() if fn.fn}


def test_the_nearest_clauses_are_suggested_with_what_they_state(service: Service) -> None:
    best = suggested(service, ADMIN, waiting(service, TEA))[0]
    assert "建成标准茶园12万亩" in best.quote
    assert best.quote in service.living.assistant.documents["plan"].text
    assert (best.document, best.kind) == ("plan", "figure")
    assert best.facts[0] == "12万亩"
    assert "清溪县乡村振兴实施方案" in best.told


def test_only_from_documents_that_may_be_seen(service: Service) -> None:
    narrow = Caller("k1", "admin", frozenset({"lake"}))
    found = suggested(service, narrow, waiting(service, TEA))
    assert {item.document for item in found} <= {"lake"}
    with pytest.raises(NotThere):
        form = ("plan", "figure", "建成标准茶园12万亩", "12万亩")
        propose_case(service, narrow, waiting(service, TEA), form)


def test_a_question_without_words_has_nothing_near(service: Service) -> None:
    assert suggested(service, ADMIN, waiting(service, " ")) == []


def test_a_suggestion_becomes_a_question_that_fits_the_documents(service: Service) -> None:
    best = suggested(service, ADMIN, waiting(service, TEA))[0]
    form = (best.document, best.kind, best.quote, "12万亩 / 120000亩\n 20亿元 ")
    assert "已加入" in propose_case(service, ADMIN, waiting(service, TEA), form)
    assert "没有重复" in propose_case(service, ADMIN, waiting(service, TEA), form)
    (case,) = load_cases(service.proposals.questions)
    assert case.expect == (("12万亩", "120000亩"), ("20亿元",))
    assert check_cases([case], service.living.assistant.documents) == []
    with pytest.raises(Conflict):
        propose_case(service, ADMIN, waiting(service, TEA), (None, "near_miss", "", ""))


def test_without_an_answer(service: Service) -> None:
    propose_case(service, ADMIN, waiting(service, "有几座机场"), (None, "near_miss", "", ""))
    (case,) = load_cases(service.proposals.questions)
    assert (case.question, case.answerable, case.evidence) == ("有几座机场", False, ())


@pytest.mark.parametrize(
    ("quote", "facts"),
    [("建成标准茶园13万亩", "13万亩"), ("建成标准茶园12万亩", " / "), (" ", "甲")],
)
def test_what_does_not_stand_there_is_refused(service: Service, quote: str, facts: str) -> None:
    with pytest.raises(BadRequest):
        propose_case(service, ADMIN, waiting(service, TEA), ("plan", "figure", quote, facts))
    assert not service.proposals.questions.exists()


def test_words_that_the_thesaurus_knows_keep_what_they_meant(service: Service) -> None:
    known = read_thesaurus(service.resources.corpus / "thesaurus.toml")
    propose_words(service, "样板村、 发红包；", "惠民补助")
    assert read_thesaurus(service.proposals.thesaurus) == {
        "发红包": ("惠民补助",),
        "样板村": (*known["样板村"], "惠民补助"),
    }
    assert "没有重复" in propose_words(service, "样板村", "示范村")


@pytest.mark.parametrize("tab", [report.tab, todo.tab])
@pytest.mark.parametrize("role", ["reader", "editor"])
def test_every_handler_looks_at_who_calls(
    service: Service, tab: Callable[[Page], None], role: str
) -> None:
    found = handlers(Page(lambda: service), tab)
    assert len(found) >= 3
    for handler in found.values():
        count = handler.__wrapped__.__code__.co_argcount
        with pytest.raises(gr.Error, match="管理员"):
            handler(*[None] * (count - 1), request_of(Caller("k1", role)))


def test_from_a_question_that_waits_to_one_that_is_handled(service: Service) -> None:
    service.audit.log(Event("ask", "local", question=TEA, status="not_found"))
    service.audit.log(Event("ask", "local", question="手机13812345678是谁", status="not_found"))
    service.feedback.add(Opinion("a", False, TEA, "<b>旧了</b>"))
    service.audit.close()
    do, request = handlers(Page(lambda: service), todo.tab), request_of(ADMIN)
    listed = do["look"]("待处理", "often", request)[0]
    assert [value for _, value in listed.choices] == [TEA, "手机███████████是谁"]
    assert "没找到 1 次，说没用 1 次" in listed.choices[0][0]
    item, _, detail, *_ = do["pick"](TEA, "待处理", request)
    assert "&lt;b&gt;旧了&lt;/b&gt;" in detail
    done = do["settle"](item, "待处理", "latest", 0, request)
    assert len(done[0].choices) == 1
    handled = do["look"]("已处理", "latest", request)[0]
    assert [value for _, value in handled.choices] == [TEA]
    item = do["pick"](TEA, "已处理", request)[0]
    assert len(do["settle"](item, "已处理", "latest", 0, request)[0].choices) == 0
    assert service.backlog.find(TEA).unanswered == 1


def test_all_that_waits_is_reached_page_by_page(service: Service) -> None:
    asked = {f"第{number}问：有几座机场" for number in range(120)}
    for question in asked:
        service.audit.log(Event("ask", "local", question=question, status="not_found"))
    service.audit.close()
    do, request = handlers(Page(lambda: service), todo.tab), request_of(ADMIN)
    first = do["look"]("待处理", "latest", request)
    assert "第 1 / 3 页" in first[2]
    seen = [value for _, value in first[0].choices]
    for page in (1, 2):
        turned = do["turn"](f"page:{page}", "待处理", "latest", request)
        seen += [value for _, value in turned[0].choices]
    assert (len(seen), set(seen)) == (120, asked)
    item = do["pick"](seen[-1], "待处理", request)[0]
    settled = do["settle"](item, "待处理", "latest", 2, request)
    assert settled[3] == 2  # the same page, without the one that was handled
    assert len(settled[0].choices) == 19
    past = do["turn"]("page:99", "待处理", "latest", request)
    assert past[3] == 2


def test_what_was_masked_stays_masked_in_a_proposal(service: Service) -> None:
    service.audit.log(Event("ask", "local", question="手机13812345678是谁", status="not_found"))
    service.audit.close()
    do, request = handlers(Page(lambda: service), todo.tab), request_of(ADMIN)
    question = do["look"]("待处理", "latest", request)[0].choices[0][1]
    item = do["pick"](question, "待处理", request)[0]
    said, files = do["take_case"](item, "-", "near_miss", "", "", request)
    assert "已加入" in said.value
    assert f"{service.proposals.folder.name}/questions.toml" in files
    assert str(service.proposals.folder) not in files
    do["take_words"](item, "口令:abc12345", "密码是 qwerty99", request)
    for path in service.proposals.folder.glob("*.toml"):
        for secret in ("13812345678", "abc12345", "qwerty99"):
            assert secret not in path.read_text("utf-8")


def test_nothing_chosen_is_told(service: Service) -> None:
    do, request = handlers(Page(lambda: service), todo.tab), request_of(ADMIN)
    with pytest.raises(gr.Error, match="还没有选问题"):
        do["settle"](None, "待处理", "latest", 0, request)


def test_the_last_report_is_shown_and_where_there_is_none_what_to_do(
    service: Service, tmp_path: Path
) -> None:
    do, request = handlers(Page(lambda: service), report.tab), request_of(ADMIN)
    shown = do["look"](request)[1]
    for text in ("随代码提供的基线", "调试题", "[", "各类题", "各路检索", "有不足的题", "应有的"):
        assert text in shown
    wheel = Kept(tmp_path / "wheel", tmp_path / "nothing")
    bare = replace(service, evaluating=Evaluating(wheel, {}))
    do = handlers(Page(lambda: bare), report.tab)
    told = do["look"](request)[1]
    assert "这里没有评测题" in told
    assert "wheel/questions.toml" in told
    assert str(tmp_path) not in told
    with pytest.raises(gr.Error, match="没有评测题"):
        do["start"](request)


def test_a_report_that_cannot_be_read_is_told_of(service: Service) -> None:
    service.evaluating.kept.fresh.write_text("{}")
    service.evaluating.kept.keep()
    do, request = handlers(Page(lambda: service), report.tab), request_of(ADMIN)
    assert "不是评测结果" in do["look"](request)[1]

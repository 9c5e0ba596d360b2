"""待办 and 评测 in a real browser: from a question without an answer to a proposal, and to a
new report."""

from __future__ import annotations

import pytest

from assistant.access.audit import Audit, Event
from assistant.access.database import Database
from assistant.evaluate.cases import Case, Evidence, load_cases
from assistant.evaluate.proposals import Proposals
from assistant.retrieve.understand.thesaurus import read_thesaurus

pytestmark = [pytest.mark.proof, pytest.mark.allow_hosts(["127.0.0.1"])]
TEA = "清溪县2027年茶园要建多少亩"
HOSTILE = "<img src=x onerror=document.title='x'>**b** $x$ 有几座机场"


def to(page, label: str) -> None:
    page.get_by_role("tab", name=label, exact=True).click()


def said(page, text: str) -> None:
    page.locator("#todo-said, .said-here").get_by_text(text).first.wait_for()


@pytest.fixture
def asked(changing_page, library):
    """The service with two questions that nothing was found for."""
    with Database(library.home / "service") as database, Audit(database, str) as audit:
        for question in (TEA, HOSTILE):
            audit.log(Event("ask", "local", question=question, status="not_found"))
    return changing_page


def test_a_question_becomes_a_proposal_and_is_handled(asked, visit, library) -> None:
    visiting = visit(asked)
    page = visiting.page
    to(page, "待办")
    page.locator("#todo-questions").get_by_text(TEA).click()
    page.locator("#todo-question").get_by_text(TEA).wait_for()
    page.get_by_text("建成标准茶园12万亩").first.click()
    page.wait_for_function("() => document.body.innerText.includes('依据（与原文一字不差）')")
    page.get_by_role("button", name="加入评测题的提议").click()
    said(page, "已加入评测题的提议")
    proposals = Proposals(library.home / "proposals", str)
    (case,) = load_cases(proposals.questions)
    assert (case.question, case.evidence[0].document) == (TEA, "plan")
    assert ("12万亩",) in case.expect
    assert "toml" not in page.inner_text("#todo-files"), "plain words first"
    page.locator("#todo-files summary").click()
    assert "proposals/questions.toml" in page.inner_text("#todo-files")
    assert str(library.home) not in page.inner_text("body")
    page.locator("#tab-todo .label-wrap").get_by_text("加入同义词").click()
    page.get_by_label("口语里的说法").fill("茶树地、茶山")
    page.get_by_label("公文里的说法").fill("标准茶园")
    page.get_by_role("button", name="加入同义词的提议").click()
    said(page, "已加入同义词的提议")
    words = read_thesaurus(proposals.thesaurus)
    assert words["茶树地"] == ("标准茶园",)
    assert words["茶山"][-1] == "标准茶园"  # behind what it means already
    page.get_by_role("button", name="标为已处理").click()
    said(page, "已标为处理过")
    assert TEA not in page.inner_text("#todo-questions")
    page.get_by_label("已处理", exact=True).check()
    page.locator("#todo-questions").get_by_text(TEA).click()
    page.get_by_role("button", name="放回待处理").click()
    page.get_by_text("还没有处理过的问题").wait_for()
    assert visiting.foreign == []
    assert visiting.complaints == []


def test_what_was_asked_is_text(asked, visit) -> None:
    visiting = visit(asked)
    page = visiting.page
    to(page, "待办")
    page.locator("#todo-questions label").filter(has_text="有几座机场").click()
    page.locator("#todo-question").get_by_text("有几座机场").wait_for()
    assert page.inner_text("#todo-question h3") == HOSTILE
    assert page.locator("#tab-todo img").count() == 0
    assert page.title() == "有据"
    assert visiting.complaints == []


def test_a_fault_is_told_and_nothing_is_written(asked, visit, library) -> None:
    page = visit(asked).page
    to(page, "待办")
    page.locator("#todo-questions").get_by_text(TEA).click()
    page.get_by_text("建成标准茶园12万亩").first.click()
    page.get_by_label("依据（与原文一字不差）").fill("建成标准茶园13万亩")
    page.get_by_role("button", name="加入评测题的提议").click()
    page.get_by_text("依据与原文对不上").wait_for()
    assert not (library.home / "proposals" / "questions.toml").exists()


def test_evaluated_again(changing_page, visit, library) -> None:
    evidence = (Evidence("plan", "建成标准茶园12万亩"),)
    tea = Case("a-1", "figure", TEA, True, expect=(("12万亩",),), evidence=evidence)
    own = Proposals(library.home / "evaluation", str)
    own.propose_case(tea)
    own.propose_case(Case("a-2", "near_miss", "清溪县有几座机场", False))
    visiting = visit(changing_page)
    page = visiting.page
    to(page, "评测")
    page.get_by_text("随代码提供的基线").first.wait_for()
    page.get_by_role("button", name="重新评测").click()
    page.locator("#evaluating").get_by_text("正在评测").wait_for()
    page.locator("#evaluating").get_by_text("评测做完了").wait_for(timeout=60_000)
    page.locator("#evaluation").get_by_text("共 2 题").wait_for()
    assert "新增的题 2 道" in page.inner_text("#evaluation")
    assert visiting.foreign == []
    assert visiting.complaints == []

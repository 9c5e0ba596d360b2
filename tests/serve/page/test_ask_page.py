"""问答 in a real browser: ask, read, look at the source, say whether it helped."""

from __future__ import annotations

import time

import pytest

from assistant.access.database import Database
from assistant.access.feedback import Feedback

pytestmark = [pytest.mark.proof, pytest.mark.allow_hosts(["127.0.0.1"])]
QUESTION = "清溪县2027年要建成标准茶园多少亩"
PHONE = {"width": 360, "height": 740}


def ask(page, question: str) -> None:
    before = page.locator(".turn").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.wait_for_function("n => document.querySelectorAll('.turn').length > n", arg=before)


def ready(visiting):
    visiting.page.wait_for_selector(".welcome")
    return visiting.page


def test_a_question_its_answer_and_where_it_stands(visit, page_address) -> None:
    visiting = visit(page_address)
    page = ready(visiting)
    ask(page, QUESTION)
    assert "12万亩" in page.inner_text(".turn .answer")
    assert "理解为" in page.inner_text(".turn .understood")
    page.click(".turn .mark")
    page.wait_for_selector("#source mark")
    selected = page.evaluate(
        "() => { getSelection().selectAllChildren(document.querySelector('#source mark'));"
        " return getSelection().toString(); }"
    )
    quote = page.text_content(".card.shown blockquote")
    assert selected == quote
    assert "标准茶园12万亩" in quote
    assert page.locator("#source .clause").first.inner_text().strip() in {"", "（一）发展茶叶产业"}
    assert "清溪县乡村振兴实施方案" in page.inner_text("#source .source-head")
    assert page.evaluate(
        "() => { const b = document.querySelector('.source-text').getBoundingClientRect();"
        " const m = document.querySelector('#source mark').getBoundingClientRect();"
        " return m.top >= b.top && m.bottom <= b.bottom; }"
    )
    page.keyboard.press("Escape")
    assert page.locator("#source").is_hidden()
    assert not visiting.foreign
    assert not visiting.complaints


def test_a_phone_goes_back_from_the_source_to_the_answer(visit, page_address) -> None:
    page = ready(visit(page_address, viewport=PHONE))
    ask(page, QUESTION)
    page.click(".card .open")
    page.wait_for_selector("#source mark")
    page.go_back()
    page.wait_for_selector("#source", state="hidden")
    assert page.url.rstrip("/") == page_address.rstrip("/")
    assert page.locator(".turn .answer").count() == 1
    page.click(".card .open")
    page.wait_for_selector("#source mark")
    page.click("#source [data-do=close]")
    assert page.locator("#source").is_hidden()
    assert page.locator(".turn .answer").count() == 1


def test_the_form_of_a_reason_is_in_view(visit, page_address) -> None:
    page = ready(visit(page_address, viewport=PHONE))
    ask(page, QUESTION)
    page.click('[data-do="unhelpful"]')
    assert page.evaluate(
        "() => { const f = document.querySelector('.why').getBoundingClientRect();"
        " const c = document.querySelector('#composer').getBoundingClientRect();"
        " return f.top >= 0 && f.bottom <= c.top; }"
    )


def test_what_is_asked_next_knows_what_was_asked_before(visit, page_address) -> None:
    page = ready(visit(page_address))
    ask(page, QUESTION)
    ask(page, "那茶叶总产值呢")
    last = page.locator(".turn").last
    assert "20亿元" in last.locator(".answer").inner_text()
    page.click("#clear")
    page.wait_for_selector(".welcome")
    assert page.locator(".turn").count() == 0


def test_what_is_not_there_leads_to_what_is(visit, page_address) -> None:
    page = ready(visit(page_address))
    ask(page, "东湖县2027年要建成标准茶园多少亩")
    turn = page.locator(".turn")
    assert "没有找到依据" in turn.locator(".answer").inner_text()
    assert "不是依据" in turn.inner_text()
    turn.locator(".chip[data-ask]").first.click()
    page.wait_for_function("() => document.querySelectorAll('.turn').length == 2")
    assert "没有找到依据" not in page.locator(".turn").last.locator(".answer").inner_text()


def test_examples_have_answers(visit, page_address) -> None:
    page = ready(visit(page_address))
    chips = page.locator(".welcome .chip")
    assert chips.count() > 0
    chips.first.click()
    page.wait_for_selector(".turn .card")
    assert "没有找到依据" not in page.inner_text(".turn .answer")


def test_an_opinion_is_kept_with_its_reason(changing_page, visit, library) -> None:
    page = ready(visit(changing_page))
    ask(page, QUESTION)
    page.click('[data-do="unhelpful"]')
    page.click('[data-reason="依据不对"]')
    page.fill(".why textarea", "是另一个县的")
    page.click('[data-do="send"]')
    page.wait_for_function("() => document.querySelector('.said').textContent.includes('已记下')")
    with Database(library.home / "service") as database:
        (opinion,) = Feedback(database).read()
    assert (opinion.helpful, opinion.question) == (False, QUESTION)
    assert opinion.reason == "依据不对；是另一个县的"
    assert opinion.clauses == ("plan/2.1",)
    assert opinion.index_version


def test_a_link_asks_the_same_again(visit, page_address) -> None:
    visiting = visit(page_address)
    page = ready(visiting)
    ask(page, QUESTION)
    link = page.get_attribute(".actions", "data-link")
    again = visiting.open(link)
    again.wait_for_selector(".turn")
    assert "12万亩" in again.inner_text(".turn .answer")
    assert again.locator(".remark").count() == 0
    older = visiting.open(link.replace("index=", "index=0000-"))
    older.wait_for_selector(".turn")
    assert "重新回答" in older.inner_text(".remark")


def test_copied_with_its_sources(visit, page_address) -> None:
    visiting = visit(page_address, permissions=["clipboard-read", "clipboard-write"])
    page = ready(visiting)
    ask(page, QUESTION)
    page.click('[data-do="copy"]')
    page.wait_for_function("() => document.querySelector('.said').textContent == '已复制'")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "12万亩" in copied
    assert "[1] 《清溪县乡村振兴实施方案" in copied
    assert f"{page_address}/?q=" in copied


def test_what_is_asked_is_text(visit, page_address) -> None:
    hostile = (
        "<img src=x onerror=document.title='x'><script>document.title='x'</script>"
        "[a](javascript:alert(1)) ${document.title='x'} {{x}} $x$ `c` **b**"
    )
    visiting = visit(page_address)
    page = ready(visiting)
    ask(page, hostile)
    assert page.text_content(".turn .asked").endswith(hostile)
    assert page.locator("#conversation :is(img, script, a:not([download]))").count() == 0
    assert page.title() == "有据"
    assert not visiting.complaints


@pytest.mark.parametrize("width", [360, 390, 1920])
def test_nothing_is_wider_than_the_screen(visit, page_address, width: int) -> None:
    page = ready(visit(page_address, viewport={"width": width, "height": 740}))
    ask(page, QUESTION)
    page.click(".card .open")
    page.wait_for_selector("#source mark")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_by_the_keyboard_alone(visit, page_address) -> None:
    page = ready(visit(page_address))
    page.focus("#question textarea")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector(".turn .mark")
    page.focus(".turn .mark")
    page.keyboard.press("Enter")
    page.wait_for_selector("#source mark")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "mark"


def test_an_answer_is_there_at_once(visit, page_address) -> None:
    page = ready(visit(page_address))
    took = []
    for year in range(2023, 2028):
        started = time.perf_counter()
        ask(page, f"清溪县{year}年要建成标准茶园多少亩")
        took.append(time.perf_counter() - started)
    assert sorted(took)[2] < 0.4

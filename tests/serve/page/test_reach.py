"""What stays in reach and in sight on a phone, in a real browser."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.proof, pytest.mark.allow_hosts(["127.0.0.1"])]
PHONE = {"width": 360, "height": 740}
QUESTION, NEXT = "清溪县2027年要建成标准茶园多少亩", "那茶叶总产值呢"
NOWHERE = "清溪县2027年要造多少艘船"
# What is seen at the middle of an element, and whether that belongs to it.
_UPPERMOST = """node => {
  const box = node.getBoundingClientRect();
  return [0.1, 0.3, 0.5, 0.7, 0.9].every(share =>
    node.contains(document.elementFromPoint(box.left + box.width * share, box.top + 4)));
}"""


def opened(visit, address: str, path: str = "", **options):
    page = visit(address, **options).page
    page.goto(f"{address}/{path}")
    page.wait_for_selector("#conversation :is(.welcome, .turn)")
    return page


def on_phone(visit, address: str, path: str = ""):
    return opened(visit, address, path, viewport=PHONE, has_touch=True)


def ask(page, question: str) -> None:
    before = page.locator(".turn").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.wait_for_function("n => document.querySelectorAll('.turn').length > n", arg=before)


def to(page, label: str) -> None:
    page.get_by_role("tab", name=label, exact=True).click()


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 500}])
def test_nothing_is_drawn_over_what_stays(visit, page_address, viewport) -> None:
    page = opened(visit, page_address, viewport=viewport)
    to(page, "指标台账")
    page.wait_for_selector("#ledger table")
    staying = ["#tabs > .tab-wrapper"] + (["#top"] if viewport != PHONE else [])
    for _ in range(40):
        page.mouse.wheel(0, 11)
        page.wait_for_timeout(16)
        for selector in staying:
            assert page.locator(selector).evaluate(_UPPERMOST), selector
    assert page.evaluate("scrollY") > 200
    assert page.locator(staying[0]).bounding_box()["y"] < 60


def test_the_tabs_are_at_hand_below_a_long_conversation(visit, page_address) -> None:
    page = on_phone(visit, page_address)
    for question in (QUESTION, NEXT, NOWHERE):
        ask(page, question)
    assert page.evaluate("scrollY") > 300
    strip = page.locator("#tabs > .tab-wrapper").bounding_box()
    assert strip["y"] == 0
    assert strip["height"] <= 48
    page.wait_for_timeout(300)
    assert page.locator(".turn .asked").last.bounding_box()["y"] >= strip["height"]


def test_an_empty_question_asks_for_one(visit, page_address) -> None:
    page = on_phone(visit, page_address)
    for act in (lambda: page.tap("#send"), lambda: page.press("#question textarea", "Enter")):
        act()
        page.wait_for_selector("#wanting")
        assert page.evaluate("document.activeElement.closest('#question') !== null")
        assert page.locator(".toast-wrap :text('没有做成')").count() == 0
    page.fill("#question textarea", QUESTION)
    assert page.locator("#wanting").count() == 0
    page.tap("#send")
    page.wait_for_selector(".turn .card")


def test_a_notice_goes_with_what_is_done_next(visit, page_address) -> None:
    page = on_phone(visit, page_address)
    to(page, "指标台账")
    page.wait_for_selector("#ledger table")
    page.get_by_label("年份", exact=True).fill("明年")
    page.get_by_label("年份", exact=True).press("Enter")
    page.wait_for_selector(".toast-close")
    page.locator("#ledger td").first.tap()
    page.wait_for_selector(".toast-close", state="detached", timeout=2000)


def test_a_conversation_that_was_ended_is_taken_back(visit, page_address) -> None:
    page = on_phone(visit, page_address)
    for question in (QUESTION, NEXT):
        ask(page, question)
    before = page.locator(".turn").all_inner_texts()
    page.tap("#clear")
    page.wait_for_selector(".welcome")
    page.wait_for_timeout(200)
    assert page.evaluate("scrollY") == 0
    page.get_by_role("button", name="撤销").tap()
    page.wait_for_selector(".turn")
    assert page.locator(".turn").all_inner_texts() == before
    assert page.locator(".ended").count() == 0
    page.reload()
    page.wait_for_selector(".turn")
    assert page.locator(".turn").count() == 2


def test_the_head_of_a_source_is_small(visit, page_address) -> None:
    page = on_phone(visit, page_address)
    ask(page, QUESTION)
    page.locator(".turn .mark").first.tap()
    page.wait_for_selector("#source mark")
    assert page.locator("#source .source-head").bounding_box()["height"] <= 64
    assert page.get_attribute("#source-title", "title") == page.inner_text("#source-title")
    card = page.locator(".card").first.inner_text()
    assert "责任单位：农业农村局、商务局" in card


def test_a_question_that_waits_comes_into_view(visit, changing_page) -> None:
    page = on_phone(visit, changing_page)
    for number in range(8):
        ask(page, f"{NOWHERE}，第{number}种")
    page.wait_for_timeout(800)  # until they are taken down
    to(page, "待办")
    page.locator("#todo-questions label").first.tap()
    page.wait_for_selector("#todo-question h3")
    page.wait_for_timeout(400)
    head = page.locator("#todo-question h3").bounding_box()
    assert 0 <= head["y"] < 300
    page.get_by_role("button", name="加入评测题的提议").tap()
    said = page.locator(".said-here [role=status]").first
    said.wait_for()
    button = page.get_by_role("button", name="加入评测题的提议").bounding_box()
    assert abs(said.bounding_box()["y"] - button["y"] - button["height"]) < 60


def test_a_document_that_was_replaced_or_deleted_meanwhile(visit, changing_page) -> None:
    page = on_phone(visit, changing_page)
    ask(page, QUESTION)
    to(page, "资料库")
    page.locator("#library-list button.title", has_text="清溪县").tap()
    page.get_by_role("button", name="删除", exact=True).tap()
    page.get_by_role("button", name="确定删除").tap()
    page.wait_for_selector("#library-job [data-tab=ask]", timeout=60_000)
    assert "《清溪县乡村振兴实施方案（2023—2027年）》已删除" in page.inner_text("#library-job")
    page.locator("#library-job [data-tab=ask]").tap()
    page.wait_for_selector(".turn .remark")
    assert "已删除" in page.inner_text(".turn .remark")
    assert "12万亩" in page.inner_text(".turn .answer")
    assert page.evaluate("document.activeElement.closest('#question') !== null")
    page.locator(".turn .remark button").tap()
    page.wait_for_function("() => document.querySelectorAll('.turn').length === 2")
    assert "没有找到" in page.locator(".turn .answer").last.inner_text()

"""For every eye, every hand and every screen: what axe-core finds, the keyboard, narrow phones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from seeing import findings, width

pytestmark = [pytest.mark.proof, pytest.mark.allow_hosts(["127.0.0.1"])]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
WIDE = {"width": 1920, "height": 1080}
TABS = ("问答", "指标台账", "资料库", "评测", "待办")
ANSWERED = "清溪县2027年要建成标准茶园多少亩"
NOWHERE = "东湖县2027年要建成标准茶园多少亩"
_SETTLES = 700  # milliseconds without which a change would be caught half-way


def to(page, label: str) -> None:
    """Turns to a tab, which a phone may keep in a menu."""
    tab = page.get_by_role("tab", name=label, exact=True)
    if not tab.is_visible():
        page.locator(".overflow-menu > button").click()
        tab = page.locator(".overflow-dropdown").get_by_text(label, exact=True)
    tab.click()


def settle(page) -> None:
    page.wait_for_timeout(_SETTLES)


def ask(page, question: str) -> None:
    before = page.locator(".turn").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.wait_for_function("n => document.querySelectorAll('.turn').length > n", arg=before)


def states(page) -> Iterator[str]:
    """Brings up everything that the page shows, a state after another."""
    page.wait_for_selector(".welcome")
    yield "问答，还没有问"
    ask(page, ANSWERED)
    yield "问答，有依据"
    ask(page, NOWHERE)
    yield "问答，没有依据"
    page.locator(".turn .mark").first.click()
    page.wait_for_selector("#source mark")
    yield "问答，原文"
    page.keyboard.press("Escape")
    tabs = page.get_by_role("tab").all_inner_texts()
    for label in tabs[1:]:
        to(page, label)
        settle(page)
        yield label
    to(page, "指标台账")
    for way in ("两地对照", "时间线"):
        page.get_by_label(way, exact=True).check()
        yield f"指标台账，{way}"
    to(page, "资料库")
    page.locator("#library-list button").first.click()
    page.wait_for_selector("#library-facts")
    yield "资料库，打开一份"
    page.get_by_role("button", name="返回").locator("visible=true").click()
    page.get_by_role("button", name="上传文件").click()
    page.wait_for_selector("#library-heading")
    yield "资料库，上传"
    to(page, "待办")
    page.locator("#todo-questions label").first.click()
    page.wait_for_selector("#todo-question h3")
    page.get_by_role("button", name="加入同义词", exact=False).first.click()
    yield "待办，选了一个"
    to(page, "评测")
    page.locator("#evaluation details.part > summary").first.wait_for()
    for part in page.locator("#evaluation details.part > summary").all():
        part.click()
    page.locator("#evaluation details.part details > summary").first.click()
    page.locator("#evaluation details.part details[open] details > summary").first.click()
    yield "评测，展开一题"


@pytest.mark.parametrize(
    ("viewport", "scheme"),
    [(PHONE, "light"), (PHONE, "dark"), (DESK, "light"), (DESK, "dark"), (WIDE, "light")],
)
def test_nothing_serious_nothing_sideways_nothing_from_elsewhere(
    visit, page_address, viewport, scheme
) -> None:
    visiting = visit(page_address, viewport=viewport, color_scheme=scheme)
    found, wide = {}, {}
    for state in states(visiting.page):
        settle(visiting.page)
        found[state] = findings(visiting.page)
        wide[state] = width(visiting.page)
    assert {state: lines for state, lines in found.items() if lines} == {}
    assert {state: pixels for state, pixels in wide.items() if pixels > viewport["width"]} == {}
    assert visiting.foreign == []
    assert visiting.complaints == []


def test_what_is_looked_for_would_be_found(chromium) -> None:
    page = chromium.new_page(viewport=PHONE)
    page.set_content(
        "<html lang=zh><title>x</title><main><img src='data:,'>"
        "<p style='color:#bbb;background:#fff;width:500px'>看不清</p></main>"
    )
    assert {line.split()[0] for line in findings(page)} == {"image-alt", "color-contrast"}
    assert width(page) > PHONE["width"]
    page.close()


def test_an_administrator_sees_every_tab(visit, page_address) -> None:
    page = visit(page_address).page
    page.wait_for_selector(".welcome")
    assert set(TABS) == set(page.get_by_role("tab").all_inner_texts())


def test_the_sign_in_page_too(visit, library, listen) -> None:
    with listen(library, is_open=False, with_page=True) as address:
        for viewport in (PHONE, DESK):
            for scheme in ("light", "dark"):
                visiting = visit(address, viewport=viewport, color_scheme=scheme)
                visiting.page.wait_for_selector("form")
                assert findings(visiting.page) == []
                assert width(visiting.page) <= viewport["width"]
                assert visiting.foreign == []


def test_by_keyboard_alone(visit, page_address) -> None:
    page = visit(page_address).page
    page.wait_for_selector(".welcome")
    asked = "() => document.activeElement.matches('#question textarea')"
    for _ in range(40):
        if page.evaluate(asked):
            break
        page.keyboard.press("Tab")
    assert page.evaluate(asked)
    page.keyboard.type(ANSWERED)
    page.keyboard.press("Enter")
    page.wait_for_selector(".turn .answer")
    page.wait_for_function(
        "() => document.querySelector('.turn:last-of-type').contains(document.activeElement)"
    )
    for _ in range(10):
        if page.evaluate("() => document.activeElement.matches('.turn .mark')"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#source mark")
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.matches('.turn .mark')")


def test_what_has_the_focus_is_seen(visit, page_address) -> None:
    page = visit(page_address).page
    page.wait_for_selector(".welcome")
    unseen = []
    for _ in range(15):
        page.keyboard.press("Tab")
        told = page.evaluate(
            """() => {
              const e = document.activeElement, s = getComputedStyle(e);
              const box = e.closest('.wrap, .block, label');
              const around = box ? getComputedStyle(box) : s;
              const drawn = [s, around].some(
                (one) => (one.outlineStyle !== 'none' && parseFloat(one.outlineWidth) > 0)
                  || one.boxShadow !== 'none');
              return e === document.body || drawn ? '' : e.outerHTML.slice(0, 120);
            }"""
        )
        if told:
            unseen.append(told)
    assert unseen == []

"""A trainer makes a quiz and a learner practises, in a real browser; across a restart and a new
index."""

from __future__ import annotations

import pytest
from quiz_library import STREAM

from assistant.indexing import build
from assistant.originals import up_to_date
from assistant.resources import locate
from assistant.store.library import Library

pytestmark = [pytest.mark.proof, pytest.mark.allow_hosts(["127.0.0.1"])]
PHONE = {"width": 360, "height": 480}  # with its keyboard
QUOTE = "新建改建农村公路150公里，建制村客车通达率达到100%。"


def fits(page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def within_reach(page, words: str) -> None:
    """The button is seen wherever the page is scrolled to, and what it hides can be scrolled
    clear of it."""
    button = page.get_by_role("button", name=words, exact=True)
    for place in (0, 60, 120):
        page.evaluate("place => scrollTo(0, place)", place)
        assert button.evaluate("it => it.getBoundingClientRect().bottom <= innerHeight")
    last = page.locator("article.item :is(.answers .choice, form input, form select, .words)").last
    if last.is_visible():
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        below = last.evaluate("it => it.getBoundingClientRect().bottom")
        assert below <= button.evaluate("it => it.getBoundingClientRect().top")


def answer(page) -> None:
    """Answers the item on the page with whatever comes first."""
    page.wait_for_selector("input[name=item]", state="attached")
    fits(page)
    within_reach(page, "答")
    if page.locator("input[name=answer][type=text]").count():
        page.fill("input[name=answer]", "1")
    elif page.locator("input[name=answer]").count():
        page.locator(".answers label").first.click()
    else:
        for chosen in page.locator("select[name^=answer]").all():
            chosen.select_option("A")
    page.get_by_role("button", name="答", exact=True).click()
    page.wait_for_selector(".said")
    fits(page)
    assert page.locator("mark").count()


def cookies(visiting) -> list[dict]:
    """Those of a browser, which knows no ports."""
    return [each for each in visiting.context.cookies() if each["name"] == "youju_practice"]


def test_practice_across_a_restart(county_settings, listen, visit) -> None:
    with listen(county_settings, with_page=True) as address:
        visiting = visit(address, viewport=PHONE)
        page = visiting.open("/practice")
        page.get_by_text("青溪县乡村建设行动方案").click()
        page.get_by_role("button", name="开始").click()
        answer(page)
        page.get_by_role("button", name="下一题").click()
        page.get_by_text("第 2 题，共 10 题").wait_for()
        shown = page.locator(".ask").inner_text()
        kept = cookies(visiting)
        assert not visiting.foreign
        assert not visiting.complaints
    with listen(county_settings, with_page=True) as address:
        visiting = visit(address, viewport=PHONE)
        visiting.context.add_cookies(kept)
        page = visiting.open("/practice/item")
        page.get_by_text("第 2 题，共 10 题").wait_for()
        assert page.locator(".ask").inner_text() == shown
        for number in range(2, 11):
            answer(page)
            page.locator(".acts .accent").click()
            page.get_by_text(f"第 {number + 1} 题" if number < 10 else "这一轮 10 题").wait_for()
        page.goto(f"{address}/practice")
        page.get_by_text("练过 10 题").wait_for()
        fits(page)


def test_practice_through_a_new_index(county_settings, listen, visit) -> None:
    with listen(county_settings, with_page=True) as address:
        page = visit(address, viewport=PHONE).open("/practice")
        page.get_by_text("青溪县乡村建设行动方案").click()
        page.get_by_role("button", name="开始").click()
        page.locator("input[name=item]").wait_for(state="attached")
        with up_to_date(locate(county_settings)) as library:
            assert isinstance(library, Library)
            library.delete("stream", by="test")
        build(county_settings)
        page.wait_for_timeout(2500)
        page.goto(f"{address}/practice/item")
        page.get_by_text("现在没有题可练").wait_for()
        page.get_by_role("link", name="换文件").click()
        assert STREAM[:6] not in page.locator("#main").inner_text()
        page.get_by_role("button", name="开始").click()
        answer(page)


def test_a_quiz_of_a_trainers_own(county_settings, listen, visit) -> None:
    with listen(county_settings, with_page=True) as address:
        visiting = visit(address)
        page = visiting.open("/training")
        page.get_by_role("link", name="出一套题").click()
        page.get_by_text("青溪县乡村建设行动方案").click()
        page.get_by_label("几道题").fill("5")
        page.get_by_role("button", name="出题").last.click()
        page.wait_for_selector("ol.items")
        assert page.locator("li.item").count() == 5
        assert page.locator("li.item mark").count() >= 5
        page.get_by_role("button", name="去掉第 5 题").click()
        page.locator("li.item").nth(4).wait_for(state="detached")
        page.get_by_role("link", name="加一道自己的题").click()
        page.get_by_role("link", name="青溪县").click()
        page.wait_for_selector("#find")
        page.get_by_label("找条款").fill("公路")
        page.get_by_role("button", name="找", exact=True).click()
        page.wait_for_url("**find=*")
        page.get_by_role("link", name="农村公路").click()
        page.wait_for_selector("#clause-text")
        page.locator(".sentence > span", has_text=QUOTE).click(click_count=3)
        page.get_by_role("button", name="作引文").click()
        assert page.get_by_label("引文").input_value() == QUOTE
        question = page.get_by_label("题目")
        assert question.input_value().endswith(QUOTE)
        page.get_by_label("填空").check()
        assert not page.locator("#options").is_visible()
        question.evaluate(
            """field => {
              const at = field.value.indexOf("150");
              field.focus();
              field.setSelectionRange(at, at + 3);
            }"""
        )
        page.get_by_role("button", name="挖空").click()
        assert page.get_by_label("空里应填").input_value() == "150"
        page.get_by_role("button", name="加进这套题").click()
        page.get_by_text("自己写的", exact=True).wait_for()
        assert page.locator("li.item").count() == 5
        assert not visiting.foreign
        assert not visiting.complaints

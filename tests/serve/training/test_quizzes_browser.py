"""A trainer takes words out of a clause, and comes from a new document, in a real browser."""

from __future__ import annotations

import pytest
from quiz_library import PAGES, QUIZZES

pytestmark = [pytest.mark.proof, pytest.mark.allow_hosts(["127.0.0.1"])]
PHONE = {"width": 360, "height": 740}
ROADS = "新建改建农村公路150公里，建制村客车通达率达到100%。"


def to_the_roads(page, address: str) -> None:
    """The form for an item on the clause of the roads."""
    wanted = {"number": 1, "seed": 3, "documents": ["stream"]}
    reply = page.request.post(address + QUIZZES, data=wanted, headers={"Origin": address})
    page.goto(f"{address}{PAGES}/{reply.json()['id']}/add?document=stream&find=公路")
    page.locator("ul.rows a").first.click()
    page.wait_for_selector("#clause-text")


def test_words_of_a_clause_are_taken(county_settings, listen, visit) -> None:
    with listen(county_settings, with_page=True) as address:
        visiting = visit(address, viewport=PHONE, has_touch=True)
        page = visiting.page
        page.goto(f"{address}/training")
        page.get_by_role("link", name="上传文件").tap()
        page.wait_for_selector("#tab-library-button[aria-selected=true]")
        to_the_roads(page, address)
        visiting.complaints.clear()  # what Gradio says as it is left
        assert page.locator("#take").is_hidden()
        sentence = page.locator(".sentence > span", has_text=ROADS)
        sentence.click(click_count=3)  # selects to the beginning of what comes behind
        page.locator("#take").click()
        assert page.input_value("#quote") == ROADS
        page.evaluate("getSelection().selectAllChildren(document.querySelector('main'))")
        page.locator("#take").click()
        whole = page.input_value("#quote")
        assert ROADS in whole
        assert "用整句" not in whole
        use = page.locator(".sentence", has_text=ROADS).get_by_role("button")
        assert use.bounding_box()["height"] >= 44
        use.tap()
        assert page.input_value("#quote") == ROADS
        page.fill("#quote", "")
        use.focus()
        page.keyboard.press("Enter")
        assert page.input_value("#quote") == ROADS
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        page.get_by_role("button", name="加进这套题").click()
        alert = page.wait_for_selector(".alert")
        assert alert.evaluate("it => it === document.activeElement")
        assert alert.evaluate("it => it.getBoundingClientRect().bottom <= innerHeight")
        assert page.input_value("#quote") == ROADS
        assert not [said for said in visiting.complaints if "422" not in said]

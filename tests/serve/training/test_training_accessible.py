"""Every page of training, for every eye and on narrow phones: what axe-core finds, and whether
it fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx
import pytest
from live_room import kept, started, stepped
from seeing import findings, width

pytestmark = [pytest.mark.proof, pytest.mark.allow_hosts(["127.0.0.1"])]
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}


@pytest.fixture
def quiz(library) -> str:
    return kept(library)[0]


@pytest.fixture
def address(quiz, library, listen) -> Iterator[str]:
    with listen(library.model_copy(update={"rate": 6000}), with_page=True) as address:
        yield address


def seen(page, address: str, quiz: str) -> Iterator[str]:
    """The pages in turn, each by what it is."""
    with httpx.Client(base_url=address, headers={"Origin": address}) as client:
        go = lambda path: page.goto(f"{address}{path}")  # noqa: E731
        yield from _of_quizzes(client, go, quiz)
        yield from _of_a_session(client, page, go, quiz)
    yield from _of_practice(page, go)


def _of_quizzes(client: httpx.Client, go: Callable, quiz: str) -> Iterator[str]:
    item = client.get(f"/v1/training/quizzes/{quiz}").json()["items"][0]["id"]
    there = f"/training/quizzes/{quiz}"
    for path in ("/training", "/training/quizzes/new", there, f"{there}/items/{item}"):
        go(path)
        yield path
    for path in (f"{there}/add", f"{there}/delete", "/training/quizzes/unknown"):
        go(path)
        yield path
    client.post(f"{there}/items/{item}/drop")
    go(there)
    yield f"{there}, an item less"
    client.post(f"{there}/undo")


def _of_a_session(client: httpx.Client, page, go: Callable, quiz: str) -> Iterator[str]:
    session = started(client, quiz, seconds=300)
    there, phone = f"/training/sessions/{session['id']}", f"/j/{session['code']}"
    for path in ("/training/sessions", there, f"{there}/screen", "/j", phone):
        go(path)
        yield path
    page.fill("input[name=name]", "王芳")
    page.click("button[type=submit]")
    page.wait_for_selector(".waiting")
    for at in range(6):  # closed, then shown
        stepped(client, session)
        for path in (there, f"{there}/screen", phone):
            go(path)
            yield f"{path} {at}"
    client.post(f"/v1/training/sessions/{session['id']}/close").raise_for_status()
    for path in (f"{there}/results", f"{there}/people", f"{there}/screen", phone):
        go(path)
        yield f"{path}, ended"


def _of_practice(page, go: Callable) -> Iterator[str]:
    go("/practice")
    yield "/practice"
    page.locator("form[action='/practice'] button").click()
    page.wait_for_selector("input[name=item]", state="attached")
    yield "an item"
    page.get_by_role("button", name="不会", exact=True).click()
    page.wait_for_selector(".said")
    yield "an answer"
    page.get_by_role("button", name="结束这一轮").click()
    page.wait_for_url("**/practice/end")
    yield "the end"
    go("/practice/clear")
    yield "/practice/clear"


@pytest.mark.parametrize(
    ("viewport", "scheme"), [(PHONE, "light"), (PHONE, "dark"), (DESK, "light"), (DESK, "dark")]
)
def test_nothing_serious_nothing_sideways(visit, address, quiz, viewport, scheme) -> None:
    visiting = visit(address, viewport=viewport, color_scheme=scheme)
    found, wide = {}, {}
    for what in seen(visiting.page, address, quiz):
        found[what], wide[what] = findings(visiting.page), width(visiting.page)
    assert len(found) > 30  # none was skipped
    assert {what: lines for what, lines in found.items() if lines} == {}
    assert {what: pixels for what, pixels in wide.items() if pixels > viewport["width"]} == {}
    assert visiting.foreign == []

"""The head of a page: where else to go, and how it looks."""

from __future__ import annotations

import pytest
from lxml import html
from markupsafe import Markup

from assistant.serve.page import frame
from assistant.serve.page.frame import framed, header

PLACES = (("练一练", "/practice", "reader"), ("培训", "/training", "editor"))


def links(role, here: str = "/") -> list[tuple[str, str | None]]:
    head = html.fragment_fromstring(str(header(role, signed_in=False, here=here)))
    return [(a.text, a.get("aria-current")) for a in head.xpath(".//nav/a")]


def test_nothing_is_shown_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "NAV", ())
    assert "<nav" not in header("admin", signed_in=True)


def test_each_role_is_led_where_it_may_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "NAV", PLACES)
    assert links("reader") == [("练一练", None)]
    assert links("editor", "/training") == [("练一练", None), ("培训", "page")]


def test_a_page_knows_day_and_night_before_it_is_drawn() -> None:
    page = framed(Markup(""), header("reader", signed_in=True, main="main"))
    assert page.index("style.css") < page.index("dark.css") < page.index("looks.js")
    tree = html.document_fromstring(page)
    (script,) = tree.xpath("//head/script")
    assert script.get("defer") is None
    assert [option.text for option in tree.xpath("//select/option")] == ["跟随系统", "浅色", "深色"]
    assert tree.xpath("//a[@class='skip']")[0].get("href") == "#main"

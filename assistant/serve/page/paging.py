"""From one page of a list to another."""

from __future__ import annotations

from assistant.serve.page.acts import act
from assistant.serve.page.html import Part, element


def pages_of(total: int, each: int) -> int:
    """How many pages there are; one where there is nothing."""
    return max(-(-total // each), 1)


def pager(name: str, at: int, pages: int, each: str) -> Part:
    """Buttons of ``acts(name)`` to the pages before and after, whose deed is “page”; nothing
    where there is one page. Pages count from 0, ``each`` says what one holds."""
    if pages == 1:
        return ""
    return element(
        "nav",
        act(name, "page", str(at - 1), "上一页", disabled=at == 0),
        element("span", f"第 {at + 1} / {pages} 页，每页 {each}"),
        act(name, "page", str(at + 1), "下一页", disabled=at + 1 == pages),
        class_="pager",
        aria_label="翻页",
    )

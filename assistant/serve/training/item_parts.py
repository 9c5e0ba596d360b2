"""The parts of an item as whoever knows its key sees them."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from assistant.serve.page.html import Part, element
from assistant.training.items import LETTERS, Item
from assistant.training.sheet import right


def item_question(item: Item) -> Iterator[Part]:
    """The words that ask, then those that are asked about."""
    told, _, passage = item.question.partition("\n")
    yield element("p", told, class_="ask")
    if passage:
        yield element("p", passage, class_="passage")


def item_left(item: Item) -> Part:
    """What is to be matched."""
    if not item.left:
        return ""
    rows = (element("li", words) for words in item.left)
    return element("ol", *rows, class_="left")


def item_options(item: Item, *, with_key: bool) -> Part:
    """What may be chosen, by letters; with the right ones marked."""
    if not item.options:
        return ""
    keys = item.keys if with_key and item.kind != "match" else ()
    rows = (
        element(
            "li",
            element("b", letter),
            element("span", words),
            element("span", "✓ 正确", class_="tick") if letter in keys else "",
            class_="right" if letter in keys else None,
        )
        for letter, words in zip(LETTERS, item.options, strict=False)
    )
    return element("ul", *rows, class_="options")


def item_key(item: Item) -> Markup:
    """The key, and what a false statement changed."""
    return element(
        "p",
        element("span", "答案 ", class_="soft"),
        element("b", right(item)),
        element("span", f"　{item.remark}", class_="remark") if item.remark else "",
        class_="key",
    )

"""The pairs of a matching item, as a phone shows them once the key is out."""

from __future__ import annotations

from markupsafe import Markup

from assistant.serve.page.html import Part, element
from assistant.training.items import LETTERS, Item
from assistant.training.pairs import GAP, Pair, missed, pairs_of


def pairs(item: Item, given: str) -> Markup:
    """The pairs of an item, and which of them an answer missed; without an answer they stand
    there as they are, neither right nor wrong."""
    wrong = set(missed(item, given))
    rows = (
        _judged(item, pair, given[at : at + 1], is_wrong=pair in wrong) if given else _plain(pair)
        for at, pair in enumerate(pairs_of(item))
    )
    return element("ul", *rows, class_="paired")


def _plain(pair: Pair) -> Markup:
    return element("li", _words(pair), class_="plain")


def _judged(item: Item, pair: Pair, letter: str, *, is_wrong: bool) -> Markup:
    told: Part = ""
    if is_wrong:
        told = element("span", _chosen(item, letter), class_="soft chosen")
    mark = element("b", "错" if is_wrong else "对", class_="mark")
    return element("li", mark, _words(pair), told, class_="bad" if is_wrong else "good")


def _chosen(item: Item, letter: str) -> str:
    if letter in ("", GAP):
        return "您没有连"
    return f"您连的是：{item.options[LETTERS.index(letter)]}"


def _words(pair: Pair) -> Markup:
    return element("span", f"{pair.left} — {pair.right}")

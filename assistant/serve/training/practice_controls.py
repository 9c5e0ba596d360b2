"""What an item is answered with on a page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from markupsafe import Markup

from assistant.serve.page.html import Part, element, joined
from assistant.serve.training.fields import Typed, choice, line, select
from assistant.training.items import FALSE, LETTERS, TRUE, Item


def controls(item: Item, given: Typed) -> Iterator[Markup]:
    """What an answer is given with; what was ``given`` of it stands there again."""
    chosen = given.all("answer")
    if item.kind == "fill":
        yield element("label", "答案", for_="answer")
        yield line("answer", given.one("answer"), autofocus="")
    elif item.kind == "judge":
        yield _choices({TRUE: "对", FALSE: "错"}, chosen, one=True)
    elif item.kind == "match":
        letters = {"": "选", **{letter: letter for letter in LETTERS[: len(item.options)]}}
        rows = (
            element(
                "li",
                element("span", words),
                select(f"answer-{n}", letters, given.one(f"answer-{n}"), aria_label=words),
            )
            for n, words in enumerate(item.left, start=1)
        )
        yield element("ol", *rows, class_="left")
    else:
        options = {
            letter: joined((element("b", letter), " ", words))
            for letter, words in zip(LETTERS, item.options, strict=False)
        }
        yield _choices(options, chosen, one=item.kind != "multiple")


def _choices(options: Mapping[str, Part], chosen: Collection[str], *, one: bool) -> Markup:
    shown = (
        choice("answer", value, words, is_chosen=value in chosen, one=one)
        for value, words in options.items()
    )
    return element("fieldset", element("legend", "答案", class_="hidden"), *shown, class_="answers")

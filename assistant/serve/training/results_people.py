"""The results of a session by person: each unfolds to the items that went wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from markupsafe import Markup

from assistant.serve.page.html import Part, element
from assistant.serve.training import live_parts as parts
from assistant.training.items import KINDS
from assistant.training.live.answering import Answer
from assistant.training.live.results import Results, Score
from assistant.training.live.tallies import Tally

_SHOWN = 60  # characters of a question, by which it is known again


def people(found: Results) -> Markup:
    """Everyone who joined, the best first."""
    if not found.scores:
        return element("p", "还没有人加入。", class_="soft")
    own: dict[int, dict[int, Answer]] = defaultdict(dict)
    for answer in found.answers:
        own[answer.player][answer.item] = answer
    rows = (_person(score, found.tallies, own[score.player.id]) for score in found.scores)
    told = element("p", "点开名字，看没有答对的题。", class_="soft small")
    return told + element("ol", *rows, class_="items by-person")


def _person(score: Score, tallies: tuple[Tally, ...], own: dict[int, Answer]) -> Markup:
    missed = list(_missed(tallies, own))
    share = f"（{score.share:.0%}）" if score.asked else ""
    nothing = "没有答错的题。" if score.asked else "还没有出题。"
    return element(
        "li",
        element(
            "details",
            element(
                "summary",
                element("span", str(score.rank), class_="number"),
                element("span", score.player.name, class_="words"),
                element("span", f"答对 {score.right} / {score.asked}{share}", class_="right-ones"),
                element("span", f"交了 {score.answered} 题", class_="soft"),
            ),
            element("ul", *missed, class_="missed")
            if missed
            else element("p", nothing, class_="soft"),
        ),
    )


def _missed(tallies: tuple[Tally, ...], own: dict[int, Answer]) -> Iterator[Markup]:
    for tally in tallies:
        answer, item = own.get(tally.position), tally.question.item
        if answer is not None and answer.is_right:
            continue
        told = parts.short(item)
        given: Part = "没有交" if answer is None else f"答的是：{parts.worded(item, answer.given)}"
        yield element(
            "li",
            element(
                "p",
                element("b", f"第 {tally.position + 1} 题　{KINDS[item.kind]}"),
                element("span", told[:_SHOWN] + ("……" if len(told) > _SHOWN else "")),
            ),
            element("p", given, class_="soft"),
            element("p", f"正确答案：{parts.worded(item, ''.join(item.keys))}"),
        )

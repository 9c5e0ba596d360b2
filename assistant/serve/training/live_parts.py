"""Pieces that the phone, the screen and the trainer's page are put together from."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from assistant.serve.page.html import element, joined
from assistant.training.items import KINDS, LETTERS, Item
from assistant.training.live.results import Choice, Reread, Tally
from assistant.training.live.session import Session
from assistant.training.live.snapshot import Passage, Question
from assistant.wording import STATUS

_LONG = 400  # characters of a clause that is set smaller on the screen
PHASES = {
    "lobby": "等人加入",
    "open": "正在答题",
    "counted": "时间到",
    "shown": "讲解",
    "closed": "已结束",
}


def stem(item: Item, number: int, count: int) -> Markup:
    """The question with its number: what is asked, then the words of the document."""
    told, _, passage = item.question.partition("\n")
    return element(
        "header",
        element(
            "p",
            element("span", f"第 {number} 题", class_="number"),
            element("span", f"共 {count} 题", class_="soft"),
            element("span", KINDS[item.kind], class_="tag"),
            class_="where",
        ),
        element("h1", told, class_="told" if passage else "told alone"),
        element("p", passage, class_="passage") if passage else "",
        class_="stem",
    )


def short(item: Item) -> str:
    """What tells an item from others in a list: the words of the document, where it has some."""
    told, _, passage = item.question.partition("\n")
    return passage or told


def heading(item: Item, number: int, share: Markup) -> Markup:
    """What stands for an item in a list that unfolds, with the share who got it right."""
    return element(
        "summary",
        element("span", str(number), class_="number"),
        element("span", short(item), class_="words"),
        element("span", KINDS[item.kind], class_="tag"),
        share,
    )


def share(tally: Tally) -> Markup:
    """How many got an item right."""
    if not tally.answered:
        return element("span", "没人答", class_="share soft")
    return element("span", f"答对 {tally.share:.0%}", class_="share")


def options(item: Item) -> Markup:
    """The options to be read, not to be chosen."""
    left = element("ol", *(element("li", words) for words in item.left), class_="left")
    rows = (
        element("li", element("b", letter), element("span", words))
        for letter, words in zip(LETTERS, item.options, strict=False)
    )
    return (left if item.left else Markup("")) + (
        element("ul", *rows, class_="options") if item.options else Markup("")
    )


def clause(passage: Passage) -> Markup:
    """A whole clause with the quote marked, and where it stands."""
    text = passage.text
    status = STATUS.get(passage.status)
    facts = (passage.number, passage.issuer, passage.issued)
    return element(
        "figure",
        element(
            "figcaption",
            element("strong", f"《{passage.title}》"),
            *(element("span", fact) for fact in facts if fact),
            element("span", status, class_=f"status {passage.status}") if status else "",
            element("span", " › ".join(passage.path) or passage.label, class_="path"),
        ),
        element(
            "blockquote",
            text[: passage.start],
            element("mark", text[passage.start : passage.end]),
            text[passage.end :],
        ),
        class_="clause long" if len(text) > _LONG else "clause",
    )


def clauses(question: Question) -> Markup:
    """The item's own clause, then others that say the same."""
    first, *others = question.passages
    if not others:
        return clause(first)
    more = element(
        "details",
        element("summary", f"还有 {len(others)} 处依据"),
        *map(clause, others),
    )
    return clause(first) + more


def key(item: Item) -> Markup:
    """The right answer in words, and what a false statement changed."""
    if item.kind == "match":
        pairs = zip(item.left, item.right, strict=True)
        told: Markup = element("ul", *(element("li", f"{a} — {b}") for a, b in pairs))
    elif item.kind in ("fill", "judge"):
        told = element("b", item.keys[0])
    else:
        told = element("b", joined(item.keys, "、")) + element("span", joined(item.right, "；"))
    return element(
        "div",
        element("span", "正确答案", class_="label"),
        told,
        element("p", item.remark) if item.remark else "",
        class_="key",
    )


def worded(item: Item, given: str) -> str:
    """An answer with the words that its letters stand for."""
    if item.kind in ("fill", "judge"):
        return given
    words = [item.options[LETTERS.index(letter)] for letter in given]
    if item.kind == "match":
        return "；".join(f"{a} — {b}" for a, b in zip(item.left, words, strict=False))
    return f"{'、'.join(given)}　{'；'.join(words)}"


def bars(choices: Iterable[Choice], answered: int, *, with_key: bool) -> Markup:
    """How answers are spread; the right ones are marked ``with_key`` only."""
    rows = []
    for choice in choices:
        share = choice.count / answered if answered else 0.0
        right = with_key and choice.key
        rows.append(
            element(
                "li",
                element("b", choice.label),
                element("span", choice.words, class_="words") if choice.words else "",
                element("span", class_="bar", style=f"--share: {share:.1%}"),
                element("span", f"{choice.count} 人", class_="count"),
                element("span", "正确", class_="right") if right else "",
                class_=("key " if right else "") + ("" if choice.words else "bare") or None,
            )
        )
    return element("ul", *rows, class_="bars") if rows else element("p", "没有人作答。")


def clock(session: Session) -> Markup:
    """Where the time that is left is shown; a script counts."""
    paused = element("span", "已暂停", class_="paused") if session.is_paused else ""
    return element(
        "p",
        element("span", class_="time", data_clock=""),
        paused,
        element("span", element("i", data_bar=""), class_="left-bar", aria_hidden="true"),
        class_="clock",
        data_seconds=str(session.seconds),
    )


def reread(found: Iterable[Reread], *, counts: bool, open_first: bool = False) -> Markup:
    """The clauses to read again, each to be opened."""
    rows = []
    for number, one in enumerate(found):
        named = "、".join(str(at + 1) for at in one.positions)
        share = f"，答对 {one.right / one.answered:.0%}" if counts and one.answered else ""
        summary = element(
            "summary",
            element("strong", f"《{one.passage.title}》{one.passage.label}"),
            element("span", f"第 {named} 题{share}", class_="soft"),
        )
        is_open = "" if open_first and not number else None
        rows.append(element("li", element("details", summary, clause(one.passage), open=is_open)))
    return element("ol", *rows, class_="reread")

"""Pieces that the phone, the screen and the trainer's page are put together from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from assistant.serve.page.html import element, joined
from assistant.training.items import KINDS, LETTERS, Item
from assistant.training.live.results import Reread
from assistant.training.live.room import Room
from assistant.training.live.session import Session
from assistant.training.live.snapshot import Passage, Question
from assistant.training.live.tallies import Choice, Tally
from assistant.training.pairs import GAP
from assistant.wording import STATUS

_LONG = 400  # characters of a clause that is set smaller on the screen
UNSENT = "（没交的算没答对）"
CALLING = "正在收题，手机上选好的会自动交"
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
    """How many got an item right, of all."""
    if not tally.answered:
        return element("span", f"{tally.asked} 人都没有答", class_="share soft")
    return element(
        "span",
        element("b", f"{tally.share:.0%}"),
        element("span", f"　{in_words(tally)}", class_="soft"),
        class_="share",
    )


def in_words(tally: Tally) -> str:
    """Of how many how many answered, and how many rightly."""
    return f"{tally.asked} 人中 {tally.answered} 人答了，答对 {tally.right} 人"


def of_all(share: float) -> Markup:
    """The share of a whole session, and what it is of."""
    return element("span", f"全班答对：{share:.0%}", element("span", UNSENT, class_="soft small"))


def extent(session: Session) -> str:
    """How many items a session has, and, once it is over, how many of them were asked."""
    return of_items(session.asked if session.phase == "closed" else session.items, session.items)


def of_items(asked: int, items: int) -> str:
    """How many items there are, and how many of them were asked, where that was not all."""
    return f"{items} 题" if asked == items else f"问了 {asked} 题，共 {items} 题"


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


def clauses(question: Question, grounds: Sequence[int] = ()) -> Markup:
    """The clauses of these grounds, or the item's own one; then, folded, the others."""
    first = tuple(dict.fromkeys(grounds)) or (0,)
    rest = [one for at, one in enumerate(question.passages) if at not in first]
    told = joined(clause(question.passages[at]) for at in first)
    if not rest:
        return told
    return told + element(
        "details", element("summary", f"还有 {len(rest)} 处依据"), *map(clause, rest)
    )


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
    words = ["没有连" if at == GAP else item.options[LETTERS.index(at)] for at in given]
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
                element("span", choice.instead, class_="instead soft")
                if with_key and choice.instead
                else "",
                element("span", class_="bar", style=f"--share: {share:.1%}"),
                element("span", f"{choice.count} 人", class_="count"),
                element("span", "正确" if right else "", class_="right"),
                class_=("key " if right else "") + ("" if choice.words else "bare") or None,
            )
        )
    return element("ul", *rows, class_="bars") if rows else element("p", "没有人作答。")


def all_in(room: Room) -> str:
    """The class of a page where everyone who joined has answered what is open."""
    is_open = room.session.phase == "open"
    return " all-in" if is_open and room.players and room.is_complete else ""


def clock(session: Session, *, tells_calling: bool = True) -> Markup:
    """Where the time that is left is shown; a script counts. A phone tells by itself that the
    answers are called in, so that its form stays as it is."""
    paused = element("span", "已暂停", class_="paused") if session.is_paused else ""
    if session.called is not None and tells_calling:
        paused = element("span", CALLING, class_="paused")
    return element(
        "p",
        element("span", class_="time", data_clock=""),
        paused,
        element("span", element("i", data_bar=""), class_="left-bar", aria_hidden="true"),
        class_="clock",
        data_seconds=f"{session.time_of(session.position):g}",
    )


def reread(found: Iterable[Reread], *, counts: bool, open_first: bool = False) -> Markup:
    """The clauses to read again, each to be opened."""
    rows = []
    for number, one in enumerate(found):
        named = "、".join(str(at + 1) for at in one.positions)
        share = f"，答对 {one.share:.0%}" if counts else ""
        summary = element(
            "summary",
            element("strong", f"《{one.passage.title}》{one.passage.label}"),
            element("span", f"第 {named} 题{share}", class_="soft"),
        )
        is_open = "" if open_first and not number else None
        rows.append(element("li", element("details", summary, clause(one.passage), open=is_open)))
    return element("ol", *rows, class_="reread")

"""The pages of practice: choose documents, one item, what was right, the end of a round."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from markupsafe import Markup

from assistant.serve.page.html import Part, element, joined
from assistant.serve.training.clauses import clause_view
from assistant.serve.training.fields import Typed, act
from assistant.serve.training.item_parts import (
    item_key,
    item_left,
    item_options,
    item_question,
)
from assistant.serve.training.practice_controls import controls
from assistant.serve.training.practice_device import PATH
from assistant.serve.training.quizzes_choice import documents_field
from assistant.training.grading import is_right
from assistant.training.items import KINDS, Item
from assistant.training.material import Material
from assistant.training.practice.cards import Card, Progress
from assistant.training.practice.devices import ROUND, Device

_HINTS = {
    "multiple": "可以选几个",
    "match": "给每一项选一个字母",
    "fill": "填数字就行，如 5 或 5万",
}


def start_view(
    material: Material,
    chosen: Sequence[str],
    progress: Sequence[Progress],
    device: Device | None,
    fault: str = "",
) -> Markup:
    """Where one begins, or goes on with the round that was left: how far it went, and the
    documents to practise."""
    left = device if device and device.item else None
    due = sum(each.due for each in progress)
    told = f"今天有 {due} 道题该再看一遍，先做这些，再出新题。" if due else _INTRODUCTION
    form = element(
        "form",
        element("p", fault, class_="alert", role="alert") if fault else "",
        element("div", documents_field(Typed({"document": chosen}), material), class_="paper"),
        element(
            "p",
            element(
                "button",
                f"开始新的一轮：{ROUND} 道题" if left else f"开始：{ROUND} 道题",
                type="submit",
                class_="wide" if left else "accent wide",
            ),
            class_="acts",
        ),
        method="post",
        action=PATH,
        data_once="",
    )
    return joined(
        (
            element("h1", "练一练"),
            element("p", told, class_="soft"),
            _going_on(left) if left else "",
            form,
            _progress(progress, material),
            _OUT,
        )
    )


_INTRODUCTION = (
    "从文件里出题，一次一道，答完就看原文。答错的过些时候再问，不用登记姓名，只记在这台设备上。"
)


_OUT = element("p", element("a", "返回问答", href="/"), class_="out")


def _going_on(device: Device) -> Markup:
    """The way back into a round."""
    number = device.asked + (device.asked < ROUND)
    words = "看这一轮的结果" if device.is_done else f"接着练：第 {number} 题，共 {ROUND} 题"
    return element("div", act(f"{PATH}/next", words, class_="accent wide"), class_="acts going-on")


def _leaving() -> Markup:
    """The ways out of a round."""
    return element("div", act(f"{PATH}/end", "结束这一轮", class_="quiet"), _OUT, class_="leaving")


def item_view(card: Card, device: Device, fault: str, given: Typed) -> Markup:
    """An item to be answered; of what was ``given`` last, ``fault`` says what is wrong."""
    item = card.item
    again = element("span", "再看一遍", class_="chip warm") if card.memory else ""
    hint = _HINTS.get(item.kind)
    form = element(
        "form",
        element("input", attributes={"type": "hidden", "name": "item", "value": card.name}),
        *controls(item, given),
        element(
            "div",
            element("p", fault, class_="alert", role="alert") if fault else "",
            element("button", "答", type="submit", class_="accent"),
            element("button", "不会", type="submit", attributes={"name": "pass", "value": "1"}),
            class_="acts",
        ),
        method="post",
        action=f"{PATH}/answer",
        data_once="",
    )
    asked = element(
        "article",
        _head(device, item, again),
        *item_question(item),
        item_options(item, with_key=False) if item.kind == "match" else "",
        element("p", hint, class_="hint") if hint else "",
        form,
        class_="paper item",
    )
    return joined((asked, _leaving()))


def answered_view(card: Card, device: Device, material: Material) -> Markup:
    """Whether an answer was right, and where it stands."""
    item, given = card.item, device.given or ""
    right = is_right(item, given)
    said = "答对了" if right else "答错了" if given else "没有答"
    last = device.is_done
    answered: Part = ""
    if given and not right:
        answered = element("p", element("span", "您答的 ", class_="soft"), given)
    back = "" if right else element("p", "这道题过一会儿会再问。", class_="soft small")
    shown = element(
        "article",
        _head(device, item),
        *item_question(item),
        element("p", said, class_="said right" if right else "said wrong", role="status"),
        item_left(item),
        item_options(item, with_key=True),
        answered,
        item_key(item),
        *(clause_view(each, material) for each in item.grounds),
        back,
        element(
            "div",
            act(f"{PATH}/next", "看这一轮的结果" if last else "下一题", class_="accent wide"),
            class_="acts",
        ),
        class_="paper item",
    )
    return joined((shown, _OUT if last else _leaving()))


def end_view(
    device: Device,
    wrong: Sequence[Item],
    material: Material,
    soonest: timedelta | None,
    progress: Sequence[Progress],
    *,
    left: bool = False,
) -> Markup:
    """The end of a round, which may have been ``left`` before, or of all there is."""
    nothing = "这一轮没有答题" if left else "现在没有题可练"
    head = f"这一轮 {device.asked} 题，答对 {device.correct} 题" if device.asked else nothing
    when = f"最早的一道{_in_words(soonest)}再来。" if soonest is not None else ""
    out = "所选的文件，题都练过了。" if not device.is_done and not left else ""
    read = [
        element("li", *(clause_view(each, material) for each in item.grounds[:1])) for item in wrong
    ]
    again: Part = ""
    if read:
        again = element(
            "section", element("h2", "再读一读"), element("ul", *read, class_="reading")
        )
    return joined(
        (
            element("section", element("h1", head), element("p", f"{out}{when}"), class_="end"),
            element(
                "div",
                act(f"{PATH}/again", "再来一轮", class_="accent"),
                element("a", "换文件", href=PATH, class_="button"),
                class_="acts",
            ),
            again,
            _progress(progress, material),
            _OUT,
        )
    )


def asking_to_clear() -> Markup:
    """Whether all shall be forgotten."""
    return element(
        "div",
        element("h1", "清空我的练习？"),
        element("p", "这台设备上练过哪些题、哪些要再看，都会忘掉，不能恢复。"),
        element(
            "div",
            act(f"{PATH}/clear", "清空", class_="danger"),
            element("a", "不清空", href=PATH, class_="button"),
            class_="acts",
        ),
        class_="paper",
    )


def _progress(progress: Sequence[Progress], material: Material) -> Part:
    if not progress:
        return ""
    rows = (
        element(
            "li",
            element("strong", material.title(each.document)),
            element("progress", max=str(each.seen), value=str(each.right), aria_label="答对的"),
            element("span", _told(each), class_="soft"),
        )
        for each in progress
    )
    return element(
        "section",
        element("h2", "练到哪里了"),
        element("ul", *rows, class_="progress"),
        element("p", element("a", "清空我的练习", href=f"{PATH}/clear"), class_="small"),
    )


def _told(each: Progress) -> str:
    due = f" · {each.due} 题该再看" if each.due else ""
    return f"练过 {each.seen} 题 · 上次答对 {each.right} 题{due}"


def _head(device: Device, item: Item, *more: Part) -> Markup:
    number = device.asked + (device.given is None)
    return element(
        "div",
        element("span", f"第 {number} 题，共 {ROUND} 题", class_="count"),
        element("span", KINDS[item.kind], class_="chip"),
        *more,
        element("progress", max=str(ROUND), value=str(device.asked), aria_label="这一轮"),
        class_="head",
    )


def _in_words(left: timedelta) -> str:
    minutes = int(left.total_seconds() // 60) + 1
    if minutes <= 1:
        return "马上"
    if minutes < 60:
        return f"过 {minutes} 分钟"
    if minutes < 24 * 60:
        return f"过 {minutes // 60} 小时"
    return f"过 {minutes // (24 * 60)} 天"

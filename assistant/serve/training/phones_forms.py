"""What is filled in on a phone: the code, the name, an answer."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from assistant.serve.page.html import element
from assistant.serve.training import live_parts as parts
from assistant.training.items import FALSE, TRUE, Item
from assistant.training.live.answering import LONGEST_ANSWER
from assistant.training.live.arranging import options_for
from assistant.training.live.joining import LONGEST_NAME, Player
from assistant.training.live.room import Room


def asking(room: Room, player: Player, position: int, number: int, fault: str) -> Markup:
    """The form of an item; ``number`` is its own in the order of the phone."""
    session = room.session
    item = room.questions[position].item
    paused = element("p", "已经暂停，等老师继续。", class_="note") if session.is_paused else ""
    return parts.clock(session, tells_calling=False) + element(
        "form",
        parts.stem(item, number, session.items),
        element(
            "fieldset",
            element("legend", "作答", class_="hidden"),
            _fields(room, player, position),
            element("p", fault, class_="fault", role="alert") if fault else "",
            element("button", "交", type="submit", class_="accent wide"),
            disabled="" if session.is_paused else None,
        ),
        Markup('<input type="hidden" name="item" value="{}">').format(position),
        paused,
        element(
            "p",
            "交了不能改",
            element("span", _at_the_bell(item), class_="scripted"),
            "。",
            class_="soft small",
        ),
        method="post",
        action=f"/j/{session.code}/answer",
        class_="asking",
        novalidate="",
        data_answer="",
    )


def _at_the_bell(item: Item) -> str:
    told = "；时间到时，选好的自动交上"
    return f"{told}，没有选的算错" if item.kind == "match" else told


def _fields(room: Room, player: Player, position: int) -> Markup:
    question = room.questions[position]
    item = question.item
    if item.kind == "fill":
        return Markup(
            '<label for="blank">填在括号里的</label><input id="blank" name="answer" required'
            ' autocomplete="off" enterkeyhint="send" maxlength="{}">'
        ).format(LONGEST_ANSWER)
    if item.kind == "judge":
        return element(
            "div", *(_choice("radio", word, word, "") for word in (TRUE, FALSE)), class_="judge"
        )
    options = options_for(room.session, player.id, position, question)
    if item.kind == "match":
        return element("div", *(_pair(left, options) for left in item.left), class_="pairs")
    kind = "checkbox" if item.kind == "multiple" else "radio"
    own_letters = room.session.order == "each"
    rows = (
        _choice(kind, letter, words, "·" if own_letters else letter) for letter, words in options
    )
    hint = element("p", "可以选几个", class_="soft small") if kind == "checkbox" else ""
    return element("div", hint, *rows, class_="choices")


def _choice(kind: str, value: str, words: str, letter: str) -> Markup:
    required = Markup(" required") if kind == "radio" else ""
    return Markup(
        '<label class="choice"><input type="{}" name="answer" value="{}"{}>{}'
        "<span>{}</span></label>"
    ).format(kind, value, required, element("b", letter) if letter else "", words)


def _pair(left: str, options: Sequence[tuple[str, str]]) -> Markup:
    offered = [element("option", words, value=letter) for letter, words in options]
    chosen = element(
        "select",
        element("option", "请选", value=""),
        *offered,
        required="",
        attributes={"name": "answer"},
    )
    return element(
        "label",
        element("span", left),
        chosen,
        class_="pair",
    )


def code_form(fault: str = "") -> Markup:
    """Where the code is typed."""
    field = Markup('name="code" inputmode="numeric" autocomplete="off" maxlength="12" class="code"')
    labels = ("加入答题", "号码", "看大屏幕上的六位数字", "下一步")
    return _form("/j", labels, field, fault)


def name_form(room: Room, fault: str = "", typed: str = "") -> Markup:
    """Where the name is typed."""
    field = Markup('name="name" autocomplete="name" maxlength="{}" value="{}"')
    labels = (room.session.title, "您的名字", "只有培训老师看得到", "加入")
    return _form(f"/j/{room.session.code}", labels, field.format(LONGEST_NAME, typed), fault)


def _form(action: str, labels: tuple[str, str, str, str], field: Markup, fault: str) -> Markup:
    title, label, hint, button = labels
    told = element("p", fault, id="fault", class_="fault", role="alert") if fault else ""
    described = "fault hint" if fault else "hint"
    return Markup(
        '<main id="live" class="live phone joining"><img src="/page/icon.svg" alt="" width="48"'
        ' height="48"><h1>{}</h1><form method="post" action="{}" novalidate>'
        '<label for="typed">{}</label>'
        '<input id="typed" required autofocus aria-describedby="{}" {}>'
        '<p id="hint" class="soft small">{}</p>{}'
        '<button class="accent wide" type="submit">{}</button></form></main>'
    ).format(title, action, label, described, field, hint, told, button)

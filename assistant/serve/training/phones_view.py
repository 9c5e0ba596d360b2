"""What a phone shows: the question, then whether it was right, at the end the result."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from assistant.serve.page.html import Part, element
from assistant.serve.training import live_parts as parts
from assistant.serve.training.live_frame import View
from assistant.serve.training.live_pairs import pairs
from assistant.serve.training.phones_forms import asking
from assistant.training.live.answering import Answer
from assistant.training.live.arranging import items_for
from assistant.training.live.joining import Player
from assistant.training.live.results import wrong_of
from assistant.training.live.room import Room
from assistant.training.pairs import missed

_NO_SCRIPT = Markup('<noscript><p class="soft"><a href="">看看现在到了哪一步</a></p></noscript>')


def view(room: Room, player: Player, now: float, number: int | None) -> View:
    """The phone of a player at the moment. ``number`` is which item of its own order it looks
    at, from 1, where phones set the pace."""
    session = room.session
    html, said = _kept(room, player, number)
    return View(
        html=html,
        left=session.left(now),
        paused=session.is_paused,
        said=said,
        version=session.version,
        notice=session.notice(now),
    )


def drawn(room: Room, player: Player, number: int | None, fault: str = "") -> tuple[Markup, str]:
    """What the phone shows, and what is read out."""
    content, said, item = _content(room, player, number, fault)
    main = element(
        "main",
        content,
        id="live",
        class_=f"live phone {room.session.phase}",
        data_item=item,
        data_view="phone",
    )
    return main, said


def _kept(room: Room, player: Player, number: int | None) -> tuple[str, str]:
    """The same; many phones show the same, which is drawn once."""
    session = room.session
    if session.pace == "phone" or session.phase == "closed":
        html, said = drawn(room, player, number)
        return str(html), said
    own = room.answers.get(player.id, {}).get(session.position)
    name = "phone", None if own is None else own.given
    if name not in room.made:
        html, said = drawn(room, player, number)
        room.made[name] = str(html), said
    return room.made[name]


def _content(
    room: Room, player: Player, number: int | None, fault: str
) -> tuple[Markup, str, str | None]:
    if room.session.phase == "lobby":
        return _waiting("已加入", "请等老师开始。手机不用一直亮着。"), "已加入，请等老师开始", None
    if room.session.phase == "closed":
        return _result(room, player), "这一场已经结束", None
    if room.session.pace == "phone":
        return _own_pace(room, player, number, fault)
    return _in_step(room, player, fault)


def _in_step(room: Room, player: Player, fault: str) -> tuple[Markup, str, str | None]:
    session = room.session
    answer = room.answers.get(player.id, {}).get(session.position)
    named = f"第 {session.position + 1} 题"
    if session.phase == "open":
        if answer is None:
            content = asking(room, player, session.position, session.position + 1, fault)
            return content, f"{named}，限时 {session.seconds} 秒", str(session.position)
        return _handed_in(room, answer), "已交", None
    if session.phase == "counted":
        told = f"您交的是：{_given(room, answer)}" if answer else _none(room, "这一题您没有交。")
        return _waiting("时间到", told, "请看大屏幕。"), "时间到", None
    return _explained(room, answer), f"{named}的答案", None


def _none(room: Room, told: str) -> Markup:
    """That nothing was handed in; a phone whose answer did not get through says so itself."""
    return element("em", told, data_none=str(room.session.position))


def _given(room: Room, answer: Answer) -> str:
    item = room.questions[answer.item].item
    if room.session.order == "each":  # whose letters are shown to nobody
        return parts.worded(item, answer.given).partition("　")[2] or answer.given
    return parts.worded(item, answer.given)


def _waiting(head: str, *told: Part) -> Markup:
    return element(
        "section",
        element("h1", head),
        *(element("p", line, class_="soft") for line in told),
        _NO_SCRIPT,
        class_="waiting",
    )


def _handed_in(room: Room, answer: Answer) -> Markup:
    return parts.clock(room.session, tells_calling=False) + _waiting(
        "已交", f"您交的是：{_given(room, answer)}", "交了就不能改。等大家答完。"
    )


def _explained(room: Room, answer: Answer | None) -> Markup:
    question = room.questions[room.session.position]
    item, given = question.item, answer.given if answer else ""
    grounds = [pair.ground for pair in missed(item, given)]
    return element(
        "section",
        _verdict(room, answer),
        parts.stem(item, room.session.position + 1, room.session.items),
        pairs(item, given) if item.kind == "match" else parts.key(item),
        parts.clauses(question, grounds),
        _NO_SCRIPT,
        class_="explained",
    )


def _verdict(room: Room, answer: Answer | None) -> Markup:
    if answer is None:
        return element("p", _none(room, "没有作答"), class_="verdict none")
    if room.questions[answer.item].item.kind == "match":
        word = "全部连对了" if answer.is_right else "没有全部连对"
        return element("p", word, class_="verdict " + ("good" if answer.is_right else "bad"))
    word, kind = ("答对了", "good") if answer.is_right else ("答错了", "bad")
    return element(
        "p", word, element("span", f"您交的是：{_given(room, answer)}"), class_=f"verdict {kind}"
    )


def _own_pace(
    room: Room, player: Player, number: int | None, fault: str
) -> tuple[Markup, str, str | None]:
    session, own = room.session, room.answers.get(player.id, {})
    order = items_for(session, player.id)
    open_ones = [n for n, at in enumerate(order, start=1) if at not in own]
    steps = _steps(order, own, number)
    if number is None and not open_ones:
        told = _waiting("全部交了", f"{session.items} 题都已交，等时间到或老师结束。")
        return parts.clock(session, tells_calling=False) + told + steps, "全部交了", None
    shown = number if number and number <= len(order) else (open_ones or [1])[0]
    position = order[shown - 1]
    steps = _steps(order, own, shown)
    if (answer := own.get(position)) is not None:
        told = _waiting(f"第 {shown} 题已交", f"您交的是：{_given(room, answer)}", "交了就不能改。")
        return parts.clock(session, tells_calling=False) + told + steps, "已交", None
    return asking(room, player, position, shown, fault) + steps, f"第 {shown} 题", str(position)


def _steps(order: Sequence[int], own: dict[int, Answer], shown: int | None) -> Markup:
    links = (
        element(
            "a",
            str(number),
            href=f"?item={number}",
            class_="done" if position in own else None,
            aria_current="step" if number == shown else None,
            aria_label=f"第 {number} 题，{'已交' if position in own else '没有交'}",
        )
        for number, position in enumerate(order, start=1)
    )
    return element("nav", *links, class_="steps", aria_label="各题")


def _result(room: Room, player: Player) -> Markup:
    found = room.results()
    own = room.answers.get(player.id, {})
    right = sum(answer.is_right for answer in own.values())
    asked = room.session.asked
    wrong = wrong_of(player.id, found)
    marks = (
        element(
            "li",
            str(at + 1),
            class_=_mark(own.get(at)),
            aria_label=f"第 {at + 1} 题{_told(own.get(at))}",
        )
        for at in range(asked)
    )
    return element(
        "section",
        element("h1", "这一场已经结束"),
        element(
            "p",
            element("b", str(right)),
            element("span", f"/ {asked} 题答对"),
            class_="score",
        ),
        element("ol", *marks, class_="marks"),
        _unsent([at for at in range(asked) if at not in own]),
        element("p", parts.of_all(found.share), class_="soft") if found.asked else "",
        element("h2", "请重读这些条款") if wrong else "",
        parts.reread(wrong, counts=False, open_first=True) if wrong else "",
        class_="result",
    )


def _unsent(positions: Sequence[int]) -> Markup:
    """Where a phone says which of these did not get through to the service."""
    items = " ".join(map(str, positions))
    return element("p", class_="note", data_unsent=items, hidden="") if items else Markup("")


def _mark(answer: Answer | None) -> str:
    return "none" if answer is None else "good" if answer.is_right else "bad"


def _told(answer: Answer | None) -> str:
    return "没有答" if answer is None else "答对" if answer.is_right else "答错"

"""What is projected: the code, the question, how the room answered, the clause. No names."""

from __future__ import annotations

import re

from markupsafe import Markup

from assistant.serve.page.html import Part, element
from assistant.serve.training import live_parts as parts
from assistant.serve.training.live_console import counts, spaced
from assistant.serve.training.live_frame import View
from assistant.serve.training.live_place import Place, qr
from assistant.serve.training.live_steps import path_of, steps
from assistant.text.numbers import fold
from assistant.training.live.results import Results
from assistant.training.live.room import Room
from assistant.training.live.session import Session
from assistant.training.live.tallies import Choice, Tally

_SHORT = 12  # characters of what is written into a blank that the screen shows
_OTHERS = "其他"
_QUANTITY = re.compile(
    r"[\d.,%‰零〇一二三四五六七八九十百千万亿两半第年月日天个小时分之元亩家户人名次座条所项公里米吨倍成折以上下内约至到不超过]+"
)


def view(room: Room, place: Place, now: float, number: int | None) -> View:
    """The screen at the moment; ``number`` is that of an item to look back at, once it is over."""
    session = room.session
    return View(
        html=str(drawn(room, place, number)),
        left=session.left(now),
        paused=session.is_paused,
        said=parts.PHASES[session.phase],
        version=session.version,
        notice=session.notice(now),
    )


def drawn(room: Room, place: Place, number: int | None) -> Markup:
    """The screen itself."""
    session = room.session
    return element(
        "main",
        _content(room, place, number),
        element(
            "footer",
            element("a", "控制台", href=path_of(session), class_="soft"),
            _code(room, place),
            element("div", *steps(session, "screen"), class_="steps-row"),
            class_="foot",
        ),
        id="live",
        class_=f"live screen {session.phase}{parts.all_in(room)}",
        data_view="screen",
    )


def _content(room: Room, place: Place, number: int | None) -> Markup:
    session = room.session
    if session.phase == "lobby":
        return _lobby(room, place)
    if session.phase == "closed":
        if number and number <= session.asked:
            return _explained(room, number - 1)
        return _over(room.results())
    if session.pace == "phone":
        return _own_pace(room, place)
    return _in_step(room)


def _in_step(room: Room) -> Markup:
    session = room.session
    if session.phase == "shown":
        return _explained(room, session.position)
    tally = room.tally(session.position)
    stem = parts.stem(tally.question.item, session.position + 1, session.items)
    if session.phase == "counted":
        spread = parts.bars(before_key(tally), tally.answered, with_key=False)
        return element("section", stem, spread, _tally(tally), class_="counting")
    return element(
        "section",
        stem,
        parts.options(tally.question.item),
        element("div", parts.clock(session), _progress(room, "answered", "已交"), class_="going"),
        class_="asking",
    )


def _lobby(room: Room, place: Place) -> Markup:
    session = room.session
    joined = element(
        "p",
        element("b", str(len(room.players)), data_count="joined"),
        element("span", "人已加入"),
        class_="joined",
    )
    if session.is_locked:
        how = element("p", "已经停止加入", class_="note")
    elif place.advice:
        how = element("div", place.advice, class_="note advice")
    else:
        how = element(
            "div",
            qr(place.link(session.code)),
            element(
                "div",
                element("p", "手机扫码", class_="soft"),
                element("p", "或打开", class_="soft"),
                element("p", place.shown, class_="address"),
                element("p", "输入号码", class_="soft"),
                element("p", spaced(session.code), class_="code"),
            ),
            class_="join",
        )
    return element("section", element("h1", session.title), how, joined, class_="lobby")


def _code(room: Room, place: Place) -> Markup:
    """For those who come late."""
    session = room.session
    if place.advice or session.is_locked or session.phase in ("lobby", "closed"):
        return element("span", "")
    told = f"{place.shown}　号码 {spaced(session.code)}"
    return element("span", told, class_="soft late")


def _progress(room: Room, name: str, told: str) -> Markup:
    return element(
        "p",
        element("span", told, class_="early"),
        element("span", "全部交齐", class_="due"),
        element("b", str(counts(room)[name]), data_count=name),
        element("span", "/"),
        element("span", str(len(room.players)), data_count="joined"),
        class_="progress",
    )


def _own_pace(room: Room, place: Place) -> Markup:
    session = room.session
    beside = "" if place.advice or session.is_locked else qr(place.link(session.code))
    return element(
        "section",
        element(
            "div",
            element("h1", session.title),
            element("p", f"共 {session.items} 题，各人在手机上答", class_="soft"),
            parts.clock(session),
            _progress(room, "finished", "全部交了"),
        ),
        beside,
        class_="own-pace",
    )


def _tally(tally: Tally) -> Markup:
    return element("p", f"{tally.asked} 人中 {tally.answered} 人答了", class_="soft")


def _explained(room: Room, position: int) -> Markup:
    tally, session = room.tally(position), room.session
    item = tally.question.item
    beside = element(
        "div",
        parts.stem(item, position + 1, session.items),
        parts.bars(fit_to_show(tally), tally.answered, with_key=True),
        parts.key(item) if item.kind == "fill" or item.remark else "",
        element("p", parts.in_words(tally), class_="soft"),
        element("p", element("a", "回到成绩", href="?")) if session.phase == "closed" else "",
    )
    return element(
        "section",
        beside,
        element("div", parts.clauses(tally.question, tally.doubtful)),
        class_="explained",
    )


def _over(found: Results) -> Markup:
    rows = (
        element(
            "li",
            element(
                "a",
                element("span", str(tally.position + 1), class_="number"),
                element("span", parts.short(tally.question.item), class_="words"),
                element("span", class_="bar", style=f"--share: {tally.share:.1%}"),
                element("span", f"{tally.share:.0%}", class_="count"),
                href=f"?item={tally.position + 1}",
            ),
        )
        for tally in found.tallies
    )
    again = parts.reread(found.reread, counts=True)
    return element(
        "section",
        element("h1", found.session.title),
        element(
            "p",
            element("span", element("b", str(found.joined)), " 人参加"),
            element("span", *_extent(found.session)),
            element("span", "全班答对 ", element("b", f"{found.share:.0%}"), parts.UNSENT),
            class_="sum",
        ),
        element("h2", "各题答对"),
        element("ol", *rows, class_="items-share"),
        element("h2", "请重读这些条款" if found.reread else "没有错得多的题"),
        again if found.reread else "",
        class_="over",
    )


def _extent(session: Session) -> tuple[Part, ...]:
    asked = element("b", str(session.asked))
    if session.asked < session.items:
        return "问了 ", asked, f" 题，共 {session.items} 题"
    return asked, " 题"


def before_key(tally: Tally) -> tuple[Choice, ...]:
    """The same, where the key is not out yet: of pairs only how many got each right."""
    if not tally.pairs:
        return fit_to_show(tally)
    return tuple(
        Choice(str(number), f"{each.pair.left}：连对的", each.right, False)
        for number, each in enumerate(tally.pairs, start=1)
    )


def fit_to_show(tally: Tally) -> tuple[Choice, ...]:
    """How answers are spread, without what someone may have written to be seen: of what was
    written into a blank, quantities alone are shown."""
    if tally.question.item.kind != "fill":
        return tally.choices
    shown = [choice for choice in tally.choices if choice.key or is_quantity(choice.label)]
    others = tally.answered - sum(choice.count for choice in shown)
    return (*shown, Choice(_OTHERS, "", others, False)) if others else tuple(shown)


def is_quantity(words: str) -> bool:
    """Whether words are no more than a number with its unit."""
    return len(words) <= _SHORT and bool(_QUANTITY.fullmatch(fold(words)))

"""The trainer's page: what comes next, who is there, and the items with their keys."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from assistant.serve.page.html import Part, element
from assistant.serve.training import live_parts as parts
from assistant.serve.training.live_frame import View
from assistant.serve.training.live_place import Place, qr
from assistant.serve.training.live_steps import joining, leaving, path_of, steps
from assistant.training.live.room import Room
from assistant.training.live.session import Session

PACES = {"trainer": "老师带着，一题一题来", "phone": "各人自己答，到时间一起收"}
SLOWER = "（多选题 1.5 倍，连线题加倍）"
ORDERS = {"made": "原来的顺序", "shuffled": "打乱一次", "each": "每部手机各自打乱（选项也打乱）"}


def view(room: Room, place: Place, now: float) -> View:
    """The trainer's page at the moment."""
    session = room.session
    return View(
        html=str(drawn(room, place)),
        left=session.left(now),
        paused=session.is_paused,
        said=parts.PHASES[session.phase],
        version=session.version,
        notice=session.notice(now),
    )


def counts(room: Room) -> dict[str, int]:
    """How many, which changes while nothing else does."""
    at = room.session.position
    return {
        "joined": len(room.players),
        "answered": room.answered[at] if at >= 0 else 0,
        "finished": room.finished(),
        "due": room.finished() if room.session.pace == "phone" else room.answered[at],
    }


def drawn(room: Room, place: Place) -> Markup:
    """The page itself."""
    session = room.session
    return element(
        "main",
        _top(session),
        element(
            "div",
            element("section", *_now(room), class_="card now"),
            _joining(session, place) if session.phase != "closed" else "",
            class_="two",
        ),
        element("section", element("h2", "题目"), _items(room), class_="card"),
        leaving(session),
        id="live",
        class_=f"live console {session.phase}{parts.all_in(room)}",
        data_view="console",
    )


def _top(session: Session) -> Markup:
    return element(
        "div",
        element("h1", session.title),
        element(
            "p",
            element("span", parts.PHASES[session.phase], class_="tag"),
            element("span", parts.extent(session)),
            element("span", PACES[session.pace]),
            element("span", _time(session)),
            class_="soft facts",
        ),
        class_="top",
    )


def _time(session: Session) -> str:
    if session.pace == "trainer":
        return f"每题 {session.seconds} 秒{SLOWER}"
    return f"整场 {session.seconds // 60} 分" + (
        f" {session.seconds % 60} 秒" if session.seconds % 60 else ""
    )


def _now(room: Room) -> Iterable[Part]:
    session = room.session
    yield element("h2", _where(session))
    if session.phase == "open":
        yield parts.clock(session)
        yield element("p", "全部交齐", class_="complete", role="status")
    yield element("p", *_counted(room), class_="counts")
    yield element("div", *steps(session), class_="steps-row")
    if session.phase == "closed":
        yield element(
            "p",
            element("a", "看成绩", href=f"{path_of(session)}/results", class_="button accent"),
            element("a", "名单", href=f"{path_of(session)}/people", class_="button"),
            class_="steps-row",
        )
    elif session.settled:
        yield element("p", element("a", "看到现在为止的成绩", href=f"{path_of(session)}/results"))


def _where(session: Session) -> str:
    if session.phase == "lobby":
        return "等人加入"
    if session.phase == "closed":
        return "这一场已经结束"
    told = "正在收题" if session.called is not None else parts.PHASES[session.phase]
    if session.pace == "phone":
        return told
    return f"第 {session.position + 1} 题：{told}"


def _counted(room: Room) -> Iterable[Markup]:
    told = counts(room)
    yield _count("joined", told["joined"], "人加入")
    if room.session.pace == "trainer" and room.session.phase not in ("lobby", "closed"):
        yield _count("answered", told["answered"], "人交了这一题")
    if room.session.pace == "phone" and room.session.phase == "open":
        yield _count("finished", told["finished"], "人全部交了")


def _count(name: str, number: int, told: str) -> Markup:
    return element("span", element("b", str(number), data_count=name), told)


def _joining(session: Session, place: Place) -> Markup:
    screen = element(
        "a",
        "打开大屏幕",
        href=f"{path_of(session)}/screen",
        target="_blank",
        class_="button accent",
    )
    if place.advice:
        return element(
            "section",
            element("h2", "手机加入"),
            element("div", place.advice, class_="note advice"),
            element("div", screen, *_people(session), class_="steps-row"),
            class_="card joining",
        )
    return element(
        "section",
        element("h2", "手机加入"),
        element(
            "div",
            qr(place.link(session.code)),
            element(
                "p",
                element("span", "扫码，或打开", class_="soft"),
                element("b", place.shown),
                element("span", "输入号码", class_="soft"),
                element("b", spaced(session.code), class_="code"),
            ),
            class_="join",
        ),
        element("p", "已经停止加入，新来的手机加不进来。", class_="note")
        if session.is_locked
        else "",
        element("div", screen, *_people(session), class_="steps-row"),
        class_="card joining",
    )


def _people(session: Session) -> Iterable[Markup]:
    yield joining(session)
    yield element("a", "名单", href=f"{path_of(session)}/people", class_="button")


def spaced(code: str) -> str:
    """A code in two halves, as it is read out."""
    return f"{code[:3]} {code[3:]}"


def _items(room: Room) -> Markup:
    session = room.session
    rows = []
    is_running = session.pace == "phone" and session.phase == "open"
    for at, question in enumerate(room.questions):
        item = question.item
        is_over = at < session.settled and not is_running
        known = room.tally(at) if is_over else None
        in_hand = at == session.position and session.phase != "closed"
        rows.append(
            element(
                "li",
                element(
                    "details",
                    parts.heading(item, at + 1, parts.share(known) if known else Markup("")),
                    parts.stem(item, at + 1, session.items),
                    parts.options(item),
                    parts.key(item),
                    parts.clauses(question),
                ),
                class_="in-hand" if in_hand else None,
            )
        )
    return element("ol", *rows, class_="items")

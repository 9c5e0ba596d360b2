"""The sessions there are, and the form that opens a new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from anyio.to_thread import run_sync
from markupsafe import Markup

from assistant.errors import YoujuError
from assistant.serve.access import Caller
from assistant.serve.moments import moment
from assistant.serve.page.html import element
from assistant.serve.service import Service
from assistant.serve.training.live_access import quizzes_for, sessions_for
from assistant.serve.training.live_console import ORDERS, PACES, SLOWER, spaced
from assistant.serve.training.live_parts import PHASES
from assistant.serve.training.live_steps import path_of
from assistant.training.live.session import SECONDS, Session
from assistant.training.shelf import Summary

_SECONDS, _MINUTES = "30", "10"  # to begin with


async def drawn(
    service: Service,
    caller: Caller,
    chosen: str,
    typed: Mapping[str, str] = {},
    error: YoujuError | None = None,
) -> Markup:
    """The page itself; ``chosen`` is the id of the quiz that is chosen at first. What was
    ``typed`` and could not be stands there again, with what is wrong."""
    quizzes = await quizzes_for(service, caller)
    return element(
        "main",
        element("div", element("h1", "现场答题"), class_="top"),
        element(
            "section", element("h2", "开一场"), form(quizzes, chosen, typed, error), class_="card"
        ),
        element("section", element("h2", "各场"), await sessions_list(service, caller)),
        id="live",
        class_="live list",
    )


async def sessions_list(service: Service, caller: Caller) -> Markup:
    """The sessions that a caller may see."""
    found = await sessions_for(service, caller)
    counts = await run_sync(service.live.store.counts)
    if not found:
        return element("p", "还没有开过。", class_="soft")
    return element("ul", *_rows(found, counts), class_="sessions")


def form(
    quizzes: Sequence[Summary],
    chosen: str = "",
    typed: Mapping[str, str] = {},
    error: YoujuError | None = None,
) -> Markup:
    """Opens a session of one of these quizzes."""
    if not quizzes:
        return element(
            "p", "还没有题目集。", element("a", "先出一套题", href="/training"), class_="soft"
        )
    offered = (
        element(
            "option",
            f"{quiz.title}（{quiz.items} 题，{moment(quiz.changed)}）",
            value=quiz.id,
            selected="" if quiz.id == chosen else None,
        )
        for quiz in quizzes
    )
    least, most = SECONDS["trainer"]
    shortest, longest = (seconds // 60 or 1 for seconds in SECONDS["phone"])
    pace = typed.get("pace", "trainer")
    fault = f"{error.message}{error.hint}" if error else ""
    return element(
        "form",
        _field("题目集", element("select", *offered, required="", attributes={"name": "quiz"})),
        element(
            "fieldset",
            element("legend", "怎么答"),
            _radio("pace", "trainer", PACES["trainer"], is_chosen=pace != "phone"),
            _field("每题几秒", _number("seconds", typed.get("seconds", _SECONDS), least, most)),
            element("p", f"这是简单题的时间{SLOWER}。", class_="soft small hint"),
            _radio("pace", "phone", PACES["phone"], is_chosen=pace == "phone"),
            _field(
                "整场几分钟", _number("minutes", typed.get("minutes", _MINUTES), shortest, longest)
            ),
        ),
        _field(
            "题目的顺序",
            element(
                "select",
                *(
                    element(
                        "option",
                        words,
                        value=value,
                        selected="" if value == typed.get("order") else None,
                    )
                    for value, words in ORDERS.items()
                ),
                attributes={"name": "order"},
            ),
        ),
        element("p", "“各自打乱”要各人自己答才行。", class_="soft small"),
        element("p", fault, class_="fault", role="alert") if fault else "",
        element("button", "开场", type="submit", class_="accent"),
        method="post",
        action="/training/sessions",
        novalidate="",
        class_="opening",
    )


def _rows(found: Iterable[Session], counts: Mapping[str, int]) -> Iterable[Markup]:
    for session in found:
        facts = (
            PHASES[session.phase],
            f"{session.items} 题",
            f"{counts.get(session.id, 0)} 人",
            moment(session.created),
            "" if session.phase == "closed" else f"号码 {spaced(session.code)}",
        )
        yield element(
            "li",
            element(
                "a",
                element("strong", session.title),
                element("span", " · ".join(filter(None, facts)), class_="soft"),
                href=path_of(session),
            ),
        )


def _field(label: str, control: Markup) -> Markup:
    return element("label", element("span", label), control, class_="field")


def _radio(name: str, value: str, words: str, *, is_chosen: bool) -> Markup:
    checked = Markup(" checked") if is_chosen else ""
    return Markup(
        '<label class="choice"><input type="radio" name="{}" value="{}"{}><span>{}</span></label>'
    ).format(name, value, checked, words)


def _number(name: str, value: str, least: int, most: int) -> Markup:
    return Markup(
        '<input type="number" name="{}" value="{}" min="{}" max="{}" inputmode="numeric">'
    ).format(name, value, least, most)

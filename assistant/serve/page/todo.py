"""The tab 待办: questions that wait for someone, to be marked or made into proposals."""

from __future__ import annotations

from typing import Any

import gradio as gr
from gradio.context import Context

from assistant.access.backlog import OpenQuestion, Order
from assistant.access.keys import Role
from assistant.errors import BadRequest
from assistant.serve.page.acts import acts, deed_of
from assistant.serve.page.context import Page, told
from assistant.serve.page.html import element, joined, shown
from assistant.serve.page.paging import pager, pages_of
from assistant.serve.page.panel import panel
from assistant.serve.page.proposing import propose_case, propose_words, suggested
from assistant.serve.page.todo_view import (
    NOWHERE,
    WITHOUT_ANSWER,
    Suggestion,
    choice,
    files,
    kinds,
    nothing,
    told_of,
)
from assistant.serve.service import Service

_ROLE: Role = "admin"
_PAGE = 50  # questions that are listed at once
_ACTS = "todo"
_ORDERS: list[tuple[str, Order]] = [("最近的在前", "latest"), ("次数多的在前", "often")]
_WAITING, _HANDLED = "待处理", "已处理"
_NONE = "-"  # the choice of no clause, whose ids all hold a stroke
_ABOUT = "没有找到依据的提问，和有人说没用的回答。处理过的，再有人问到会回来。"


def tab(page: Page) -> None:  # noqa: PLR0915 - components and their events, a line each
    """The components and what they do."""
    panel(element("p", _ABOUT, class_="faint"))
    with gr.Row(elem_classes="bar"):
        which = gr.Radio([_WAITING, _HANDLED], value=_WAITING, label="看哪些")
        order = gr.Radio(_ORDERS, value="latest", label="排列")
        refresh = gr.Button("刷新", scale=0, min_width=100)
    said = panel(elem_id="todo-said", visible=False)
    seen = gr.State(None)
    with gr.Row():
        with gr.Column(scale=2, min_width=320):
            empty = panel(visible=False)
            listed = gr.Radio([], label="问题", elem_id="todo-questions", elem_classes="stacked")
            pages, at, turned = panel(elem_id="todo-pages"), gr.State(0), acts(_ACTS)
        with gr.Column(scale=3, min_width=320, visible=False) as one:
            detail = panel(elem_id="todo-question")
            mark = gr.Button("标为已处理", variant="primary", elem_id="todo-mark")
            with gr.Column() as propose:
                clause, kind, quote, facts, add_case, said_case = _case_form()
                spoken, official, add_words, said_words = _word_form()
    kept = panel(elem_id="todo-files")
    lists: list[Any] = [listed, empty, pages, at, seen, one, kept]
    answer: list[Any] = [kind, quote, facts]
    asked: list[Any] = [seen, clause, *answer]

    opening = [Context.block.select] if isinstance(Context.block, gr.Tab) else []

    @told
    def look(which: str, order: Order, request: gr.Request) -> tuple[Any, ...]:
        page.caller(request, _ROLE)
        return (*_list(page.service(), which, order, 0), _said())

    @told
    def turn(what: str, which: str, order: Order, request: gr.Request) -> tuple[Any, ...]:
        page.caller(request, _ROLE)
        _, to = deed_of(what)
        return (*_list(page.service(), which, order, int(to) if to.isdecimal() else 0), _said())

    @told
    def pick(question: str, which: str, request: gr.Request) -> tuple[Any, ...]:
        caller = page.caller(request, _ROLE)
        service = page.service()
        handled = which == _HANDLED
        item = service.backlog.find(question, handled=handled)
        reasons = service.backlog.reasons(question)
        found = suggested(service, caller, item)
        first = found[0] if found and not item.unanswered else None
        return (
            item,
            gr.Column(visible=True),
            shown(told_of(item, reasons, handled=handled)),
            gr.Button("放回待处理" if handled else "标为已处理"),
            gr.Column(visible=bool(question.strip())),
            _choices(found, first),
            *_filled(first),
            "",
            "",
            _said(),
            _said(),
        )

    @told
    def choose(item: OpenQuestion, clause: str, request: gr.Request) -> tuple[Any, ...]:
        caller = page.caller(request, _ROLE)
        found = suggested(page.service(), caller, _given(item))
        return _filled(next((each for each in found if each.clause == clause), None))

    @told
    def settle(
        item: OpenQuestion, which: str, order: Order, at: int, request: gr.Request
    ) -> tuple[Any, ...]:
        caller, service = page.caller(request, _ROLE), page.service()
        done = _settled(service, _given(item), caller.who, reopened=which == _HANDLED)
        service.changed(page.http(request), caller.who, "settle", item.question)
        return (*_list(service, which, order, at), _said(done))

    @told
    def take_case(
        item: OpenQuestion,
        clause: str,
        kind: str,
        quote: str,
        facts: str,
        request: gr.Request,
    ) -> tuple[Any, ...]:
        caller, service = page.caller(request, _ROLE), page.service()
        chosen = clause.partition("/")[0] if clause != _NONE else None
        done = propose_case(service, caller, _given(item), (chosen, kind, quote, facts))
        service.changed(page.http(request), caller.who, "propose", item.question)
        return _said(done), shown(files(service.proposals))

    @told
    def take_words(
        item: OpenQuestion, spoken: str, official: str, request: gr.Request
    ) -> tuple[Any, ...]:
        caller, service = page.caller(request, _ROLE), page.service()
        done = propose_words(service, spoken, official)
        service.changed(page.http(request), caller.who, "propose", _given(item).question)
        return _said(done), shown(files(service.proposals))

    looks = [which.input, order.input, refresh.click, *opening]
    gr.on(looks, look, [which, order], [*lists, said], show_progress="hidden")
    picked = [
        seen,
        one,
        detail,
        mark,
        propose,
        clause,
        *answer,
        spoken,
        official,
        said_case,
        said_words,
    ]
    listed.input(pick, [listed, which], picked, show_progress="hidden")
    clause.input(choose, [seen, clause], answer, show_progress="hidden")
    turning: list[Any] = [turned.what, which, order]
    turned.do.click(turn, turning, [*lists, said], show_progress="hidden")
    mark.click(settle, [seen, which, order, at], [*lists, said], show_progress="hidden")
    add_case.click(take_case, asked, [said_case, kept], show_progress="hidden")
    words: list[Any] = [seen, spoken, official]
    add_words.click(take_words, words, [said_words, kept], show_progress="hidden")


def _case_form() -> tuple[gr.Radio, gr.Dropdown, gr.Textbox, gr.Textbox, gr.Button, gr.Markdown]:
    with gr.Accordion("加入评测题", open=True):
        clause = gr.Radio(
            [(NOWHERE, _NONE)], value=_NONE, label="答案在哪一条", elem_classes="stacked"
        )
        kind = gr.Dropdown(kinds(), value=WITHOUT_ANSWER, label="题型", filterable=False)
        quote = gr.Textbox(label="依据（与原文一字不差）", lines=3, visible=False)
        facts = gr.Textbox(
            label="答案要点",
            info="一行一个；同一个要点的几种写法用“ / ”隔开。",
            lines=2,
            visible=False,
        )
        add, said = gr.Button("加入评测题的提议"), panel(visible=False, elem_classes="said-here")
    return clause, kind, quote, facts, add, said


def _word_form() -> tuple[gr.Textbox, gr.Textbox, gr.Button, gr.Markdown]:
    with gr.Accordion("加入同义词", open=False):
        spoken = gr.Textbox(label="口语里的说法", info="几个词用顿号隔开。")
        official = gr.Textbox(label="公文里的说法", info="几个词用顿号隔开。")
        add, said = gr.Button("加入同义词的提议"), panel(visible=False, elem_classes="said-here")
    return spoken, official, add, said


def _list(service: Service, which: str, order: Order, at: int) -> tuple[Any, ...]:
    """Values of the questions of a page, of what stands there where there is none, of the way
    to other pages, of which one it is, of the question that is looked at, of its column and of
    the files."""
    handled = which == _HANDLED
    pages = pages_of(service.backlog.count(handled=handled), _PAGE)
    at = min(max(at, 0), pages - 1)
    items = service.backlog.read(order=order, handled=handled, limit=_PAGE, offset=at * _PAGE)
    return (
        gr.Radio([choice(item) for item in items], value=None, visible=bool(items)),
        gr.Markdown(shown(nothing(handled=handled)), visible=not items),
        shown(joined([pager(_ACTS, at, pages, f"{_PAGE} 个")])),
        at,
        None,
        gr.Column(visible=False),
        shown(files(service.proposals)),
    )


def _choices(found: list[Suggestion], first: Suggestion | None) -> gr.Radio:
    choices = [*((item.told, item.clause) for item in found), (NOWHERE, _NONE)]
    return gr.Radio(choices, value=first.clause if first else _NONE)


def _filled(chosen: Suggestion | None) -> tuple[Any, ...]:
    """Values of kind, quote and facts."""
    if chosen is None:
        hidden = gr.Textbox("", visible=False)
        return WITHOUT_ANSWER, hidden, hidden
    facts = "\n".join(chosen.facts)
    return chosen.kind, gr.Textbox(chosen.quote, visible=True), gr.Textbox(facts, visible=True)


def _given(item: OpenQuestion | None) -> OpenQuestion:
    if item is None:
        raise BadRequest("还没有选问题。", "请先在左边选一个。")
    return item


def _settled(service: Service, item: OpenQuestion, who: str, *, reopened: bool) -> str:
    if reopened:
        service.backlog.reopen(item.question)
        return "已放回待处理。"
    service.backlog.settle(item, who)
    return "已标为处理过。"


def _said(text: str = "") -> gr.Markdown:
    return gr.Markdown(shown(element("p", text, role="status")), visible=bool(text))

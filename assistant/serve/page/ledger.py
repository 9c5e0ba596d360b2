"""指标台账: every quantified target with the clause it stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.context import Context
from markupsafe import Markup

from assistant.app import Assistant
from assistant.figures.beside import beside
from assistant.serve.access import Caller
from assistant.serve.page.acts import acts, deed_of
from assistant.serve.page.context import Page, told
from assistant.serve.page.html import Part, element, joined, shown
from assistant.serve.page.ledger_rows import Choices, Filters, Order, choices, ordered, page_of
from assistant.serve.page.ledger_view import ACTS, Drawn, heading, pager
from assistant.serve.page.panel import panel
from assistant.serve.page.timeline import MOST, lanes, timeline
from assistant.types import Figure

TABLE, BESIDE, TIMELINE = "表格", "两地对照", "时间线"
_ALL = ("全部", "")
_QUIET: dict[str, Any] = {"show_progress": "hidden", "concurrency_limit": None}


def tab(page: Page) -> None:
    """The components and what happens in them."""
    ledger = Ledger(page)
    with gr.Row(elem_classes="filters"):
        region, year = _choice("地区"), _choice("年份")
        topic = gr.Textbox(label="指标里的字", placeholder="如 集体经济", max_length=100)
        department = _choice("归口部门")
    view = gr.Radio([TABLE, BESIDE, TIMELINE], value=TABLE, label="看法", elem_classes="views")
    with gr.Row(elem_classes="filters", visible=False) as sides:
        left, right = _choice("左边的地区"), _choice("右边的地区")
    result = panel(elem_id="ledger")
    order = gr.State(Order())
    clicked = acts(ACTS)

    given: list[Any] = [region, year, topic, department, view, left, right]
    drawn: list[Any] = [result, order, sides, region]
    chosen = [box.input for box in given if box is not topic]
    gr.on([topic.change, *chosen], ledger.look, given, drawn, trigger_mode="always_last", **_QUIET)
    turning: list[Any] = [clicked.what, order, *given]
    clicked.do.click(ledger.turn, turning, [result, order], **_QUIET)
    opened: list[Any] = [result, order, region, year, department, left, right]
    if isinstance(Context.block, gr.Tab):
        Context.block.select(ledger.open, given, opened, **_QUIET)
    elif Context.root_block:
        Context.root_block.load(ledger.open, given, opened, **_QUIET)


@dataclass(frozen=True, slots=True)
class _Wanted:
    filters: Filters
    view: str
    left: str
    right: str


class Ledger:
    """What the handlers do; each begins with who did it."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @told
    def open(  # noqa: PLR0913, PLR0917 - the components
        self,
        region: str | None,
        year: str | None,
        topic: str | None,
        department: str | None,
        view: str,
        left: str | None,
        right: str | None,
        request: gr.Request,
    ) -> tuple[Any, ...]:
        """Everything, as of the index that answers now; what was chosen stays."""
        caller, assistant = self._page.caller(request), self._page.service().living.assistant
        there = choices(self._seen(caller, assistant))
        most = [name for name, _ in Counter(_regions(assistant, there)).most_common(2)]
        left, right = left or next(iter(most), ""), right or next(iter(most[1:]), "")
        wanted = _Wanted(_filters(region, year, topic, department), view, left, right)
        return (
            *self._drawn(caller, assistant, wanted, Order()),
            gr.Dropdown(choices=[_ALL, *there.regions], value=region or ""),
            gr.Dropdown(choices=[_ALL, *((f"{y}年", str(y)) for y in there.years)]),
            gr.Dropdown(choices=[_ALL, *there.departments]),
            gr.Dropdown(choices=there.regions, value=left or None),
            gr.Dropdown(choices=there.regions, value=right or None),
        )

    @told
    def look(  # noqa: PLR0913, PLR0917 - the components
        self,
        region: str | None,
        year: str | None,
        topic: str | None,
        department: str | None,
        view: str,
        left: str | None,
        right: str | None,
        request: gr.Request,
    ) -> tuple[Any, ...]:
        """The first page of what is wanted now."""
        caller, assistant = self._page.caller(request), self._page.service().living.assistant
        filters = _filters(region, year, topic, department)
        wanted = _Wanted(filters, view, left or "", right or "")
        two = view == BESIDE
        return (
            *self._drawn(caller, assistant, wanted, Order()),
            gr.Row(visible=two),
            gr.Dropdown(visible=not two),
        )

    @told
    def turn(  # noqa: PLR0913, PLR0917 - the components
        self,
        what: str,
        order: Order,
        region: str | None,
        year: str | None,
        topic: str | None,
        department: str | None,
        view: str,
        left: str | None,
        right: str | None,
        request: gr.Request,
    ) -> tuple[Any, ...]:
        """Another order, or another page of it."""
        caller, assistant = self._page.caller(request), self._page.service().living.assistant
        deed, about = deed_of(what)
        if deed == "sort":
            order = order.by(about)
        elif about.isdecimal():
            order = order.on(int(about))
        filters = _filters(region, year, topic, department)
        wanted = _Wanted(filters, view, left or "", right or "")
        return self._drawn(caller, assistant, wanted, order)

    def _seen(self, caller: Caller, assistant: Assistant) -> Sequence[Figure]:
        seen = caller.among(None, self._page.service().living)
        if seen is None:
            return assistant.figures
        documents = set(seen)
        return [figure for figure in assistant.figures if figure.document in documents]

    def _drawn(
        self, caller: Caller, assistant: Assistant, wanted: _Wanted, order: Order
    ) -> tuple[str, Order]:
        """Values of the result and of its order."""
        filters, two = wanted.filters, wanted.view == BESIDE
        if two:
            filters = Filters("", filters.year, filters.topic, filters.department)
        fits = filters.sought(assistant, None).fits
        found = list(filter(fits, self._seen(caller, assistant)))
        drawing = Drawn(assistant.documents, assistant.clauses, assistant.index_version)
        if two:
            return shown(_side_by_side(drawing, found, wanted)), order
        if wanted.view == TIMELINE:
            return shown(_over_time(found, filters)), order
        page, order, pages = page_of(ordered(found, order, assistant.documents), order)
        table = drawing.table(page, order) if found else Markup()
        return shown(joined([heading(len(found), filters), table, pager(order, pages)])), order


def _side_by_side(drawing: Drawn, found: Sequence[Figure], wanted: _Wanted) -> Markup:
    left, right = wanted.left, wanted.right
    if not left or not right or left == right:
        return _faint("请选两个不同的地区。")
    rows = beside(found, left, right)
    if not rows:
        return _faint("这两个地区没有符合条件的指标。请放宽上面的条件。")
    both = sum(bool(row.left and row.right) for row in rows)
    said = f"两地都有的指标 {both} 项，只有一地有的 {len(rows) - both} 项。同名同单位的才放在一行。"
    return joined([_faint(said), drawing.beside(rows, left, right)])


def _over_time(found: Sequence[Figure], filters: Filters) -> Markup:
    there = lanes(found)
    if not there:
        return joined([heading(len(found), filters), _faint("其中没有写明年份的指标。")])
    told: Part = ""
    if len(there) > MOST:
        told = _faint(f"只画出前 {MOST} 项，共 {len(there)} 项；用上面的条件缩小范围。")
    drawn = Markup(timeline(there[:MOST]))  # noqa: S704 - written by ElementTree, which escapes
    frame = element(
        "div", drawn, class_="sideways", tabindex="0", role="region", aria_label="指标时间线"
    )
    return joined([heading(len(found), filters), told, frame])


def _faint(text: str) -> Markup:
    return element("p", text, class_="faint", role="status")


def _choice(name: str) -> gr.Dropdown:
    return gr.Dropdown(label=name, choices=[_ALL], value="", allow_custom_value=True)


def _filters(
    region: str | None, year: str | None, topic: str | None, department: str | None
) -> Filters:
    given = ((each or "").strip() for each in (region, year, topic, department))
    return Filters(*("" if each == _ALL[0] else each for each in given))


def _regions(assistant: Assistant, there: Choices) -> list[str]:
    return [f.region for f in assistant.figures if f.region in there.regions]

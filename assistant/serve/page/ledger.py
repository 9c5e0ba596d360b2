"""指标台账: every quantified target with the clause it stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
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
from assistant.serve.page.ledger_rows import (
    PAGE,
    Choices,
    Filters,
    Order,
    choices,
    ordered,
    page_of,
)
from assistant.serve.page.ledger_view import ACTS, Drawn, exports, heading
from assistant.serve.page.paging import pager
from assistant.serve.page.panel import panel
from assistant.serve.page.places import place_choice
from assistant.serve.page.timeline import MOST, lanes, timeline
from assistant.types import Figure

TABLE, BESIDE, TIMELINE = "表格", "两地对照", "时间线"
_ALL = ("全部", "")
_SHOWN = 1000  # choices in a list, which is narrowed by typing
Given = Mapping[Any, Any]  # components → their values
_QUIET: dict[str, Any] = {"show_progress": "hidden", "concurrency_limit": None}


def tab(page: Page) -> None:
    """The components and what happens in them."""
    with gr.Row(elem_classes="filters"):
        region, year = _choice("地区"), _choice("年份")
        topic = gr.Textbox(label="指标里的字", placeholder="如 集体经济", max_length=100)
        department = _choice("归口部门")
    view = gr.Radio([TABLE, BESIDE, TIMELINE], value=TABLE, label="看法", elem_classes="views")
    with gr.Row(elem_classes="filters", visible=False) as sides:
        left, right = _choice("第一地", ()), _choice("第二地", ())
    every = gr.Checkbox(False, label="连同条件和行文里的数", elem_classes="every")
    result = panel(elem_id="ledger")
    order = gr.State(Order())
    clicked = acts(ACTS)

    boxes = Boxes(region, year, topic, department, every, view, left, right)
    ledger = Ledger(page, boxes, clicked.what, order)
    given = set(boxes.all())
    chosen = [box.input for box in boxes.all() if box is not topic]
    drawn: list[Any] = [result, order, sides, region]
    gr.on([topic.change, *chosen], ledger.look, given, drawn, trigger_mode="always_last", **_QUIET)
    clicked.do.click(ledger.turn, {*given, clicked.what, order}, [result, order], **_QUIET)
    opened: list[Any] = [result, order, region, year, department, left, right]
    if isinstance(Context.block, gr.Tab):
        Context.block.select(ledger.open, given, opened, **_QUIET)
    if Context.root_block:  # a tab may be chosen before the page listens
        Context.root_block.load(ledger.open, given, opened, **_QUIET)


@dataclass(frozen=True, slots=True)
class _Wanted:
    filters: Filters
    view: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Boxes:
    """The components that say what is wanted; handlers are given their values by them."""

    region: Any
    year: Any
    topic: Any
    department: Any
    every: Any
    view: Any
    left: Any
    right: Any

    def all(self) -> list[Any]:
        """In the order in which they stand."""
        return [getattr(self, field.name) for field in fields(self)]

    def wanted(self, given: Given) -> _Wanted:
        """What they say."""
        names = (self.region, self.year, self.topic, self.department)
        said = ("" if said == _ALL[0] else said for said in _said(given, names))
        region, year, topic, department = said
        filters = Filters(region, year, topic, department, bool(given[self.every]))
        left, right = _said(given, (self.left, self.right))
        return _Wanted(filters, given[self.view], left, right)


class Ledger:
    """What the handlers do; each begins with who did it."""

    def __init__(self, page: Page, boxes: Boxes, what: gr.Textbox, order: gr.State) -> None:
        self._page, self._boxes, self._what, self._order = page, boxes, what, order

    @told
    def open(self, given: Given, request: gr.Request) -> tuple[Any, ...]:
        """Everything, as of the index that answers now; what was chosen stays."""
        caller, assistant = self._page.caller(request), self._page.service().living.assistant
        there = choices(self._seen(caller, assistant))
        most = [name for name, _ in Counter(_regions(assistant, there)).most_common(2)]
        wanted = self._boxes.wanted(given)
        left = wanted.left or next(iter(most), "")
        right = wanted.right or next(iter(most[1:]), "")
        wanted = replace(wanted, left=left, right=right)
        regions = [*map(place_choice, there.regions)]
        years = [(f"{year}年", str(year)) for year in there.years]
        return (
            *self._drawn(caller, assistant, wanted, Order()),
            gr.Dropdown(choices=[_ALL, *regions], value=wanted.filters.region),
            gr.Dropdown(choices=[_ALL, *years], value=wanted.filters.year),
            gr.Dropdown(choices=[_ALL, *there.departments], value=wanted.filters.department),
            gr.Dropdown(choices=regions, value=left or None),
            gr.Dropdown(choices=regions, value=right or None),
        )

    @told
    def look(self, given: Given, request: gr.Request) -> tuple[Any, ...]:
        """The first page of what is wanted now."""
        caller, assistant = self._page.caller(request), self._page.service().living.assistant
        wanted = self._boxes.wanted(given)
        two = wanted.view == BESIDE
        return (
            *self._drawn(caller, assistant, wanted, Order()),
            gr.Row(visible=two),
            gr.Dropdown(visible=not two),
        )

    @told
    def turn(self, given: Given, request: gr.Request) -> tuple[Any, ...]:
        """Another order, or another page of it."""
        caller, assistant = self._page.caller(request), self._page.service().living.assistant
        deed, about = deed_of(given[self._what])
        order: Order = given[self._order]
        if deed == "sort":
            order = order.by(about)
        elif about.isdecimal():
            order = order.on(int(about))
        return self._drawn(caller, assistant, self._boxes.wanted(given), order)

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
            filters = replace(filters, region="")
        fits = filters.sought(assistant, None).fits
        found = list(filter(fits, self._seen(caller, assistant)))
        drawing = Drawn(assistant.documents, assistant.clauses, assistant.index_version)
        if two:
            return shown(_side_by_side(drawing, found, wanted)), order
        if wanted.view == TIMELINE:
            return shown(_over_time(found, filters)), order
        page, order, pages = page_of(ordered(found, order, assistant.documents), order)
        table = drawing.table(page, order) if found else Markup()
        turning = pager(ACTS, order.page, pages, f"{PAGE} 条")
        return shown(joined([heading(len(found), filters), table, turning])), order


def _side_by_side(drawing: Drawn, found: Sequence[Figure], wanted: _Wanted) -> Markup:
    left, right = wanted.left, wanted.right
    if not left or not right or left == right:
        return _faint("请选两个不同的地区。")
    rows = beside(found, left, right)
    if not rows:
        return _faint("这两个地区没有符合条件的指标。请放宽上面的条件。")
    both = sum(bool(row.left and row.right) for row in rows)
    said = f"两地都有的指标 {both} 项，只有一地有的 {len(rows) - both} 项。同名同单位的才放在一行。"
    files = exports(wanted.filters, (left, right))
    return joined([_faint(said), files, drawing.beside(rows, left, right)])


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


def _choice(name: str, choices: Sequence[tuple[str, str]] = (_ALL,)) -> gr.Dropdown:
    return gr.Dropdown(
        label=name,
        choices=choices,
        value="" if choices else None,
        allow_custom_value=True,
        num_choices_shown=_SHOWN,
    )


def _said(given: Given, boxes: Iterable[Any]) -> list[str]:
    return [(given[box] or "").strip() for box in boxes]


def _regions(assistant: Assistant, there: Choices) -> list[str]:
    return [f.region for f in assistant.figures if f.region in there.regions]

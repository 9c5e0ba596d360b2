"""The tab 评测: the last report, how it compares, and a button that makes a new one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.context import Context
from markupsafe import Markup

from assistant.errors import YoujuError
from assistant.evaluate.cases import Case, load_cases
from assistant.evaluate.compare import Comparison, compare
from assistant.evaluate.kept import Kept
from assistant.evaluate.record import Record
from assistant.evaluate.stored import Stored, read_stored
from assistant.serve.page.context import Page, told
from assistant.serve.page.html import element, joined, shown
from assistant.serve.page.panel import panel
from assistant.serve.page.report_plots import of_documents, over_time
from assistant.serve.page.report_view import drawn, missing, progressing
from assistant.serve.service import Service

_EVERY = 1.0  # seconds between two looks at how far it has come


def tab(page: Page) -> None:
    """The components and what they do."""
    with gr.Row(elem_classes="bar"):
        gr.Markdown(_ABOUT, elem_classes="lead")
        again = gr.Button("重新评测", variant="primary", scale=0, min_width=140)
    progress = panel(elem_id="evaluating")
    report = panel(elem_id="evaluation")
    timer = gr.Timer(_EVERY, active=False)
    outputs: list[Any] = [progress, report, timer]

    @told
    def look(request: gr.Request) -> tuple[Any, ...]:
        page.caller(request, "admin")
        return _seen(page.service(), with_report=True)

    @told
    def start(request: gr.Request) -> tuple[Any, ...]:
        caller = page.caller(request, "admin")
        service = page.service()
        service.evaluating.start()
        service.changed(page.http(request), caller.who, "evaluate", None)
        return _seen(service, with_report=False)

    @told
    def follow(request: gr.Request) -> tuple[Any, ...]:
        page.caller(request, "admin")
        service = page.service()
        ended = service.evaluating.progress.state != "running"
        return _seen(service, with_report=ended)

    again.click(start, None, outputs, show_progress="hidden")
    timer.tick(follow, None, outputs, show_progress="hidden")
    if isinstance(Context.block, gr.Tab):
        Context.block.select(look, None, outputs, show_progress="hidden")
    if Context.root_block:  # a tab may be chosen before the page listens
        Context.root_block.load(look, None, outputs, show_progress="hidden")


_ABOUT = (
    "用有标准答案的题衡量检索与回答。重新评测用现在的资料，在后台做，机器不忙时约半分钟；"
    "只评从原文摘出的回答，不用语言模型。"
)


def _seen(service: Service, *, with_report: bool) -> tuple[Any, ...]:
    """Values of progress, report and timer."""
    progress = service.evaluating.progress
    report = shown(_report(service)) if with_report else gr.skip()
    return (
        shown(progressing(progress)),
        report,
        gr.Timer(active=progress.state == "running"),
    )


def _report(service: Service) -> Markup:
    kept = service.evaluating.kept
    if kept.latest is None:
        own = kept.own_questions
        told = missing(f"{own.parent.name}/{own.name}")
        return told if kept.questions is None else _NOT_YET
    try:
        stored = read_stored(kept.latest)
        comparison = _comparison(stored, kept.earlier)
        cases = _cases(kept.questions)
        assistant = service.living.assistant
        made = _made(stored, kept, kept.latest, assistant.index_version)
        more = (of_documents(stored.record, cases, assistant.documents), over_time(_records(kept)))
    except YoujuError as error:  # the tab goes on working, and tells what is wrong with a file
        return element("p", f"{error.message}{error.hint}", role="alert", class_="wrong")
    told_first = Markup() if kept.questions else _NO_QUESTIONS
    return joined((told_first, drawn(stored, made, comparison, cases, more)))


_NOT_YET = element("p", "还没有评测过。按“重新评测”，做完在这里看结果。")
_NO_QUESTIONS = element("p", "这里没有评测题，只能看以前的结果。", class_="faint")


def _comparison(stored: Stored, earlier: Path | None) -> Comparison | None:
    return compare(Record.read(earlier), stored.record) if earlier else None


def _records(kept: Kept) -> list[tuple[str, Record]]:
    """Every report by when it was made; that of the code is the baseline."""
    named = ((_when(path) if path.parent == kept.folder else "基线", path) for path in kept.all)
    return [(name, Record.read(path)) for name, path in named]


def _when(path: Path) -> str:
    return f"{datetime.fromtimestamp(path.stat().st_mtime):%m-%d %H:%M}"


def _cases(path: Path | None) -> Sequence[Case]:
    return load_cases(path) if path else ()


def _made(stored: Stored, kept: Kept, path: Path, serving: str) -> str:
    """When, on which index; and whether that is the one that answers now."""
    moment = datetime.fromtimestamp(path.stat().st_mtime)
    when = f"{moment:%Y-%m-%d %H:%M} 评测" if path.parent == kept.folder else "随代码提供的基线"
    told = f"{when}，索引 {stored.index_version}，日期按 {stored.as_of} 计"
    return told if stored.index_version == serving else f"{told}；现在的索引是 {serving}"

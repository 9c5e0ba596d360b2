"""资料库: what the library holds, what cleaning made of it, and how it changes."""

from __future__ import annotations

from typing import Any

import gradio as gr
from gradio.context import Context

from assistant.serve.changing import LARGEST_UPLOAD
from assistant.serve.page.acts import acts
from assistant.serve.page.context import Page
from assistant.serve.page.html import element
from assistant.serve.page.library_forms import fields, waiting
from assistant.serve.page.library_handlers import Shelf
from assistant.serve.page.library_list import ACTS
from assistant.serve.page.panel import panel

_EVERY = 1.0  # seconds between two looks at how far a job is
_QUIET: dict[str, Any] = {"show_progress": "hidden", "concurrency_limit": None}
_BRING = (
    f"可以用 txt、md、html、docx，不超过 {LARGEST_UPLOAD >> 20} MB。"
    "标题、机关等从文中找，保存前可以改。"
)
_DELETED = "删除后不再用来回答；以前的版本还在，管理员可以恢复。"
_PURGED = "彻底删除：连同历史版本，不能恢复"


def tab(page: Page) -> None:
    """The components and what happens in them."""
    _Tab(page).build()


class _Tab:
    """Three columns, of which one is seen: the list, the form for a file, an open document."""

    def __init__(self, page: Page) -> None:
        self._admin = page.role == "admin"
        self._shelf = Shelf(page)

    def build(self) -> None:
        self._job, self._timer = gr.State(""), gr.Timer(_EVERY, active=False)
        self._progress = panel(elem_id="library-job")
        self._following: list[Any] = [self._job, self._progress, self._timer]
        self._opened, self._replacing = gr.State(""), gr.State("")
        with gr.Column(elem_id="library-shelf") as shelf:
            self._build_list()
        with gr.Column(visible=False, elem_id="library-form") as form:
            self._build_form()
        with gr.Column(visible=False, elem_id="library-document") as document:
            self._build_document()
        self._columns: list[Any] = [shelf, form, document]
        self._wire()

    def _build_list(self) -> None:
        with gr.Row(elem_classes="filters"):
            self._words = gr.Textbox(
                "", label="找文件", placeholder="标题、机关、地区或文号", max_length=100, scale=4
            )
            self._upload = gr.Button("上传文件", variant="primary", scale=0, min_width=120)
            self._reindex = gr.Button("更新索引", scale=0, min_width=120)
        self._listing = panel(elem_id="library-list")
        with gr.Accordion("改动的历史", open=False, elem_classes="fold"):
            self._history = panel(elem_id="library-changes")
            with gr.Row(elem_classes="filters", visible=self._admin):
                self._revision = gr.Dropdown(label="回到哪一次之后的样子", choices=[], scale=4)
                self._rollback = gr.Button("回到这一次", variant="stop", scale=0, min_width=120)

    def _build_form(self) -> None:
        self._leave = gr.Button("返回", scale=0, min_width=80, elem_classes="back")
        self._heading = panel(elem_id="library-heading")
        panel(element("p", _BRING, class_="faint"))
        self._file = gr.File(label="文件", show_label=False, height=160)
        self._file_waits, self._received = waiting(), panel(elem_id="library-received")
        with gr.Column(elem_classes="fields"):
            self._fields = fields()
        self._save = gr.Button("保存", variant="primary", scale=0, min_width=160)

    def _build_document(self) -> None:
        with gr.Row(elem_classes="bar"):
            self._back = gr.Button("返回", scale=0, min_width=80, elem_classes="back")
            self._replace = gr.Button("换成新版", scale=0, min_width=100)
            self._ask = gr.Button("删除", scale=0, min_width=80)
        with gr.Column(visible=False, elem_classes="asking") as self._asking:
            panel(element("p", _DELETED))
            self._purge = gr.Checkbox(label=_PURGED, visible=self._admin)
            with gr.Row():
                self._delete = gr.Button("确定删除", variant="stop", scale=0, min_width=120)
                self._keep = gr.Button("不删", scale=0, min_width=80)
        self._facts = panel(elem_id="library-facts")
        with gr.Tabs(overflow_behavior="wrap"):
            with gr.Tab("条款"):
                self._tree = panel(elem_id="library-tree")
            with gr.Tab("清理与更正"):
                self._build_cleaning()
            with gr.Tab("版本对照"):
                self._build_versions()

    def _build_cleaning(self) -> None:
        self._report = panel(elem_id="library-report")
        panel(element("h3", "去掉正文里的几行"))
        with gr.Row(elem_classes="filters"):
            self._span = gr.Textbox(
                label="行号", placeholder="如 5，或 5-8", max_length=30, elem_id="library-span"
            )
            self._drop = gr.Button("去掉", scale=0, min_width=120)
        self._lines = panel(elem_id="library-lines")

    def _build_versions(self) -> None:
        with gr.Row(elem_classes="filters"):
            self._old = gr.Dropdown(label="旧版", choices=[])
            self._new = gr.Dropdown(label="新版", choices=[])
            self._compare = gr.Button("对照", scale=0, min_width=120)
        self._differences = panel(elem_id="library-differences")

    def _wire(self) -> None:
        shelf, following = self._shelf, self._following
        columns, clicked = [*self._columns, self._asking], acts(ACTS)
        whole = [self._listing, self._history, self._revision, *following]
        again: dict[str, Any] = {
            "fn": shelf.open,
            "inputs": [self._words, self._job],
            "outputs": whole,
        }
        document = [self._opened, self._facts, self._tree, self._report, self._lines]
        document += [self._old, self._new, self._differences, *following]

        self._timer.tick(
            shelf.follow, [self._job, self._words], [self._listing, *following], **_QUIET
        )
        self._words.change(
            shelf.search, self._words, self._listing, trigger_mode="always_last", **_QUIET
        )
        clicked.do.click(shelf.act, [clicked.what, self._opened], document, **_QUIET).success(
            self._only(2), None, columns, **_QUIET
        )
        self._drop.click(shelf.drop, [self._opened, self._span], document, **_QUIET).success(
            lambda: "", None, self._span, **_QUIET
        )
        versions = [self._opened, self._old, self._new]
        self._compare.click(shelf.compare, versions, self._differences, **_QUIET)

        shown_form = [self._replacing, self._heading, self._received, self._file_waits]
        shown_form += self._fields
        for event, named in ((self._upload, gr.State("")), (self._replace, self._opened)):
            event.click(shelf.bring, named, shown_form, **_QUIET).success(
                self._only(1), None, columns, **_QUIET
            )
        file = [self._file_waits, self._received, *self._fields]
        taken = self._file.upload(shelf.read, [self._file, self._replacing], file, **_QUIET)
        for ended in (taken.success, taken.failure):  # room for the next
            ended(lambda: None, None, self._file, **_QUIET)
        given = [self._file_waits, self._replacing, *self._fields]
        saved = self._save.click(shelf.save, given, [self._file_waits, *following], **_QUIET)
        erased = [self._opened, self._purge]
        deleted = self._delete.click(shelf.delete, erased, following, **_QUIET)
        for done in (self._back.click, self._leave.click, saved.success, deleted.success):
            done(**again, **_QUIET).success(self._only(0), None, columns, **_QUIET)
        self._ask.click(lambda: gr.Column(visible=True), None, self._asking, **_QUIET)
        self._keep.click(lambda: gr.Column(visible=False), None, self._asking, **_QUIET)
        self._reindex.click(shelf.reindex, None, following, **_QUIET)
        self._rollback.click(shelf.rollback, self._revision, following, **_QUIET).success(
            **again, **_QUIET
        )
        if isinstance(Context.block, gr.Tab):
            Context.block.select(**again, **_QUIET)
        if Context.root_block:  # a tab may be chosen before the page listens
            Context.root_block.load(**again, **_QUIET)

    @staticmethod
    def _only(which: int) -> Any:  # noqa: ANN401
        """What shows one of the columns, and no question whether to delete."""
        seen = (*(gr.Column(visible=at == which) for at in range(3)), gr.Column(visible=False))
        return lambda: seen

"""问答: a question, its answer, and what it rests on."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.app import LONGEST_QUESTION
from assistant.serve.page.acts import acts
from assistant.serve.page.answering import Answering
from assistant.serve.page.context import Page
from assistant.serve.page.kept import LONGEST, Talk
from assistant.serve.page.panel import panel

_KEPT = 6 * 3600  # seconds for which a page that is open keeps its conversation
RESTORE, LOOK = "restore", "look"  # conversation.js clicks them
_ALL = "全部资料"
_SHOWN = 1000  # choices in a list, which is narrowed by typing


def tab(page: Page) -> None:
    """The components, and what happens in them."""
    conversation = panel(elem_id="conversation")
    talk = gr.State(Talk(), time_to_live=_KEPT)
    coming_back = acts(RESTORE, LONGEST)
    with gr.Column(elem_id="composer"):
        with gr.Row(elem_id="above"):
            with gr.Accordion(f"范围：{_ALL}", open=False, elem_id="scope") as scope, gr.Row():
                regions, documents = _choice("地区"), _choice("文件")
            clear = gr.Button("新的对话", elem_id="clear", scale=0, min_width=0)
        with gr.Row(elem_id="line"):
            question = gr.Textbox(
                label="问题",
                show_label=False,
                placeholder="输入问题",
                max_lines=6,
                max_length=LONGEST_QUESTION,
                elem_id="question",
                scale=1,
            )
            send = gr.Button("提问", variant="primary", elem_id="send", scale=0, min_width=88)
    answering = Answering(page)
    writes = page.service().settings.model is not None
    gr.on(
        [question.submit, send.click],
        answering.stream if writes else answering.ask,
        [question, talk, regions, documents],
        [conversation, talk, question],
        show_progress="hidden",
    )
    clear.click(answering.welcome, None, [conversation, talk], show_progress="hidden")
    gr.on(
        [regions.change, documents.change],
        _told,
        [regions, documents],
        scope,
        show_progress="hidden",
    )
    coming_to = acts(LOOK)
    coming_to.do.click(
        answering.look, talk, [conversation, regions, documents], show_progress="hidden"
    )
    # Without triggers: as the page is opened.
    gr.on(None, answering.choices, None, [regions, documents], show_progress="hidden")
    shown = [conversation, talk, regions, documents]
    gr.on(None, answering.open, None, shown, show_progress="hidden")
    coming_back.do.click(answering.restore, coming_back.what, shown, show_progress="hidden")


def _choice(name: str) -> gr.Dropdown:
    """Custom values, too, as Gradio would take choices that come later for such."""
    return gr.Dropdown(
        label=f"只看这些{name}", multiselect=True, allow_custom_value=True, num_choices_shown=_SHOWN
    )


def _told(regions: list[str] | None, documents: list[str] | None) -> Any:  # noqa: ANN401
    """What the answers are taken from, in few words."""
    counts = ((regions, "个地区"), (documents, "份文件"))
    told = "、".join(f"{len(chosen)} {what}" for chosen, what in counts if chosen)
    return gr.update(label=f"范围：{told or _ALL}")

"""The page: its tabs, those alone that a role may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import gradio as gr

from assistant.access.keys import ROLES, Role
from assistant.serve.page import ask, ledger, library, report, todo
from assistant.serve.page.context import Page


@dataclass(frozen=True, slots=True)
class _Tab:
    """``role`` is the least that sees it."""

    name: str
    label: str
    role: Role
    made: Callable[[Page], None]


_TABS = (
    _Tab("ask", "问答", "reader", ask.tab),
    _Tab("ledger", "指标台账", "reader", ledger.tab),
    _Tab("library", "资料库", "editor", library.tab),
    _Tab("report", "评测", "admin", report.tab),
    _Tab("todo", "待办", "admin", todo.tab),
)


def blocks(page: Page) -> gr.Blocks:
    """All that ``page.role`` may see and do."""
    made = gr.Blocks(title="有据", analytics_enabled=False, fill_width=True)
    with made, gr.Tabs(elem_id="tabs", overflow_behavior="wrap"):
        for tab in _TABS:
            if ROLES.index(page.role) >= ROLES.index(tab.role):
                with gr.Tab(tab.label, id=tab.name, elem_id=f"tab-{tab.name}"):
                    tab.made(page)
    made.queue(default_concurrency_limit=None)
    return made

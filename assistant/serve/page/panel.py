"""A component that shows markup of ours as it is.

``gr.HTML`` and ``js=`` of an event make code out of text, which the policy of the page forbids;
``gr.Markdown`` does not, and leaves a block of HTML without empty lines alone.
"""

from __future__ import annotations

import gradio as gr
from markupsafe import Markup

from assistant.serve.page.html import shown


def panel(markup: Markup | None = None, **given: object) -> gr.Markdown:
    """A place for markup of ``html.py``; handlers return ``shown(markup)`` for it. ``given`` are
    those of ``gr.Markdown``."""
    return gr.Markdown(
        shown(markup) if markup else "",
        sanitize_html=False,  # html.py has escaped every text; this would take ARIA out
        latex_delimiters=[],
        **given,  # type: ignore[arg-type]
    )

"""Buttons in markup of ours whose click a handler takes: common.js holds the other end."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr
from markupsafe import Markup

from assistant.serve.page.html import Part, element

_APART = ":"


@dataclass(frozen=True, slots=True)
class Acts:
    """``what`` says which button it was, and ``do`` is clicked once that is there."""

    name: str
    what: gr.Textbox
    do: gr.Button


def acts(name: str, longest: int = 300) -> Acts:
    """The end of the buttons called ``name``, which nobody sees; ``longest`` are the characters
    that one may say."""
    what = gr.Textbox(elem_id=f"{name}-what", visible="hidden", label="操作", max_length=longest)
    return Acts(name, what, gr.Button("操作", elem_id=f"{name}-do", visible="hidden"))


def act(
    name: str,
    deed: str,
    about: str,
    *parts: Part,
    class_: str = "plain",
    disabled: bool = False,
    label: str | None = None,
) -> Markup:
    """A button; its handler is given ``deed:about``. ``label`` is what is read out for it."""
    return element(
        "button",
        *parts,
        type="button",
        class_=class_,
        disabled="disabled" if disabled else None,
        aria_label=label,
        data_act=name,
        data_what=f"{deed}{_APART}{about}",
    )


def deed_of(what: str) -> tuple[str, str]:
    """“open:plan” → (open, plan)."""
    deed, _, about = what.partition(_APART)
    return deed, about

"""A sheet as PDF: tagged, in Chinese, its fonts embedded, set by Typst without a network."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import Any, get_args

from assistant.papers.contents import Block, Sheet, Span, Together
from assistant.papers.fonts import folder
from assistant.papers.legible import legible

_SETTING = Lock()  # a compiler is for one paper at a time
_STANDARDS = ["a-2a", "ua-1"]  # to be kept, and to be read aloud
_BLOCKS = (Span, *get_args(Block))
_UNBROKEN = re.compile(r"[!-~]{24}(?=[!-~])")  # which may not fit a line
_PAGE = 500  # characters that surely fit one


def pdf(sheet: Sheet) -> bytes:
    """The bytes; the same for the same sheet."""
    shown = legible(sheet, everywhere=True)
    paper = {
        "name": f"{shown.kind}：{shown.about}",
        "title": shown.title,
        "spread": not shown.named,
        "subtitle": shown.subtitle,
        "footer": shown.footer,
        "made": shown.stamp.made,
        "blocks": [_object(block) for block in shown.blocks],
    }
    made = datetime.fromisoformat(shown.stamp.made).replace(tzinfo=UTC)
    with _SETTING:
        found: bytes = _compiler().compile(
            _template(),
            format="pdf",
            sys_inputs={"paper": json.dumps(paper, ensure_ascii=False)},
            pdf_standards=_STANDARDS,
            timestamp=made,
        )
    return found


@cache
def _compiler() -> Any:  # noqa: ANN401 - loaded where it is used
    import typst  # noqa: PLC0415

    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder()]
    )
    return typst.Compiler(root=str(folder()), font_paths=fonts)


@cache
def _template() -> bytes:
    return files("assistant.papers").joinpath("paper.typ").read_bytes()


def _object(block: Block | Span) -> dict[str, object]:
    """A block as the template reads it."""
    told = {each.name: _told(getattr(block, each.name)) for each in fields(block)}
    if isinstance(block, Together):
        told["long"] = sum(map(len, block.texts())) > _PAGE
    return {"block": type(block).__name__.lower(), **told}


def _told(value: object) -> object:
    if isinstance(value, str):
        return _UNBROKEN.sub(r"\g<0>" "\u200b", value)
    if isinstance(value, tuple):
        return [_told(each) for each in value]
    return _object(value) if isinstance(value, _BLOCKS) else value

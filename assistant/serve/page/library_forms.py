"""What people bring to the library: a file, and what they state of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import gradio as gr
from gradio.utils import get_upload_folder
from markupsafe import Markup

from assistant.errors import BadRequest, Conflict
from assistant.serve.page.html import element
from assistant.types import Source

FIELDS: Mapping[str, str] = {
    "title": "标题",
    "issuer": "发文机关",
    "number": "文号",
    "region": "地区",
    "issued": "成文日期",
}
_INFO: Mapping[str, str] = {
    "region": "写到最小的一级，如 浙江省杭州市建德市",
    "issued": "如 2024-03-01",
}
_LONGEST = 300
_KILO = 1024
_KEPT = 3600  # seconds for which a file that was brought waits to be saved


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that someone brought, not yet in the library."""

    name: str
    data: bytes


def fields() -> list[gr.Textbox]:
    """A box for each thing that people may state, in the order of FIELDS."""
    return [
        gr.Textbox(label=label, info=_INFO.get(key), max_length=_LONGEST)
        for key, label in FIELDS.items()
    ]


def waiting() -> gr.State:
    """Where a file waits to be saved."""
    return gr.State(None, time_to_live=_KEPT)


def brought(path: str) -> Brought:
    """A file out of the folder for uploads, in which nothing of it stays."""
    file, folder = Path(path), Path(get_upload_folder()).resolve()
    if folder not in file.resolve().parents:
        raise BadRequest("这个文件不是上传来的。", "请重新选文件。")
    taken = Brought(file.name, file.read_bytes())
    file.unlink()
    with suppress(OSError):  # another may have put a file of the same words there
        file.parent.rmdir()
    for empty in folder.glob("tmp*"):  # Gradio leaves one for every file
        if empty.is_file() and not empty.stat().st_size:
            empty.unlink(missing_ok=True)
    return taken


def stated(values: tuple[str | None, ...]) -> dict[str, str | None]:
    """The values of ``fields`` by their names, None where a box is empty."""
    return {key: (value or "").strip() or None for key, value in zip(FIELDS, values, strict=True)}


def filled(source: Source) -> list[str]:
    """The values of ``fields`` for what is known of a document."""
    known = (source.title, source.issuer, source.number, source.region, source.issued)
    return [value or "" for value in known]


def received(file: Brought) -> Markup:
    """That a file is there, and what to do now."""
    size = max(round(len(file.data) / _KILO), 1)
    return element(
        "p",
        element("strong", file.name),
        f"（{size} KB）已读入。下面是从文中找到的，请核对、补上，再保存。",
        role="status",
    )


@contextmanager
def in_words_of_the_page() -> Iterator[None]:
    """Faults whose message or hint speaks of commands and fields speak of the page instead."""
    try:
        yield
    except Conflict as fault:
        hint = "要换成新版，请打开那份文件，用“换成新版”；确是另一份，请改标题。"
        raise Conflict(fault.message, hint) from fault
    except BadRequest as fault:
        message = fault.message
        for key, label in FIELDS.items():
            message = message.replace(f"{key} ", f"“{label}”")
        raise BadRequest(message, _hint(fault.hint)) from fault


def _hint(hint: str) -> str:
    if "manifest" in hint:
        return "整份不要的，请删除这份文件。"
    if "youju" in hint or "--" in hint:
        return "请对照清理报告和“看原文件的行号”，再试一次。"
    for key, label in FIELDS.items():
        hint = hint.replace(f" {key}", f"“{label}”")
    return hint

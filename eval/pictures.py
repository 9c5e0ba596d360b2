"""Pictures of the page for the README: ``make pictures``.

A service on a home of its own, a question, and the Chromium of this machine; the pictures are
the same from one time to the next but for what the fonts of the machine make of them.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from load import service

from assistant.errors import YoujuError
from assistant.indexing import build
from assistant.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

FOLDER = Path(__file__).resolve().parents[1] / "docs"
QUESTION = "建德2027年集体经济目标是多少"
LARGEST = 300_000  # bytes of a picture
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_PHONE: ViewportSize = {"width": 390, "height": 844}
_DESK: ViewportSize = {"width": 1280, "height": 800}
_COLOURS = 128
_ASKED_ABOUT, _SEED = "jiande-2023-2027-plan", 4
_ANSWERS = "DDADDBCDDDAD"  # of a room, one letter a phone
_SETTLES = 1000  # milliseconds
_STILL = "*, ::before, ::after { animation: none !important; transition: none !important; }"


class NoBrowser(YoujuError):
    """What takes the pictures is not there."""

    code = "no_browser"


def main() -> int:
    """Takes every picture; 1 where that cannot be done."""
    try:
        with tempfile.TemporaryDirectory() as folder, browser() as chromium:
            home = Path(folder)
            build(Settings(home=home))
            FOLDER.mkdir(exist_ok=True)
            with service(home) as (port, _):
                for name, viewport, shows in PICTURES:
                    _take(chromium, f"http://127.0.0.1:{port}", name, viewport, shows)
    except YoujuError as error:
        print(f"错误：{error.message}\n怎么办：{error.hint}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


@contextmanager
def browser() -> Iterator[Browser]:
    """The Chromium of this machine. Raises NoBrowser."""
    try:
        from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - may be missing
    except ImportError as error:
        raise NoBrowser(
            "没有装 playwright，拍不了网页的图。", "请运行 make pictures，或装上开发工具。"
        ) from error
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=executable())
        except Error as error:
            reason = str(error).splitlines()[0]
            raise NoBrowser(f"Chromium 打不开：{reason}", "请直接运行它，看缺什么。") from error
        yield chromium
        chromium.close()


def executable() -> str:
    """The browser that ``CHROMIUM`` names, or one that is installed. Raises NoBrowser."""
    given = os.environ.get("CHROMIUM")
    found = shutil.which(given) if given else next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        what = (
            f"环境变量 CHROMIUM 指的 {given} 不能运行。" if given else "这台机器上没有 Chromium。"
        )
        raise NoBrowser(
            what,
            "Debian、Ubuntu 请运行：sudo apt install chromium；装在别处的，用 CHROMIUM=路径 指明。",
        )
    return found


def compressed(picture: bytes) -> bytes:
    """A PNG in few colours, which is all that text on paper needs."""
    from PIL import Image  # noqa: PLC0415 - comes with the page

    image = Image.open(io.BytesIO(picture)).convert("RGB")
    reduced = image.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    written = io.BytesIO()
    reduced.save(written, "PNG", optimize=True)
    return written.getvalue()


def _take(
    chromium: Browser,
    address: str,
    name: str,
    viewport: ViewportSize,
    shows: Callable[[Page], None],
) -> None:
    with chromium.new_context(
        viewport=viewport,
        device_scale_factor=2 if viewport is _PHONE else 1,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        color_scheme="light",
        reduced_motion="reduce",
    ) as context:
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector(".welcome")
        page.add_style_tag(content=_STILL)
        shows(page)
        page.wait_for_timeout(_SETTLES)
        picture = compressed(page.screenshot(caret="hide"))
    path = FOLDER / f"{name}.png"
    path.write_bytes(picture)
    print(f"已写入 {path}（{len(picture) / 1000:.0f} KB）")  # noqa: T201
    if len(picture) > LARGEST:
        raise YoujuError(f"{path.name} 太大。", f"上限 {LARGEST // 1000} KB，请减少画面里的东西。")


def _answer(page: Page) -> None:
    page.fill("#question textarea", QUESTION)
    page.press("#question textarea", "Enter")
    page.wait_for_selector(".turn .card")


def _answer_and_source(page: Page) -> None:
    _answer(page)
    page.locator(".turn .mark").first.click()
    page.wait_for_selector("#source mark")


def _ledger(page: Page) -> None:
    page.get_by_role("tab", name="指标台账").click()
    page.wait_for_selector("#ledger table")


def _training(page: Page) -> None:
    """The projected screen after an item that a room has answered."""
    asking = page.context.request
    address = page.url.rstrip("/")

    def posted(path: str, body: object = None, token: str = "") -> dict[str, Any]:
        headers = {"Origin": address, **({"Authorization": f"Bearer {token}"} if token else {})}
        reply = asking.post(f"{address}/v1/training/{path}", data=body, headers=headers)
        return dict(reply.json())

    wanted = {"number": 3, "kinds": ["single"], "documents": [_ASKED_ABOUT], "seed": _SEED}
    quiz = posted("quizzes", {**wanted, "title": "建德规划"})
    session = posted("sessions", {"quiz": quiz["id"], "title": "建德规划 第一讲"})
    joined = [
        posted("join", {"code": session["code"], "name": f"学员{number}"})
        for number in range(1, len(_ANSWERS) + 1)
    ]
    steps = f"sessions/{session['id']}/next"
    posted(steps)
    for player, answer in zip(joined, _ANSWERS, strict=True):
        posted("play/answers", {"item": 0, "answer": answer}, player["token"])
    posted(steps)
    posted(steps)
    page.goto(f"{address}/training/sessions/{session['id']}/screen")
    page.wait_for_selector("mark")


PICTURES: tuple[tuple[str, ViewportSize, Callable[[Page], None]], ...] = (
    ("page-phone", _PHONE, _answer),
    ("page-desktop", _DESK, _answer_and_source),
    ("page-ledger", _DESK, _ledger),
    ("training-screen", _DESK, _training),
)

if __name__ == "__main__":
    sys.exit(main())

"""The service, spoken to without a network, and a real browser before it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from assistant.serve.application import application
from assistant.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

_NAMES = ("chromium", "chromium-browser", "google-chrome")
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}


@contextmanager
def served(
    settings: Settings,
    *,
    is_open: bool = True,
    address: str = "127.0.0.1",
    with_page: bool = False,
) -> Iterator[TestClient]:
    """A client of the service on these settings."""
    with TestClient(
        application(settings, is_open=is_open, with_page=with_page),
        base_url="http://127.0.0.1:8000",
        client=(address, 50000),
        raise_server_exceptions=False,
    ) as client:
        yield client


@pytest.fixture(scope="session")
def serve() -> Callable[..., AbstractContextManager[TestClient]]:
    """Opens the service on settings: ``with serve(library, is_open=True) as client``."""
    return served


@pytest.fixture(scope="session")
def reading(read_library: Settings) -> Iterator[TestClient]:
    """The service, open to this machine; only to be read."""
    with served(read_library) as client:
        yield client


@pytest.fixture
def client(library: Settings) -> Iterator[TestClient]:
    """The service, open to this machine, to be changed."""
    with served(library) as client:
        yield client


class Visit:
    """A visitor's browser, with what it asked of other hosts and what it complained of."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        context.on("request", self._requested)
        self.page = self.open()

    def open(self, path: str = "/") -> Page:
        """A new tab at a place of the service."""
        page = self.context.new_page()
        page.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        page.goto(self.address + path)
        return page

    def _requested(self, request) -> None:
        if not request.url.startswith((f"{self.address}/", "data:", "blob:")):
            self.foreign.append(request.url)


@pytest.fixture(scope="session")
def where() -> str:
    """The path of Chromium."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    assert found, "没有 Chromium：apt-get install chromium，或用环境变量 CHROMIUM 指明它在哪里"
    return found


@pytest.fixture(scope="module")
def chromium(where: str) -> Iterator[Browser]:
    """Headless Chromium of this machine. While Playwright is there, its loop runs in this
    thread, where no other can: it is not kept for tests that need one."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where a browser is

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=where)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Callable[..., Visit]]:
    """``visit(address, viewport=PHONE, color_scheme="dark")``: a browser without cookies."""
    contexts: list[BrowserContext] = []

    def started(address: str, **options) -> Visit:
        options = {"viewport": DESK, "locale": "zh-CN", **options}
        contexts.append(chromium.new_context(**options))
        return Visit(contexts[-1], address)

    yield started
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def page_address(
    read_library: Settings, listen: Callable[..., AbstractContextManager[str]]
) -> Iterator[str]:
    """The service with its page, open to this machine; only to be read."""
    with listen(read_library.model_copy(update={"rate": 6000}), with_page=True) as address:
        yield address


@pytest.fixture
def changing_page(
    library: Settings, listen: Callable[..., AbstractContextManager[str]]
) -> Iterator[str]:
    """The service with its page, to be changed."""
    with listen(library, with_page=True) as address:
        yield address

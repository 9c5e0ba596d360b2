"""Signing in, in a real browser; and a machine that has no Chinese font."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.access.database import Database
from assistant.access.keys import Keys
from assistant.settings import Settings

pytestmark = [pytest.mark.proof, pytest.mark.allow_hosts(["127.0.0.1"])]
CODE = "茶园口令88"
BARE = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include>/etc/fonts/fonts.conf</include><cachedir>{cache}</cachedir><selectfont>
<rejectfont><pattern><patelt name="lang"><string>zh-cn</string></patelt></pattern></rejectfont>
</selectfont></fontconfig>
"""


@pytest.fixture(scope="module")
def guarded_page(built: Path, tmp_path_factory, listen) -> Iterator[tuple[str, str]]:
    """The address of a service that asks who comes, and the key of an admin."""
    home = tmp_path_factory.mktemp("guarded-page")
    for name in ("index", "library"):
        (home / name).symlink_to(built / "home" / name)
    with Database(home / "service") as database:
        keys = Keys(database)
        keys.set_code(CODE)
        _, token = keys.create("管理", "admin")
    settings = Settings(home=home, corpus=built / "corpus", rate=6000)
    with listen(settings, is_open=False, with_page=True) as address:
        yield address, token


def enter(page, secret: str) -> None:
    page.fill("#secret", secret)
    page.press("#secret", "Enter")


def tabs(page) -> list[str]:
    page.wait_for_selector(".welcome")
    return page.locator("button[role=tab]").all_inner_texts()


def test_a_reader_comes_in_by_the_code_and_leaves(guarded_page, visit) -> None:
    address, _ = guarded_page
    visiting = visit(address)
    page = visiting.page
    assert page.url == f"{address}/signin"
    enter(page, "不是这个口令")
    page.wait_for_selector("#fault")
    assert "口令不对" in page.inner_text("#fault")
    enter(page, CODE)
    seen = tabs(page)
    assert "问答" in seen
    assert not {"资料库", "评测", "待办"} & set(seen)
    page.click("text=退出")
    page.wait_for_selector("#secret")
    page.goto(address)
    assert page.url == f"{address}/signin"
    assert not visiting.foreign


def test_an_admin_sees_everything(guarded_page, visit) -> None:
    address, token = guarded_page
    page = visit(address).page
    enter(page, token)
    assert {"问答", "指标台账", "资料库", "评测", "待办"} <= set(tabs(page))


def test_a_link_waits_at_the_door(guarded_page, visit) -> None:
    address, _ = guarded_page
    page = visit(address).open("/?q=清溪县2027年要建成标准茶园多少亩")
    enter(page, CODE)
    page.wait_for_selector(".turn .card")
    assert "12万亩" in page.inner_text(".turn .answer")


def test_the_page_is_chinese_whatever_the_browser_speaks(page_address, visit) -> None:
    page = visit(page_address, locale="en-US").page
    page.wait_for_selector(".welcome")
    assert page.get_attribute("html", "lang") == "zh-CN"


def test_chinese_on_a_machine_without_chinese(
    chromium, where: str, page_address: str, tmp_path: Path
) -> None:
    config = tmp_path / "fonts.conf"
    config.write_text(BARE.format(cache=tmp_path / "cache"), "utf-8")
    environ = {**os.environ, "FONTCONFIG_FILE": str(config)}
    with chromium.browser_type.launch(executable_path=where, env=environ) as browser:
        page = browser.new_page()
        page.goto(page_address)
        page.wait_for_selector(".welcome")
        loaded = "() => [...document.fonts].filter(font => font.status == 'loaded').length"
        page.wait_for_function(f"() => ({loaded})() > 0")

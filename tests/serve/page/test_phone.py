"""A phone in a hand: what comes back, what a finger reaches, what is said and in which words."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.store.library import Library

pytestmark = [pytest.mark.proof, pytest.mark.allow_hosts(["127.0.0.1"])]
PHONE = {"width": 360, "height": 740}
QUESTION, NEXT = "清溪县2027年要建成标准茶园多少亩", "那茶叶总产值呢"
NOWHERE = "东湖县2027年要建成标准茶园多少亩"
PATIENCE = 8000  # milliseconds for which the page waits for the conversation of before
STOPPED = 2.5  # seconds in which a service with a page open is gone
ROOT = Path(__file__).resolve().parents[3]
# What Latin letters may stand in: kinds of file, and what this test types itself.
_LATIN = re.compile(r"[A-Za-z]{2,}")
_KNOWN = re.compile(r"XLSX|CSV|txt|md|html|docx|MB|KB|MRR|YOUJU_HOME|RCEP|png|svg")
_WORDS = """() => {
  const found = new Set(), others = 'script, style, code, #evaluation, #library-facts'
    + ', #todo-questions';  // what people wrote, and what is for programs
  const walk = document.createTreeWalker(
    document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walk.currentNode; node; node = walk.nextNode()) {
    if (node.nodeType === 3) {
      const seen = node.parentElement.checkVisibility();
      if (seen && !node.parentElement.closest(others)) found.add(node.data.trim());
    } else for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      found.add(node.getAttribute(name) ?? '');
  }
  return [...found];
}"""


def ask(page, question: str) -> None:
    before = page.locator(".turn").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.wait_for_function("n => document.querySelectorAll('.turn').length > n", arg=before)


def opened(visit, address: str, **options):
    page = visit(address, viewport=PHONE, has_touch=True, **options).page
    page.wait_for_selector(".welcome")
    return page


def come_back(page) -> None:
    page.reload()
    page.wait_for_selector(".turn, .welcome")
    seen = "() => !document.body.classList.contains('restoring')"
    page.wait_for_function(seen, timeout=PATIENCE / 2)


def english(page) -> list[str]:
    return [w for w in page.evaluate(_WORDS) if _LATIN.search(_KNOWN.sub("", w))]


def to(page, label: str) -> None:
    page.get_by_role("tab", name=label, exact=True).tap()


def test_a_reload_loses_nothing(visit, page_address) -> None:
    page = opened(visit, page_address)
    ask(page, QUESTION)
    ask(page, NEXT)
    before = page.inner_text("#conversation")
    come_back(page)
    assert page.inner_text("#conversation") == before
    page.locator(".turn .mark").first.tap()
    page.wait_for_selector("#source mark")
    page.keyboard.press("Escape")
    ask(page, "那茶园面积呢")
    assert "接着上一问" in page.locator(".turn").last.inner_text()
    come_back(page)
    assert page.locator(".turn").count() == 3


def test_nor_does_a_service_that_knows_nothing_of_it_any_more(visit, page_address) -> None:
    page = opened(visit, page_address)
    ask(page, QUESTION)
    page.evaluate(
        "() => { for (const key of Object.keys(sessionStorage)) sessionStorage[key] ="
        " JSON.stringify({...JSON.parse(sessionStorage[key]), name: 'gone'}); }"
    )
    come_back(page)
    assert "12万亩" in page.inner_text(".turn .answer")
    assert "按现在的资料重新回答" in page.inner_text(".turn .remark")


def test_a_new_conversation_stays_new(visit, page_address) -> None:
    page = opened(visit, page_address)
    page.goto(f"{page_address}/?q={QUESTION}")
    page.wait_for_selector(".turn .card")
    ask(page, NEXT)
    come_back(page)
    assert page.locator(".turn").count() == 2
    page.tap("#clear")
    page.wait_for_selector(".welcome")
    come_back(page)
    page.wait_for_timeout(500)
    assert page.locator(".turn").count() == 0
    assert page.url.rstrip("/") == page_address


def test_whoever_comes_next_sees_nothing_of_it(visit, page_address) -> None:
    page = opened(visit, page_address)
    ask(page, QUESTION)
    assert json.loads(page.evaluate("JSON.stringify({...sessionStorage})"))
    page.evaluate("document.dispatchEvent(new SubmitEvent('submit'))")  # of the form for leaving
    assert page.evaluate("sessionStorage.length") == 0


def test_what_to_do_with_an_answer_is_where_the_eye_is(visit, page_address) -> None:
    page = opened(visit, page_address)
    ask(page, NOWHERE)
    unhelpful, cards = page.locator('[data-do="unhelpful"]'), page.locator("ol.cards")
    assert unhelpful.bounding_box()["y"] < cards.bounding_box()["y"]
    answer = page.locator(".turn .answer").bounding_box()
    assert unhelpful.bounding_box()["y"] - answer["y"] - answer["height"] < 40


def test_a_mark_takes_a_finger_and_no_more_of_the_line(visit, page_address) -> None:
    page = opened(visit, page_address)
    ask(page, QUESTION)
    mark = page.locator(".turn .mark").first
    box = mark.bounding_box()
    assert box["height"] <= 24
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for across, down in ((20, 0), (-20, 0), (0, 20), (0, -20)):
        assert page.evaluate(
            "([x, y]) => Boolean(document.elementFromPoint(x, y)?.closest('.mark'))",
            [x + across, y + down],
        ), (across, down)


def test_all_tabs_are_in_reach_and_nothing_speaks_english(visit, page_address) -> None:
    page = opened(visit, page_address, locale="en-US")
    assert english(page) == []
    for label in ("指标台账", "资料库", "评测", "待办", "问答"):
        tab = page.get_by_role("tab", name=label, exact=True)
        box = tab.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
        assert box["height"] >= 44
        tab.tap()
        page.wait_for_timeout(600)
        assert english(page) == [], label


def test_faults_of_an_upload_are_told_in_chinese(visit, changing_page) -> None:
    page = opened(visit, changing_page, locale="en-US")
    to(page, "资料库")
    page.get_by_role("button", name="上传文件").tap()
    page.wait_for_selector("#library-form .upload-container")
    assert english(page) == []
    large = {"name": "大.txt", "mimeType": "text/plain", "buffer": b"x" * (21 << 20)}
    wrong = {"name": "图.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n"}
    for file, said in ((large, "太大"), (wrong, "图.png：")):
        page.set_input_files("#library-form input[type=file]", files=[file])
        toast = page.locator(".toast-body").filter(has_text=said)
        toast.wait_for()
        assert toast.locator(".toast-title").inner_text().strip() == "没有做成"
        assert english(page) == []
        toast.get_by_label("关闭").tap()
        toast.wait_for(state="detached")
        page.wait_for_selector("#library-form input[type=file]", state="attached")


def test_a_new_file_leads_to_asking_about_it(visit, changing_page) -> None:
    page = opened(visit, changing_page)
    to(page, "资料库")
    page.get_by_role("button", name="上传文件").tap()
    text = "松岭县林业工作要点（2024年）\n一、森林抚育\n2024年完成森林抚育7万亩。\n"
    file = {"name": "松岭.txt", "mimeType": "text/plain", "buffer": text.encode()}
    page.set_input_files("#library-form input[type=file]", files=[file])
    page.wait_for_selector("#library-received [role=status]")
    page.get_by_role("button", name="保存").tap()
    page.get_by_text("索引已更新，可以问了").wait_for(timeout=120_000)
    page.get_by_role("button", name="去问").tap()
    assert page.locator("#question textarea").is_visible()
    ask(page, "松岭县2024年要完成森林抚育多少亩")
    assert "7万亩" in page.locator(".turn .answer").last.inner_text()


def test_the_source_says_what_became_of_its_document(visit, changing_page, library) -> None:
    page = opened(visit, changing_page)
    ask(page, QUESTION)
    with Library.open(library.home / "library") as held:
        held.delete("plan")
    page.wait_for_timeout(1500)
    page.locator(".turn .mark").first.tap()
    page.wait_for_selector("#source .source-said")
    assert "已删除" in page.inner_text("#source .source-said")
    page.request.post(f"{changing_page}/v1/library/reindex")
    until = time.monotonic() + 60
    while time.monotonic() < until:
        page.keyboard.press("Escape")
        page.locator(".turn .mark").first.tap()
        page.wait_for_selector("#source .source-said")
        if page.locator("#source mark").count():
            break
        page.wait_for_timeout(1000)
    assert "这份文件已删除" in page.inner_text("#source .source-said")
    assert "12万亩" in page.inner_text("#source mark")
    come_back(page)
    assert "已删除" in page.inner_text(".turn .remark")
    assert "12万亩" in page.inner_text(".turn .answer")
    with Library.open(library.home / "library") as held:
        held.purge("plan")
    page.wait_for_timeout(1500)
    come_back(page)
    page.wait_for_selector(".turn .remark")
    assert "不再显示" in page.inner_text(".turn .remark")
    assert "12万亩" not in page.inner_text("#conversation")


def test_the_choice_of_what_to_ask_goes_by_a_touch_beside_it(visit, page_address) -> None:
    page = opened(visit, page_address)
    toggle, regions = page.locator("#scope > button"), page.get_by_label("只看这些地区")
    ways = (
        lambda: page.touchscreen.tap(180, 120),
        toggle.tap,
        lambda: page.keyboard.press("Escape"),
    )
    for away in ways:
        toggle.tap()
        regions.first.wait_for()
        away()
        regions.first.wait_for(state="hidden")
    toggle.tap()
    regions.first.tap()
    page.get_by_role("option", name="清溪县（浙江省）").tap()
    page.get_by_text("范围：1 个地区").wait_for()
    token, arrow = page.locator("#scope .token span").first, page.locator("#scope .icon-wrap").first
    name, sign = token.bounding_box(), arrow.bounding_box()
    beside = name["x"] + name["width"] <= sign["x"]
    above = name["y"] + name["height"] <= sign["y"] + 1
    assert beside or above


def test_day_and_night_are_chosen_and_remembered(visit, page_address) -> None:
    page = opened(visit, page_address, color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    day = page.evaluate(ground)
    page.get_by_label("外观").select_option("dark")
    night = page.evaluate(ground)
    assert night != day
    page.reload()
    page.wait_for_selector(".welcome")
    assert page.evaluate(ground) == night
    assert page.get_by_label("外观").input_value() == "dark"
    page.get_by_label("外观").select_option("light")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(ground) == day
    page.get_by_label("外观").select_option("")
    assert page.evaluate(ground) == night


def test_a_page_that_is_open_does_not_hold_up_a_stop(visit, library, tmp_path) -> None:
    command = [sys.executable, "-m", "assistant", "serve", "--port", "0", "--tell-port"]
    homes = {"YOUJU_HOME": str(library.home), "YOUJU_CORPUS": str(library.corpus)}
    started = {"cwd": ROOT, "env": {**os.environ, **homes}, "stdout": subprocess.PIPE}
    with (
        (tmp_path / "log").open("wb") as log,
        subprocess.Popen(command, stderr=log, **started) as process,
    ):
        port = process.stdout.readline().strip().decode()
        page = opened(visit, f"http://127.0.0.1:{port}")
        ask(page, QUESTION)
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        assert time.monotonic() - begun < STOPPED
    assert b"Traceback" not in (tmp_path / "log").read_bytes()

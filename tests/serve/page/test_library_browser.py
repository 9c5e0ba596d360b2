"""资料库 in a real browser: bring a file, ask about it, take it away."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.proof, pytest.mark.allow_hosts(["127.0.0.1"])]
PHONE = {"width": 360, "height": 740}
HILL = """松岭县林业工作要点（2024年）
一、森林抚育
2024年完成森林抚育7万亩。
二、防火
2024年新增防火道30公里。
"""
QUESTION = "松岭县2024年要完成森林抚育多少亩"
BUILT = 120_000  # milliseconds that an index may take


_DRAWN_ANEW = 1000  # milliseconds: what stands there is looked at again


def opened(page) -> None:
    page.get_by_role("tab", name="资料库").click()
    page.wait_for_selector("#library-list table")


def bring(page, text: str, name: str = "松岭.txt") -> None:
    """Chooses a file in the form and waits until it is read."""
    file = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    page.set_input_files("#library-form input[type=file]", files=[file])
    page.wait_for_selector("#library-received [role=status]")


def indexed(page) -> None:
    page.wait_for_selector("#library-job progress", timeout=BUILT)
    page.get_by_text("索引已更新").wait_for(timeout=BUILT)


def answer_to(page, question: str) -> str:
    page.get_by_role("tab", name="问答").click()
    page.wait_for_timeout(_DRAWN_ANEW)
    before = page.locator(".turn").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.wait_for_function("n => document.querySelectorAll('.turn').length > n", arg=before)
    return page.locator(".turn .answer").last.inner_text()


def test_bring_ask_replace_compare_delete(visit, changing_page) -> None:
    visiting = visit(changing_page)
    page = visiting.page
    opened(page)
    page.get_by_role("button", name="上传文件").click()
    bring(page, HILL)
    title = page.locator("#library-form").get_by_label("标题")
    assert title.input_value() == "松岭县林业工作要点（2024年）"
    page.locator("#library-form").get_by_label("地区").fill("浙江省松岭县")
    page.get_by_role("button", name="保存").click()
    indexed(page)
    assert "7万亩" in answer_to(page, QUESTION)

    opened(page)
    page.get_by_role("button", name="松岭县林业工作要点").click()
    page.locator("#library-tree summary").first.click()
    assert "森林抚育7万亩" in page.locator("#library-tree details[open]").inner_text()
    page.get_by_role("button", name="换成新版").click()
    page.get_by_role("heading", name="换成新版").wait_for()
    bring(page, HILL.replace("7万亩", "9万亩"))
    assert page.locator("#library-form").get_by_label("地区").input_value() == "浙江省松岭县"
    page.get_by_role("button", name="保存").click()
    indexed(page)
    assert "9万亩" in answer_to(page, QUESTION)

    opened(page)
    page.get_by_role("button", name="松岭县林业工作要点").click()
    page.get_by_role("tab", name="版本对照").click()
    page.get_by_role("button", name="对照").click()
    page.wait_for_selector("#library-differences ins")
    assert page.locator("#library-differences del").inner_text() == "7万亩"
    assert page.locator("#library-differences ins").inner_text() == "9万亩"

    page.get_by_role("button", name="删除", exact=True).click()
    page.get_by_role("button", name="确定删除").click()
    page.get_by_text("共 2 份").wait_for()
    assert "9万亩" not in answer_to(page, QUESTION)
    assert not visiting.foreign
    assert not visiting.complaints


def test_a_span_is_taken_out_and_put_back_again(visit, changing_page) -> None:
    page = visit(changing_page).page
    opened(page)
    page.get_by_role("button", name="清溪县乡村振兴实施方案").click()
    page.get_by_role("tab", name="清理与更正").click()
    page.get_by_text("看原文件的行号").click()
    page.get_by_label("行号", exact=True).fill("5")
    page.get_by_role("button", name="去掉", exact=True).click()
    page.locator("#library-report").get_by_text("人工去掉").wait_for()
    page.wait_for_selector("#library-job progress")
    page.get_by_role("button", name="撤销").click()
    page.locator("#library-report").get_by_text("没有移出什么").wait_for()


def test_a_fault_is_told_and_changes_nothing(visit, changing_page) -> None:
    page = visit(changing_page).page
    opened(page)
    page.get_by_role("button", name="上传文件").click()
    file = {"name": "图.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n"}
    page.set_input_files("#library-form input[type=file]", files=[file])
    page.get_by_text("图.png：").wait_for()
    page.locator("#library-form").get_by_role("button", name="返回").click()
    page.get_by_text("共 2 份").wait_for()


def test_it_fits_a_phone(visit, changing_page) -> None:
    page = visit(changing_page, viewport=PHONE, color_scheme="dark").page
    opened(page)
    wide = "document.documentElement.scrollWidth"
    assert page.evaluate(wide) == PHONE["width"]
    page.locator("#library-list tbody tr").first.click()
    page.wait_for_selector("#library-tree summary")
    for name in ("清理与更正", "版本对照", "条款"):
        page.get_by_role("tab", name=name).click()
        assert page.evaluate(wide) == PHONE["width"]

"""指标台账 in a real browser: filter, sort, open a clause, export."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

pytestmark = [pytest.mark.proof, pytest.mark.allow_hosts(["127.0.0.1"])]
PHONE = {"width": 360, "height": 740}


def opened(page) -> None:
    page.get_by_role("tab", name="指标台账").click()
    page.wait_for_selector("#ledger table")


def test_filter_and_export(visit, page_address, tmp_path) -> None:
    visiting = visit(page_address)
    page = visiting.page
    opened(page)
    page.get_by_label("指标里的字").fill("茶园")
    page.locator("#ledger").get_by_text("共 1 条").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="导出 XLSX 文件").click()
    download.value.save_as(tmp_path / "figures.xlsx")
    [head, row] = load_workbook(tmp_path / "figures.xlsx")["明细"].iter_rows(values_only=True)
    told = dict(zip(head, row, strict=True))
    assert told["原文写法"] == "12万亩"
    assert told["下限"] == 120_000
    assert "建成标准茶园12万亩" in told["原文"]
    assert told["条款"].startswith("plan/")
    assert download.value.suggested_filename.startswith("有据_指标台账_茶园_")

    page.get_by_label("指标里的字").fill("")
    page.get_by_label("地区", exact=True).click()
    page.get_by_role("option", name="东湖县（浙江省）").click()
    page.locator("#ledger").get_by_text("共 1 条").wait_for()
    assert "3万亩" in page.inner_text("#ledger tbody")
    with page.expect_download() as download:
        page.get_by_role("link", name="导出 CSV 文件").click()
    download.value.save_as(tmp_path / "figures.csv")
    assert len((tmp_path / "figures.csv").read_text("utf-8-sig").splitlines()) == 2
    assert not visiting.foreign
    assert not visiting.complaints


def test_a_click_on_a_row_opens_the_clause_at_its_quote(visit, page_address) -> None:
    page = visit(page_address).page
    opened(page)
    page.get_by_role("button", name="按值排序").click()
    page.wait_for_selector('#ledger th[aria-sort="ascending"]')
    page.locator("#ledger td.value", has_text="12万亩").click()
    page.wait_for_selector("#source mark")
    assert "建成标准茶园12万亩" in page.inner_text("#source mark")
    page.keyboard.press("Escape")
    assert page.locator("#source").is_hidden()


def test_two_regions_and_the_line_of_time(visit, page_address) -> None:
    page = visit(page_address).page
    opened(page)
    page.get_by_label("两地对照").check()
    page.wait_for_selector("#ledger table.beside")
    assert page.locator("#ledger thead th").all_inner_texts()[0] == "指标"
    page.get_by_label("时间线").check()
    page.wait_for_selector("#ledger svg circle")
    assert page.locator("#ledger svg circle").count() >= 4


def test_it_fits_a_phone(visit, page_address) -> None:
    page = visit(page_address, viewport=PHONE).page
    opened(page)
    for view in ("两地对照", "时间线", "表格"):
        page.get_by_label(view).check()
        page.wait_for_timeout(500)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_the_arrows_go_from_one_view_to_the_next(visit, page_address) -> None:
    page = visit(page_address).page
    opened(page)
    page.get_by_label("表格").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#ledger table.beside")
    assert page.get_by_label("两地对照").evaluate("one => one === document.activeElement")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.wait_for_selector("#ledger svg circle")


def test_a_phone_shows_several_figures_at_once_and_what_a_link_opens(visit, page_address) -> None:
    page = visit(page_address, viewport=PHONE).page
    opened(page)
    link = page.locator("#ledger td.clause button").filter(has_text="发展茶叶产业").first
    assert "· 发展茶叶产业" in link.inner_text()
    assert link.bounding_box()["height"] >= 44
    rows = page.locator("#ledger table.figures tbody tr")
    heights = rows.evaluate_all("all => all.map((row) => row.getBoundingClientRect().height)")
    assert max(heights) < 190
    for button in page.locator("#ledger button.sort").all():
        assert button.bounding_box()["height"] >= 44

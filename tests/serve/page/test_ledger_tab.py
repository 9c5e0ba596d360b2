"""指标台账: what its handlers draw, in which order, and what it hands out as files."""

from __future__ import annotations

import csv
import io
import re
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape
from urllib.parse import unquote
from xml.etree import ElementTree

import gradio as gr
import pytest
from callers import asking, service_of
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from assistant.figures.beside import beside
from assistant.figures.ledger import measure
from assistant.ingest.clean import clean
from assistant.serve.page.context import Page
from assistant.serve.page.ledger import BESIDE, TABLE, TIMELINE, Boxes, Ledger
from assistant.serve.page.ledger_rows import PAGE, Filters, Order, choices, ordered, page_of
from assistant.serve.page.ledger_view import Drawn, value_told
from assistant.serve.page.paging import pager
from assistant.serve.page.timeline import lanes, timeline
from assistant.serve.service import Service
from assistant.serve.sheets import as_csv, as_xlsx
from assistant.types import Clause, Figure, Source
from assistant.wire import figure_object

NAMES = ("region", "year", "topic", "department", "every", "view", "left", "right")
NONE = {**dict.fromkeys(NAMES), "view": TABLE}  # as Gradio hands over a set of components
TEA, LAKE = "浙江省清溪县", "浙江省东湖县"


READER = asking("reader")


@pytest.fixture(scope="module")
def service(reading: TestClient) -> Service:
    return service_of(reading)


@pytest.fixture(scope="module")
def ledger(service: Service) -> Ledger:
    return Ledger(Page(lambda: service, "reader"), Boxes(*NAMES), "what", "order")


def figure(text: str, region: str | None = TEA, **changed: object) -> Figure:
    [found] = measure(text)
    return replace(found, region=region, **changed)


def test_what_is_no_target_is_shown_when_asked_for(service: Service) -> None:
    size, count = measure("引进亿元以上项目30个。")
    assistant = service.living.assistant
    targets, every = Filters().sought(assistant, None), Filters(every=True).sought(assistant, None)
    assert [targets.fits(size), targets.fits(count)] == [False, True]
    assert [every.fits(size), every.fits(count)] == [True, True]
    assert "role=target" in Filters().query("xlsx", ())
    assert "role" not in Filters(every=True).query("xlsx", ())


def test_a_bare_attribute_is_shown_with_what_it_is_of() -> None:
    figures, drawn = many(1)
    [shown] = [drawn.table([replace(figures[0], subject="红茶", indicator="产量")], Order())]
    assert ">红茶</span> 产量" in shown


def many(count: int) -> tuple[list[Figure], Drawn]:
    """So many figures of one clause each, and what draws them."""
    texts = [f"{2020 + n % 9}年建成第{n}号茶园{n % 97 + 1}万亩。" for n in range(count)]
    document = clean(Source("d", "方案", "d.txt", ""), "")
    document = replace(document, text="\n".join(texts))
    pattern, clauses, figures, start = figure(texts[0], document="d"), [], [], 0
    for n, text in enumerate(texts):
        clauses.append(Clause(f"d/{n}", "d", str(n), (), text, start, start + len(text)))
        place = {"clause": f"d/{n}", "start": start + 5, "end": start + 6}
        named = {"indicator": text[7:-5], "topic": text[7:-5], "years": (2020 + n % 9,)}
        figures.append(replace(pattern, **place, **named, high=Decimal(n % 97)))
        start += len(text) + 1
    return figures, Drawn({"d": document}, clauses, "v")


def test_it_opens_with_all_that_there_is_and_with_its_choices(ledger: Ledger) -> None:
    result, order, region, year, department, left, right = ledger.open(NONE, request=READER)
    assert "12万亩" in result
    assert "3万亩" in result
    assert order == Order()
    assert region.choices == [("全部", ""), ("东湖县（浙江省）", LAKE), ("清溪县（浙江省）", TEA)]
    assert left.choices == region.choices[1:]
    assert ("2027年", "2027") in year.choices
    assert ("建设局", "建设局") in department.choices
    assert {left.value, right.value} == {TEA, LAKE}


@pytest.mark.parametrize(
    ("chosen", "there", "not_there"),
    [
        ({"region": LAKE}, "生态养殖水面", "茶园"),
        ({"region": "清溪"}, "茶园", "生态养殖水面"),
        ({"year": "2024"}, "生态养殖水面", "茶园"),
        ({"topic": "茶园"}, "12万亩", "36个"),
        ({"department": "建设局"}, "36个", "茶园"),
    ],
)
def test_filters(ledger: Ledger, chosen: dict[str, str], there: str, not_there: str) -> None:
    result, *_ = ledger.look(NONE | chosen, request=READER)
    assert there in result
    assert not_there not in result


@pytest.mark.parametrize("year", ["明年", "20270", "'; DROP TABLE"])
def test_a_year_that_is_none_is_told(ledger: Ledger, year: str) -> None:
    with pytest.raises(gr.Error, match="认不出来"):
        ledger.look(NONE | {"year": year}, request=READER)


def test_what_a_key_may_not_see_is_neither_shown_nor_a_choice(ledger: Ledger) -> None:
    narrow = asking("reader", "lake")
    result, _, region, *_ = ledger.open(NONE, request=narrow)
    assert "茶园" not in result
    assert "生态养殖水面" in result
    assert region.choices == [("全部", ""), ("东湖县（浙江省）", LAKE)]


def test_a_click_on_a_column_sorts_up_then_down_then_not_at_all(ledger: Ledger) -> None:
    order = Order()
    seen = []
    for _ in range(3):
        given = NONE | {"what": "sort:value", "order": order}
        result, order = ledger.turn(given, request=READER)
        seen.append((order, result.index("12万亩") < result.index("3万亩")))
    assert seen == [(Order("value"), False), (Order("value", down=True), True), (Order(), True)]


@pytest.mark.parametrize("what", ["", "page:x", "page:-1", "sort:nothing", "page:99"])
def test_a_click_that_means_nothing_shows_a_page_that_there_is(ledger: Ledger, what: str) -> None:
    result, order = ledger.turn(NONE | {"what": what, "order": Order()}, request=READER)
    assert "茶园" in result
    assert order.page == 0


def test_two_regions_side_by_side(ledger: Ledger) -> None:
    given = NONE | {"view": BESIDE, "left": TEA, "right": LAKE}
    result, _, sides, _ = ledger.look(given, request=READER)
    assert sides.visible
    assert "两地都有的指标 0 项" in result
    same, *_ = ledger.look(given | {"right": TEA}, request=READER)
    assert "请选两个不同的地区" in same


def test_only_the_same_indicator_in_the_same_unit_stands_in_one_row() -> None:
    ours = [figure("建成茶园12万亩"), figure("新建住房30套")]
    theirs = [figure("建成茶园9万亩", LAKE), figure("新建住房2万平方米", LAKE)]
    other = figure("建成茶园1万亩", "浙江省")
    rows = beside([*ours, *theirs, other], TEA, LAKE)
    told = [([f.written for f in r.left], [f.written for f in r.right]) for r in rows]
    assert told == [(["12万亩"], ["9万亩"]), (["30套"], []), ([], ["2万平方米"])]


def test_the_line_of_time_is_an_image_with_its_texts_escaped(ledger: Ledger) -> None:
    result, *_ = ledger.look(NONE | {"topic": "茶", "view": TIMELINE}, request=READER)
    assert "<svg" in result
    wild = figure("2027年建成茶园12万亩", indicator="<script>alert(1)</script>&", topic="茶园")
    earlier = figure("2025年建成茶园8万亩", topic="茶园", indicator="茶园")
    drawn = timeline(lanes([wild, earlier]))
    assert "<script" not in drawn
    root = ElementTree.fromstring(drawn)
    circles = [node for node in root if node.tag == "circle"]
    assert [float(c.get("cx", 0)) for c in circles] == sorted(
        float(c.get("cx", 0)) for c in circles
    )
    assert len(circles) == 2
    assert [lane.name for lane in lanes([figure("建成茶园12万亩")])] == []


def test_text_of_documents_is_no_markup() -> None:
    text = "到2027年，<img src=x onerror=alert(1)>茶园12万亩。"
    document = clean(Source("d", "<b>方案</b>", "d.txt", ""), text)
    found = figure(text, document="d", clause="d/1", region="<i>县")
    clause = Clause("d/1", "d", "<u>一", ("<s>",), text, 0, len(document.text))
    table = Drawn({"d": document}, [clause], "v").table([found], Order())
    for tag in ("<img", "<b>", "<i>", "<u>", "<s>"):
        assert tag not in table


def test_ten_thousand_figures_are_shown_at_once() -> None:
    figures, drawing = many(10_000)
    begun = time.process_time()
    for column in ("region", "years", "indicator", "value", "departments"):
        page, order, pages = page_of(ordered(figures, Order(column), {}), Order(column, page=3))
        table = drawing.table(page, order)
    choices(figures)
    seconds = time.process_time() - begun
    assert pages == 10_000 / PAGE
    assert table.count("<tr") == PAGE + 1
    assert seconds < 3


def test_what_a_column_does_not_tell_comes_last_both_ways() -> None:
    found = [figure("建成茶园12万亩"), figure("2026年建成茶园1万亩"), figure("2025年建成茶园2万亩")]
    up, down = (ordered(found, Order("years", down=down), {}) for down in (False, True))
    assert [f.written for f in up] == ["2万亩", "1万亩", "12万亩"]
    assert [f.written for f in down] == ["1万亩", "2万亩", "12万亩"]


def test_pages() -> None:
    figures, _ = many(120)
    page, order, pages = page_of(figures, Order(page=99))
    assert (len(page), order.page, pages) == (20, 2, 3)
    assert page_of([], Order(page=4)) == ([], Order(), 1)
    assert "第 3 / 3 页" in pager("ledger", order.page, pages, "50 条")
    assert pager("ledger", 0, 1, "50 条") == ""


def test_a_value_says_what_limits_it() -> None:
    assert value_told(figure("年均新增茶园不少于3万亩")).endswith("不低于 3万亩")
    assert value_told(figure("茶园12万亩")) == "12万亩"


@pytest.mark.parametrize(
    "filters",
    [Filters(), Filters(region=TEA), Filters(year="2024"), Filters(TEA, topic="茶园")],
)
def test_the_workbook_has_the_rows_that_are_filtered(reading: TestClient, filters: Filters) -> None:
    regions = (filters.region,)
    asked = reading.get(f"/v1/figures?{filters.query('json', regions)}").json()["figures"]
    reply = reading.get(f"/v1/figures?{filters.query('xlsx', regions)}")
    called = unquote(reply.headers["content-disposition"].partition("filename*=UTF-8''")[2])
    told = "_".join(["有据", "指标台账", *filters.told(), f"{date.today():%Y%m%d}"])
    assert called == f"{told}.xlsx"
    book = load_workbook(io.BytesIO(reply.content))
    assert book.sheetnames == ["指标", "明细"]
    head, *rows = book["明细"].iter_rows(values_only=True)
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(t["原文写法"], t["原文"], t["条款"]) for t in told] == [
        (row["written"], row["quote"], row["clause"]["id"]) for row in asked
    ]
    one = {"不低于": ["下限"], "高于": ["下限"], "不高于": ["上限"], "低于": ["上限"]}
    for row in told:
        held = [name for name in ("下限", "上限") if isinstance(row[name], int | float)]
        assert held == one.get(row["比较"], ["下限", "上限"])
    lines = csv.reader(
        io.StringIO(reading.get(f"/v1/figures?{filters.query('csv', regions)}").text[1:])
    )
    assert len(list(lines)) == len(asked) + 1


def test_no_cell_is_a_formula(formulas: Callable[[str], object]) -> None:
    for begin in ("=1+1", "+1", "-1", "@SUM(A1)", "＝1", " =1"):
        row = formulas(begin)
        [_, cells] = load_workbook(io.BytesIO(as_xlsx([row])))["明细"].iter_rows()
        assert cells[0].data_type == "s"
        assert cells[0].value == begin
        assert cells[0].quotePrefix
        written = list(csv.reader(io.StringIO(as_csv([row]).decode()[1:])))
        assert written[1][0] == f"'{begin}"


def test_signs_that_no_workbook_holds_are_left_out(formulas: Callable[[str], object]) -> None:
    book = load_workbook(io.BytesIO(as_xlsx([formulas("茶\x00园\x0b")])))
    [_, cells] = book["明细"].iter_rows()
    assert cells[0].value == "茶园"


@pytest.mark.parametrize("name", ["指标", "明细"])
def test_the_workbook_reads_and_prints_well(reading: TestClient, name: str) -> None:
    reply = reading.get("/v1/figures?format=xlsx&topic=茶园")
    sheet = load_workbook(io.BytesIO(reply.content))[name]
    head, first, *_ = sheet.iter_rows()
    told = dict(zip((cell.value for cell in head), first, strict=True))
    if name == "指标":
        assert list(told) == "地区 年份 指标 值 责任单位 文件 条款标题 原文".split()
        assert (told["地区"].value, told["值"].value) == ("清溪县", "12万亩")
        assert told["责任单位"].value == "农业农村局、商务局"
    assert told["条款标题"].value == "发展茶叶产业"
    assert told["年份"].value in {2027, "2023—2027"}
    assert told["原文"].alignment.wrap_text
    assert sheet.freeze_panes == "B2"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$1:$1"


def test_the_first_sheet_says_what_an_attribute_is_of(formulas: Callable[[str], object]) -> None:
    row = formulas("产量") | {"subject": "粮食", "comparator": ">=", "per": "年", "change": "added"}
    [_, cells] = load_workbook(io.BytesIO(as_xlsx([row])))["指标"].iter_rows(values_only=True)
    assert cells[2:4] == ("粮食产量", "每年新增 不低于 12万亩")
    [_, again] = load_workbook(io.BytesIO(as_xlsx([formulas("=1")])))["指标"].iter_rows()
    assert again[2].data_type == "s"
    assert again[2].quotePrefix


def test_two_regions_are_exported_as_they_are_shown(ledger: Ledger, reading: TestClient) -> None:
    given = NONE | {"view": BESIDE, "left": TEA, "right": LAKE}
    result, *_ = ledger.look(given, request=READER)
    assert ">没有<" not in result
    assert "资料里没有" in result
    [address] = {
        unescape(each) for each in re.findall(r'href="(/v1/figures[^"]*xlsx[^"]*)"', result)
    }
    rows = load_workbook(io.BytesIO(reading.get(address).content))["明细"]["H"]
    assert {cell.value for cell in rows[1:]} == {TEA, LAKE}
    one = reading.get("/v1/figures", params={"region": "东湖"}).json()["figures"]
    assert {figure["region"] for figure in one} == {LAKE}


@pytest.fixture
def formulas() -> Callable[[str], object]:
    """A row of the ledger whose indicator is this text."""
    text = "建成茶园12万亩"
    document = clean(Source("d", "方案", "d.txt", ""), text)
    clause = Clause("d/1", "d", "1", (), text, 0, len(text))

    def row(indicator: str) -> object:
        found = figure(text, document="d", clause="d/1", low=Decimal(120000))
        return figure_object(found, clause, document) | {"indicator": indicator}

    return row

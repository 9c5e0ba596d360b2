"""What each line says of itself, and what the lines of a document have in common."""

from __future__ import annotations

import pytest

from assistant.ingest.clean.draft import Draft
from assistant.ingest.clean.layout import trim
from assistant.ingest.clean.rows import Page, is_date, is_open_pair, read_page, tells_issue


def page(text: str, title: str = "") -> Page:
    return read_page(trim(Draft.of(text, title=title)))


def cut(page: Page, line: str) -> str:
    """Whether a line stops in the middle of a sentence."""
    return next(c for row, c in zip(page.rows, page.cuts, strict=True) if row.text == line)


def test_every_line_that_is_not_empty_is_a_row(plan) -> None:
    found = page("\n\n".join(plan))
    assert [row.text for row in found.rows] == list(plan)


def test_a_row_knows_its_number_and_whether_it_is_running_text(law) -> None:
    rows = {row.text: row for row in page("\n".join(law)).rows}
    chapter, article = rows["第二章　名录与保护"], rows[law[6]]
    assert chapter.marker
    assert not chapter.body
    assert article.marker
    assert article.body


def test_a_heading_that_lists_things_is_no_running_text(law) -> None:
    (row,) = page("（二）收集、运输、处理").rows
    assert not row.body


def test_the_row_of_a_table_never_stops_open(plan) -> None:
    rows = page("\n".join((*plan, "柳湾镇\t上柳村\t312"))).rows
    assert not rows[-1].open


def test_a_row_remembers_the_blanks_before_it(plan) -> None:
    text = "\n".join((plan[0], "　　" + plan[1], "  " + plan[2], "\t" + plan[3]))
    assert [row.indented for row in page(text).rows] == [False, True, True, True]


def test_a_document_whose_numbers_are_all_indented_indents(plan, law) -> None:
    assert page("\n".join("　　" + line for line in plan)).indents
    assert not page("\n".join(plan)).indents
    assert not page("\n".join((*law[:14], *("　　" + line for line in law[14:])))).indents


def test_a_document_without_numbers_shows_no_indents(speech) -> None:
    assert not page("\n".join("　　" + line for line in speech)).indents


@pytest.mark.parametrize("width", [18, 20, 22, 25, 28, 30])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_the_width_of_hard_wraps_is_seen(plan, wrapped, width: int, indent: str) -> None:
    found = page(wrapped(plan, width, indent))
    assert found.width == width


def test_the_indent_may_stand_outside_of_the_width(plan, wrapped) -> None:
    lines = wrapped(plan, 30).split("\n")
    text = "\n".join("　　" + line if line[:4] in {p[:4] for p in plan} else line for line in lines)
    assert page(text).width == 30


def test_a_line_as_wide_as_the_page_is_full(plan, wrapped) -> None:
    found = page(wrapped(plan, 30, "　　"))
    first = next(row for row in found.rows if row.text.startswith("（一）整治"))
    last = next(row for row in found.rows if row.text == plan[-1])
    assert found.full(first)
    assert len(first.text) + 2 == 30
    assert not found.full(last)


def test_a_document_that_is_not_wrapped_has_no_width(plan, law, speech) -> None:
    for lines in (plan, law, speech):
        assert page("\n".join(lines)).width == 0


def test_headings_without_a_number_are_seen(plan, law) -> None:
    bare = [line.partition("、")[2] if line[1] == "、" else line for line in plan]
    assert page("\n".join(bare)).short_lines
    assert not page("\n".join(law)).short_lines


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("（三）治理农村生活污水。优先治理水源保护区和中心村的生活污水，新建污水", "yes"),
        ("结合我县实际，制定", "yes"),
        ("坚持数量服从质量、", "yes"),
        ("落实《云峡县公厕", "yes"),
        ("结合我县实际，制定本方案。", "no"),
        ("五、监督检查", "no"),
        ("责任单位：县农业农村局、县财政局", "no"),
        ("# 总体要求，主要目标", "no"),
        ("乡村环境提升", "maybe"),
    ],
)
def test_whether_a_line_stops_in_the_middle_of_a_sentence(plan, line: str, expected: str) -> None:
    found = page("\n".join((*plan[:9], line, *plan[9:])))
    assert cut(found, line) == expected


def test_an_open_article_is_cut_where_its_neighbours_carry_text(law) -> None:
    assert (
        cut(page("\n".join((*law[:11], "第五条之一　古井实行"))), "第五条之一　古井实行") == "yes"
    )


def test_an_open_article_is_a_heading_where_its_neighbours_are(law) -> None:
    headings = ["第一条　目的", "第二条　范围", "第三条　原则", "第四条　领导"]
    texts = [line.partition("　")[2] for line in law[4:8]]
    text = "\n".join(f"{heading}\n{text}" for heading, text in zip(headings, texts, strict=True))
    assert [cut(page(text), heading) for heading in headings] == ["no"] * 4


def test_the_title_is_no_open_sentence(plan) -> None:
    title = "云峡县水源、村庄、道路保护"
    text = "\n".join((title, *plan[1:]))
    assert cut(page(text, title="云峡县水源、村庄、道路 保护"), title) == "no"
    assert cut(page(text, title="另一个标题"), title) == "yes"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("（2023年8月25日松坪市人民政府第14次常务会议通过）", True),
        ("(2019 年 3 月 1 日县政府令第 8 号公布)", True),
        ("（2023年8月25日通过", True),
        ("（2023年8月25日）", False),
        ("（2025—2027年）", False),
        ("2023年8月25日通过", False),
    ],
)
def test_when_and_by_whom_a_document_was_issued(line: str, told: bool) -> None:
    assert tells_issue(line) is told


@pytest.mark.parametrize("line", ["2025年2月18日", "二〇二五年二月十八日", "二○二五年十月三十一日"])
def test_a_date(line: str) -> None:
    assert is_date(line)


@pytest.mark.parametrize(
    "line", ["2025年2月", "2025年2月18日起施行", "2025-02-18", "自2025年2月18日"]
)
def test_what_is_more_or_less_than_a_date(line: str) -> None:
    assert not is_date(line)


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("《公厕", True),
        ("（一", True),
        ("“路长制”和“河", True),
        ("“路长制”", False),
        ("一）", False),
    ],
)
def test_brackets_and_quotations_that_do_not_close(text: str, is_open: bool) -> None:
    assert is_open_pair(text) is is_open

"""Line ends, blanks, and sentences cut in two."""

from __future__ import annotations

import pytest

from assistant.ingest.clean.draft import Draft
from assistant.ingest.clean.layout import (
    even_line_ends,
    is_body,
    is_unfinished,
    join_broken_lines,
    join_title,
    squash,
    trim,
)

TITLE = "龙泉市“千村示范、万村整治”工程实施方案（2023—2027年）"


def joined(text: str, title: str = "") -> str:
    return join_broken_lines(Draft.of(text), title).text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("甲\r\n乙\r丙\n丁", "甲\n乙\n丙\n丁"),
        ("甲\f乙\v丙\x85丁", "甲\n乙\n丙\n丁"),
        ("甲\u2028乙\u2029丙", "甲\n乙\n丙"),
        ("\ufeff甲\u200b乙\u00ad丙\u202e\u2060", "甲乙丙"),
    ],
)
def test_even_line_ends(raw: str, text: str) -> None:
    draft = even_line_ends(Draft.of(raw))
    assert draft.text == text
    assert raw[draft.raw_offset(text.index("乙"))] == "乙"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  甲 乙\t\n\u3000\u3000丙\u00a0\n", "甲 乙\n丙"),
        ("\n\n甲\n\n\n\n乙\n\n", "甲\n乙"),
        ("甲\n \u3000\t\n乙", "甲\n乙"),
        ("\n甲\n", "甲"),
        ("\u2003甲\u2002\n\u2003\n乙", "甲\n乙"),
        (" \n ", ""),
        ("", ""),
    ],
)
def test_trim(raw: str, text: str) -> None:
    assert trim(Draft.of(raw)).text == text


@pytest.mark.parametrize(
    ("line", "unfinished"),
    [
        ("健全农村救助对象、空巢老人等群体", True),
        ("深化“业态+市集”，布局共富市", True),
        ("产量达到1.41亿斤，", True),
        (
            "（一）完善农村公路管护机制，新改建农村公路120公里，提升改造桥梁15座，推进客货邮融合，网点",
            True,
        ),
        ("（二）人居环境。新建公厕12座，完善收运", True),
        ("建成公厕12座，覆盖率90%。", False),
        ("各乡镇人民政府，各街道办事处：", False),
        ("打响品牌，讲好故事（农业农村局）", False),
        ("被称为“甲、乙”", False),
        ("筑牢富民根基", False),
        ("（一）发展产业，提升效能", False),
        ("（一）土、" + "特" * 35, False),
        ("（一）土、" + "特" * 36, True),
        ("#土、特、产", False),
        ("## 三、推动乡村“土、特、产”先行发展", False),
        ("责任单位：县农业农村局、县财政局", False),
        ("", False),
    ],
)
def test_unfinished_lines(line: str, unfinished: bool) -> None:
    assert is_unfinished(line) is unfinished


def test_running_text_has_pauses() -> None:
    assert is_body("甲、乙")
    assert not is_body("筑牢富民根基")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("推进赛事、展会布局共富市\n集，促进增收。", "推进赛事、展会布局共富市集，促进增收。"),
        ("筑牢根基，织密致富\n网。聚焦就业。", "筑牢根基，织密致富网。聚焦就业。"),
        (
            "建成公厕，\n配齐保洁员\n和垃圾桶，\n全覆盖。\n乙。",
            "建成公厕，配齐保洁员和垃圾桶，全覆盖。\n乙。",
        ),
        ("甲镇、乙镇\n丙村", "甲镇、乙镇丙村"),
    ],
)
def test_halves_are_joined(text: str, whole: str) -> None:
    assert joined(text) == whole


@pytest.mark.parametrize(
    "text",
    [
        "建成公厕，全覆盖。\n加强管护，落实责任。",
        "建成公厕，配齐\n（二）完善道路",
        "建成公厕，配齐\n## 二、重点任务",
        "建成公厕，配齐\n2.完善道路",
        "（一）发展产业，提升效能\n推进集群建设，做大龙头。",
        "一、总体目标\n到2027年，建成公厕。",
        "总体目标\n到2027年，建成公厕。",
        "县农业农村局、县财政局\n2024年3月5日",
        "责任单位：县农业农村局、县财政局\n到2027年，建成公厕。",
        "覆盖率达到90%，走在前列\n责任单位：县农业农村局",
        "# 土、特、产\n到2027年，建成公厕。",
        "建成公厕，配\n",
    ],
)
def test_what_is_not_joined(text: str) -> None:
    assert joined(text) == text


def test_a_title_is_no_half_sentence() -> None:
    text = "龙泉市“千村示范、万村整治”工程\n为推进建设，制定本方案。"
    assert joined(text, "龙泉市“千村示范、万村整治” 工程") == text
    assert joined(text, "另一个标题") == text.replace("\n", "")


def test_where_halves_were_joined_is_noted() -> None:
    text = "前文。\n建成公厕，配\n齐保洁员。\n加强管护，落\n实责任。"
    draft = join_broken_lines(Draft.of(text))
    assert [text[raw] for raw in draft.joined] == ["齐", "实"]
    assert [draft.text[draft.starts[draft.raws.index(raw)]] for raw in draft.joined] == ["齐", "实"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (
            "前言\n龙泉市“千村示范、万村整治”\n工程实施方案\n(2023—2027年)\n为推进建设",
            "前言\n龙泉市“千村示范、万村整治”工程实施方案(2023—2027年)\n为推进建设",
        ),
        (f"{TITLE}\n正文", f"{TITLE}\n正文"),
        ("龙泉市“千村示范、万村整治”\n正文", "龙泉市“千村示范、万村整治”\n正文"),
        ("龙泉市\n龙泉市“千村示范、万村整治”工程\n实施方案（2023—2027年）", f"龙泉市\n{TITLE}"),
        ("\n龙泉市", "\n龙泉市"),
        (f"\n{TITLE}\n正文", f"\n{TITLE}\n正文"),
    ],
)
def test_a_title_over_several_lines_is_joined(text: str, whole: str) -> None:
    assert join_title(Draft.of(text), TITLE).text == whole


def test_titles_are_compared_without_blanks_and_widths_of_brackets() -> None:
    assert squash("方案 （2023—\u30002027年）") == squash("方案(2023—2027年)")
    assert squash("方案（2023）") != squash("方案（2024）")

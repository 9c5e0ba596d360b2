"""Line ends, blanks, and how a line ends."""

from __future__ import annotations

import pytest

from assistant.ingest.clean.draft import Draft
from assistant.ingest.clean.layout import (
    even_line_ends,
    is_body,
    is_unfinished,
    squash,
    stops_open,
    trim,
)


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
    "line", ["总体目标", "建成公厕，配", "一、总体目标", "2025年2月18日", "甲 "]
)
def test_lines_that_stop_open(line: str) -> None:
    assert stops_open(line)


@pytest.mark.parametrize(
    "line", ["建成公厕。", "甲：", "（甲局）", "“甲”", "柳湾镇\t312", "甲； ", "", " "]
)
def test_lines_that_do_not(line: str) -> None:
    assert not stops_open(line)


def test_titles_are_compared_without_blanks_and_widths_of_brackets() -> None:
    assert squash("方案 （2023—\u30002027年）") == squash("方案(2023—2027年)")
    assert squash("方案（2023）") != squash("方案（2024）")

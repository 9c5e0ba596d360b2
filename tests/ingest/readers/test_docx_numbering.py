"""Automatic numbers are written out as Word shows them."""

from __future__ import annotations

import pytest
from raw_docx import docx, listed, paragraph

from assistant.ingest.readers import read
from assistant.ingest.readers.numerals import chinese, written
from assistant.text.numbers import chinese_to_int


def level(place: int, style: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


GOVERNMENT = abstract(
    0,
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "（%4）"),
)
LEGAL = abstract(
    1,
    level(0, "chineseCountingThousand", "第%1章"),
    level(1, "chineseCountingThousand", "第%2条", '<w:lvlRestart w:val="0"/>'),
)
DECIMAL = abstract(
    2, level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3")
)
BULLETS = abstract(3, level(0, "bullet", "\uf0b7"))
NUMBERING = GOVERNMENT + LEGAL + DECIMAL + BULLETS + num(1, 0) + num(2, 1) + num(3, 2) + num(4, 3)


def labels(*places: tuple[int, int], numbering: str = NUMBERING, styles: str = "") -> list[str]:
    """What stands before the word of each paragraph, by (list, level)."""
    body = "".join(paragraph("甲", listed(*place)) for place in places)
    text = read(docx(body, numbering=numbering, styles=styles), "a.docx")
    return [line.removesuffix("甲") for line in text.splitlines()]


def test_the_numbers_of_a_government_document() -> None:
    places = [(1, n) for n in (0, 1, 2, 2, 1, 2, 3, 0, 1)]
    assert labels(*places) == [
        "一、",
        "（一）",
        "1.",
        "2.",
        "（二）",
        "1.",
        "（1）",
        "二、",
        "（一）",
    ]


def test_articles_go_on_over_chapters() -> None:
    places = [(2, n) for n in (0, 1, 1, 0, 1)]
    assert labels(*places) == ["第一章 ", "第一条 ", "第二条 ", "第二章 ", "第三条 "]


def test_numbers_of_several_levels() -> None:
    places = [(3, n) for n in (0, 1, 1, 2, 0, 2)]
    assert labels(*places) == ["1 ", "1.1 ", "1.2 ", "1.2.1 ", "2 ", "2.1.1 "]


def test_bullets_lists_that_are_not_there_and_none() -> None:
    assert labels((4, 0), (99, 0), (0, 0), (1, 8)) == ["", "", "", ""]


def test_a_list_goes_on_or_begins_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
    numbering = (
        GOVERNMENT + num(1, 0) + num(2, 0) + num(3, 0, anew.format(1)) + num(4, 0, anew.format(5))
    )
    places = [(1, 0), (2, 0), (3, 0), (3, 0), (4, 0)]
    assert labels(*places, numbering=numbering) == ["一、", "二、", "一、", "二、", "五、"]


def test_a_level_of_its_own() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1.")}</w:lvlOverride>'
    numbering = GOVERNMENT + num(1, 0) + num(2, 0, own)
    assert labels((1, 0), (2, 0), numbering=numbering) == ["一、", "II."]


def test_all_in_digits() -> None:
    numbering = abstract(
        0,
        level(0, "chineseCounting", "第%1章"),
        level(1, "decimal", "%1.%2", "<w:isLgl/>"),
    )
    assert labels((1, 0), (1, 1), numbering=numbering + num(1, 0)) == ["第一章 ", "1.1 "]


def test_a_list_by_a_style_of_lists() -> None:
    numbering = (
        abstract(0, more='<w:numStyleLink w:val="公文"/>')
        + abstract(1, level(0, "decimal", "%1."), more='<w:styleLink w:val="公文"/>')
        + num(1, 0)
    )
    assert labels((1, 0), (1, 0), numbering=numbering) == ["1.", "2."]


def test_paragraphs_numbered_by_their_style() -> None:
    numbering = abstract(
        0,
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="h1"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="h2"/>'),
    )
    style = (
        '<w:style w:type="paragraph" w:styleId="{}"><w:basedOn w:val="{}"/>'
        "<w:pPr>{}</w:pPr></w:style>"
    )
    numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = (
        style.format("h1", "", numbered)
        + style.format("h2", "", numbered)
        + style.format("h3", "h2", "")
    )
    body = "".join(
        paragraph("甲", f'<w:pStyle w:val="{name}"/>{own}')
        for name, own in [("h1", ""), ("h2", ""), ("h3", ""), ("h1", listed(0)), ("h1", "")]
    )
    text = read(docx(body, numbering=numbering + num(1, 0), styles=styles), "a.docx")
    assert text.splitlines() == ["一、甲", "（一）甲", "（二）甲", "甲", "二、甲"]


def test_an_empty_paragraph_counts_and_a_deleted_or_hidden_one_does_not() -> None:
    deleted = f"<w:p><w:pPr>{listed(1)}<w:rPr><w:del/></w:rPr></w:pPr></w:p>"
    hidden = f"<w:p><w:pPr>{listed(1)}<w:rPr><w:vanish/></w:rPr></w:pPr></w:p>"
    body = paragraph("甲", listed(1)) + deleted + hidden + paragraph("乙", listed(1))
    body += paragraph("", listed(1)) + paragraph("丙", listed(1))
    assert read(docx(body, numbering=NUMBERING), "a.docx").splitlines() == [
        "一、甲",
        "二、乙",
        "四、丙",
    ]


@pytest.mark.parametrize("number", range(1, 2000, 7))
def test_chinese_numerals_are_read_as_they_are_written(number: int) -> None:
    assert chinese_to_int(chinese(number)) == number
    assert chinese_to_int(written(number, "ideographDigital")) == number


@pytest.mark.parametrize(
    ("number", "style", "sign"),
    [
        (10, "chineseCounting", "十"),
        (12, "chineseCounting", "十二"),
        (20, "chineseCounting", "二十"),
        (101, "chineseCounting", "一〇一"),
        (110, "chineseCountingThousand", "一百一十"),
        (1003, "chineseCountingThousand", "一千零三"),
        (10, "ideographDigital", "一〇"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (4, "upperRoman", "IV"),
        (1999, "lowerRoman", "mcmxcix"),
        (27, "upperLetter", "AA"),
        (3, "lowerLetter", "c"),
        (3, "decimalZero", "03"),
        (3, "decimalFullWidth", "３"),
        (20, "decimalEnclosedCircleChinese", "⑳"),
        (21, "decimalEnclosedCircle", "㉑"),
        (51, "decimalEnclosedCircle", "51"),
        (3, "decimalEnclosedParen", "⑶"),
        (3, "decimalEnclosedFullstop", "⒊"),
        (3, "ideographEnclosedCircle", "㊂"),
        (12, "ideographTraditional", "乙"),
        (12, "ideographZodiac", "亥"),
        (7, "none", ""),
        (7, "koreanCounting", "7"),
        (0, "chineseCounting", "0"),
        (-1, "upperRoman", "-1"),
        (999_999_999, "lowerLetter", "999999999"),
    ],
)
def test_ways_to_write_a_number(number: int, style: str, sign: str) -> None:
    assert written(number, style) == sign

"""Numbered sections and the headings above them."""

from __future__ import annotations

import pytest

from assistant.ingest.clean.draft import lines
from assistant.ingest.outline import Section, sections
from assistant.types import HeadingFix

TITLE = "青田县乡村建设行动方案（2023—2027年）"


def paths(text: str, title: str = TITLE) -> list[tuple[str, ...]]:
    return [tuple(h.title for h in section.path) for section in sections(text, title)[1:]]


def plain(section: Section) -> list[str]:
    return [line.text for line in section.lines]


def only(text: str) -> Section:
    _, section = sections(text, TITLE)
    return section


def test_headings_stand_under_those_of_higher_rank() -> None:
    text = "一、目标\n（一）产业\n1.种植\n2.养殖\n（二）生活\n二、保障\n（三）资金\n"
    assert paths(text) == [
        ("一、目标",),
        ("一、目标", "（一）产业"),
        ("一、目标", "（一）产业", "1.种植"),
        ("一、目标", "（一）产业", "2.养殖"),
        ("一、目标", "（二）生活"),
        ("二、保障",),
        ("二、保障", "（三）资金"),
    ]


def test_articles_stand_under_their_part_chapter_and_section() -> None:
    text = (
        "第一编　总则\n第一章　基本规定\n第一条　甲。\n第二章　自然人\n第一节　能力\n第二条　乙。\n"
    )
    assert paths(text)[-1] == ("第一编　总则", "第二章　自然人", "第一节　能力", "第二条")
    assert paths(text)[2] == ("第一编　总则", "第一章　基本规定", "第一条")


def test_an_article_keeps_its_items() -> None:
    text = "第一条　应当：\n（一）公开；\n1.账目；\n第二条　乙。\n"
    assert paths(text) == [("第一条　应当：",), ("第二条",)]
    first = sections(text, TITLE)[1]
    assert plain(first) == ["（一）公开；", "1.账目；"]


@pytest.mark.parametrize(
    ("line", "title", "own_text"),
    [
        ("1.推进产业做大做优。重塑优势，打造集群。", "1.推进产业做大做优", True),
        ("1.推进产业做大做优。", "1.推进产业做大做优", False),
        ("（一）发展产业,实施提升行动", "（一）发展产业,实施提升行动", False),
        ("**一、总体要求**", "一、总体要求", False),
        ("第一条　为了保障粮食安全，制定本条例。", "第一条", True),
        ("（二）" + "推进乡村建设，" * 9 + "完成任务。", "（二）", True),
        ("（三）" + "推进乡村建设，" * 9, "（三）", True),
        ("①申请表", "①申请表", False),
        ("**（一）改厕**新建12座，改造8座。", "（一）改厕", True),
        ("（一）改厕：新建12座，改造8座。", "（一）改厕", True),
        ("（一）改厕：", "（一）改厕：", False),
        ("1. **改厕**：新建12座，改造8座。", "1. 改厕", True),
        ("（一）改厕。（县住建局）", "（一）改厕", False),
        ("（一）改厕，是指改造公厕。", "（一）改厕，是指改造公厕", True),
        ("（一）组织。好", "（一）组织", True),
        ("（一）" + "组" * 40 + "。好", "（一）" + "组" * 40, True),
        ("（一）" + "组" * 41 + "。好", "（一）", True),
        ("（一）" + "组" * 60, "（一）" + "组" * 60, False),
        ("（一）" + "组" * 61, "（一）", True),
    ],
)
def test_a_heading_without_the_text_run_into_it(line: str, title: str, own_text: bool) -> None:
    section = only(line)
    assert section.path[-1].title == title
    assert section.own_text is own_text


def test_markdown_headings_without_numbers() -> None:
    text = "# 甲部分 #\n## **乙小节**\n一、目标\n# 丙部分\n"
    assert paths(text) == [
        ("甲部分",),
        ("甲部分", "乙小节"),
        ("甲部分", "乙小节", "一、目标"),
        ("丙部分",),
    ]


@pytest.mark.parametrize(
    "line",
    [
        TITLE,
        f"# {TITLE}",
        "# 青田县乡村建设行动方案 (2023—2027年)",
        "## " + TITLE[:6] + "　" + TITLE[6:],
    ],
)
def test_the_title_is_no_heading(line: str) -> None:
    text = f"{line}\n一、目标\n"
    assert paths(text) == [("一、目标",)]
    assert plain(sections(text, TITLE)[0]) == [line]


def corrected(text: str, *said: tuple[str, int | None, str | None]) -> list[tuple[str, ...]]:
    """Paths where each of ``said`` (opening of a line, level, title) corrects its line."""
    fixes = [HeadingFix(text.index(opening), level, title) for opening, level, title in said]
    found = sections(text, TITLE, fixes)
    assert [s for each in found for s in (each.item, *each.lines) if s] == lines(text.strip("\n"))
    return [tuple(h.title for h in section.path) for section in found[1:]]


PLAN = "前言\n一、目标\n重点\n（一）产业\n1.种植\n甲。\n二、保障\n（三）资金\n乙。\n"


@pytest.mark.parametrize(
    ("said", "path"),
    [
        (("前言", 1, None), ("前言",)),
        (("前言", 2, None), ("前言",)),
        (("重点", 1, None), ("重点",)),
        (("重点", 2, "**要点**"), ("一、目标", "**要点**")),
        (("重点", 3, None), ("一、目标", "重点")),
        (("重点", 9, None), ("一、目标", "重点")),
        (("甲。", 2, None), ("一、目标", "甲。")),
        (("甲。", 3, None), ("一、目标", "（一）产业", "甲。")),
        (("甲。", 4, None), ("一、目标", "（一）产业", "1.种植", "甲。")),
        (("乙。", 3, None), ("二、保障", "（三）资金", "乙。")),
        (("乙。", 2, None), ("二、保障", "乙。")),
        (("1.种植", 2, None), ("一、目标", "1.种植")),
        (("（三）", 1, "资金"), ("资金",)),
    ],
)
def test_a_line_becomes_a_heading_of_a_level(said, path: tuple[str, ...]) -> None:
    assert path in corrected(PLAN, said)
    rest = [p for p in paths(PLAN) if p[-1][:3] != said[0][:3]]
    assert rest[0] == ("一、目标",)
    assert {p[-1] for p in rest} <= {p[-1] for p in corrected(PLAN, said)}


def test_what_follows_a_corrected_heading_stands_under_it() -> None:
    assert corrected("一、目标\n重点\n1.种植\n（一）产业\n二、保障\n", ("重点", 2, None)) == [
        ("一、目标",),
        ("一、目标", "重点"),
        ("一、目标", "1.种植"),
        ("一、目标", "（一）产业"),
        ("二、保障",),
    ]


def test_a_line_is_no_heading() -> None:
    assert corrected(PLAN, ("一、目标", 0, None))[0] == ("（一）产业",)
    assert corrected(PLAN, ("一、目标", 0, "名"))[0] == ("（一）产业",)


def test_without_any_heading_levels_are_counted_from_the_top() -> None:
    text = "甲部\n乙节\n正文。\n丙部\n"
    said = [("丙部", 1, None), ("甲部", 1, None), ("乙节", 2, None)]
    assert corrected(text, *said) == [("甲部",), ("甲部", "乙节"), ("丙部",)]


def test_another_wording_in_paths_leaves_the_text() -> None:
    text = "（一）建公厕。建成12座。\n到2027年，全部改造。\n"
    fix = HeadingFix(0, None, "（一）农村公厕改造提升")
    _, section = sections(text, TITLE, [fix])
    _, before = sections(text, TITLE)
    assert section.path[-1].title == "（一）农村公厕改造提升"
    assert (section.path[-1].key, section.path[-1].label) == ("1", "（一）")
    assert (section.item, section.own_text, section.lines) == (before.item, True, before.lines)


def test_a_wording_makes_no_heading() -> None:
    assert corrected("前言\n一、目标\n", ("前言", None, "引子")) == [("一、目标",)]


def test_the_departments_on_the_next_line_belong_to_the_item() -> None:
    text = "（一）建公厕。建成12座。\n责任单位：县住建局\n到2027年，全部改造。\n"
    section = only(text)
    assert section.item is not None
    assert text[slice(*section.item)].endswith("责任单位：县住建局")
    assert plain(section) == ["到2027年，全部改造。"]


@pytest.mark.parametrize(
    "text",
    [
        "一、建公厕\n责任单位：县住建局\n新建12座，改造8座。\n",
        "（一）建公厕。建成12座。\n到2027年，全部改造。\n责任单位：县住建局\n",
    ],
)
def test_departments_below_other_lines_stay_with_them(text: str) -> None:
    section = only(text)
    spans = [(line.start, line.end) for line in section.lines]
    assert [section.item, *spans] == lines(text)[:3]


def test_blank_lines_are_in_no_section() -> None:
    text = "\n　\n引言。\n\n一、目标\n \n甲。\n"
    first, second = sections(text, TITLE)
    assert plain(first) == ["引言。"]
    assert plain(second) == ["甲。"]

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


def spans(section: Section) -> list[tuple[int, int]]:
    item = [section.item] if section.item else []
    return [*item, *((line.start, line.end) for line in section.lines)]


def corrected(text: str, *said: tuple[str, int | None, str | None]) -> list[tuple[str, ...]]:
    """Paths where each of ``said`` (opening of a line, level, title) corrects its line."""
    fixes = [HeadingFix(text.index(opening), level, title) for opening, level, title in said]
    found = sections(text, TITLE, fixes)
    assert [span for each in found for span in spans(each)] == list(lines(text.strip("\n")))
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


def tree(text: str, *said: tuple[str, int]) -> str:
    """The headings by their numbers, “一>（一） 二”, where each of ``said`` is corrected."""
    lines_ = text.replace("|", "\n")
    fixes = [HeadingFix(lines_.index(opening), level) for opening, level in said]
    found = [s.path for s in sections(lines_, TITLE, fixes) if s.item]
    return " ".join(">".join(h.label or h.title for h in path) for path in found)


@pytest.mark.parametrize(
    ("text", "said", "found"),
    [
        (
            "一、目标|重点|1.种植|（一）产业|二、保障",
            [("重点", 2)],
            "一 一>重点 一>重点>1 一>重点>（一） 二",
        ),
        (
            "一、目标|重点|甲，乙。|1.种植|2.养殖|二、保障",
            [("重点", 2)],
            "一 一>重点 一>重点>1 一>重点>2 二",
        ),
        (
            "一、目标|重点|**种植**|甲，乙。|**养殖**|二、保障",
            [("重点", 2)],
            "一 一>重点 一>重点>种植 一>重点>养殖 二",
        ),
        ("前言|甲，乙。|一、目标|（一）产业|二、保障", [("前言", 1)], "前言 一 一>（一） 二"),
        (
            "上篇|一、目标|二、保障|下篇|三、产业",
            [("上篇", 1), ("下篇", 1)],
            "上篇 上篇>一 上篇>二 下篇 下篇>三",
        ),
        (
            "上篇|甲，乙。|一、目标|二、保障|下篇|丙，丁。|一、产业",
            [("上篇", 1), ("下篇", 1)],
            "上篇 上篇>一 上篇>二 下篇 下篇>一",
        ),
        (
            "上篇|第一章 甲|第一条 乙|下篇|第二章 丙|第二条 丁",
            [("上篇", 1), ("下篇", 1)],
            "上篇 上篇>第一章 上篇>第一章>第一条 下篇 下篇>第二章 下篇>第二章>第二条",
        ),
    ],
)
def test_what_begins_below_a_corrected_heading_stands_under_it(text, said, found: str) -> None:
    assert tree(text, *said) == found


@pytest.mark.parametrize(
    ("text", "said", "found"),
    [
        (
            "一、目标|（一）产业|重点|1.种植|2.养殖|（二）生活|二、保障",
            [("重点", 2)],
            "一 一>（一） 一>重点 一>重点>1 一>重点>2 一>（二） 二",
        ),
        (
            "一、目标|（一）产业|重点|难点|（二）生活",
            [("重点", 2), ("难点", 2)],
            "一 一>（一） 一>重点 一>难点 一>（二）",
        ),
        (
            "一、目标|1.产业|重点|1.种植|2.养殖|二、保障",
            [("重点", 2)],
            "一 一>1 一>重点 一>重点>1 一>重点>2 二",
        ),
        (
            "一、目标|（一）产业|1.种植|2.养殖|（二）生活|1.改厕",
            [("1.种植", 2)],
            "一 一>（一） 一>1 一>2 一>（二） 一>（二）>1",
        ),
        ("第一章 甲|重点|第二章 乙", [("重点", 1)], "第一章 重点 第二章"),
        ("1 范围|1.1 选址|重点|1.2 验收|2 要求", [("重点", 2)], "1 1>1.1 1>重点 1>1.2 2"),
        (
            "一、甲|附件1|申请表|一、乙|重点|二、丙",
            [("重点", 2)],
            "一 附件1 附件1>一 附件1>重点 附件1>二",
        ),
    ],
)
def test_a_series_goes_on_beside_a_corrected_heading(text, said, found: str) -> None:
    assert tree(text, *said) == found


@pytest.mark.parametrize(
    ("level", "found"),
    [
        (1, "第一条 重点 重点>（二） 第二条"),
        (2, "第一条 第一条>重点 第一条>重点>（二） 第二条"),
    ],
)
def test_a_line_of_an_article_becomes_a_heading(level: int, found: str) -> None:
    text = "第一条 甲|（一）乙|重点|丙，丁。|（二）戊|第二条 己"
    assert tree(text) == "第一条 第二条"
    assert tree(text, ("重点", level)) == found


@pytest.mark.parametrize(
    ("text", "opening"), [("第一章 甲\n第一条 乙，丙。\n", "第一条"), ("1 范围\n1.1 选址\n", "1.1")]
)
def test_numbers_that_a_heading_repeats_stay_covered_at_a_level(text: str, opening: str) -> None:
    found = sections(text, TITLE, [HeadingFix(text.index(opening), 2)])
    assert [section.path[-1].covers for section in found[1:]] == [0, 1]


def test_a_corrected_heading_ends_a_table_of_contents() -> None:
    text = "目录|第一章 甲|第二章 乙|第一章 甲|第一条 丙，丁。"
    assert tree(text) == "目录 第一章 第一章>第一条"
    assert tree(text, ("第二章", 1)) == "目录 第二章 第一章 第一章>第一条"


def test_the_half_of_a_heading_is_one_of_its_own_or_both_are_plain() -> None:
    text = "一、关于推进农村改厕工作的\n若干意见\n甲，乙。\n二、丙\n"
    assert paths(text) == [("一、关于推进农村改厕工作的若干意见",), ("二、丙",)]
    own = ("一、关于推进农村改厕工作的", "若干意见")
    assert corrected(text, ("若干", 2, None)) == [own[:1], own, ("二、丙",)]
    assert corrected(text, ("一、", 0, None)) == [("二、丙",)]


STANDING = "一、目标\n绿色发展\n坚持保护，严格落实。\n产业振兴\n壮大集体，提高收入。\n"


def test_what_is_said_of_a_line_changes_no_other_one() -> None:
    first, second = ("一、目标", "绿色发展"), ("一、目标", "产业振兴")
    assert paths(STANDING)[1:] == [first, second]
    assert corrected(STANDING, ("产业", 0, None))[1:] == [first]
    assert corrected(STANDING, ("产业", 3, None))[1:] == [first, (*first, "产业振兴")]


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
    assert spans(only(text)) == list(lines(text)[:3])


def test_blank_lines_are_in_no_section() -> None:
    text = "\n　\n引言。\n\n一、目标\n \n甲。\n"
    first, second = sections(text, TITLE)
    assert plain(first) == ["引言。"]
    assert plain(second) == ["甲。"]

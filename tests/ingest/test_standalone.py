"""Headings without numbers, and headings over two lines."""

from __future__ import annotations

import pytest

TITLE = "青田县乡村建设行动方案"


def paths(clauses) -> list[tuple[str, ...]]:
    return [clause.path for clause in clauses]


def test_short_lines_over_text_are_headings(cut) -> None:
    text = f"{TITLE}\n总体目标\n新建12座，改造8座。\n重点任务\n选址合理，便民。\n管护到位，有人。\n"
    clauses = cut(text)
    assert [(c.id.removeprefix("plan/"), c.path) for c in clauses] == [
        ("pre", ()),
        ("s", ("总体目标",)),
        ("s.2/p1", ("重点任务",)),
        ("s.2/p2", ("重点任务",)),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "青田县人民政府\n2024年3月1日",
        "2024年3月1日",
        "（2024年3月1日公布）",
        "各乡镇：",
        "改厕、治污",
        "责任单位：县住建局",
        "这一行太长了所以不会是标题因为标题不会写得这样长而且没有任何停顿",
        "表 1 改厕任务",
    ],
)
def test_other_short_lines_are_none(cut, line: str) -> None:
    text = f"甲，完成。\n{line}\n乙，完成。\n{line}\n丙，完成。\n"
    assert set(paths(cut(text))) == {()}


def test_a_title_in_two_parts(cut) -> None:
    text = f"{TITLE}\n甲县：改厕惠民\n改厕，12座。\n乙县：治污惠民\n治污，5处。\n"
    assert paths(cut(text)) == [(), ("甲县：改厕惠民",), ("乙县：治污惠民",)]


def test_one_short_line_alone_is_none(cut) -> None:
    assert set(paths(cut("甲，完成。\n重点任务\n乙，完成。\n"))) == {()}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("第三章 农业支持\n保护制度\n第十条　甲，乙。\n", "第三章 农业支持保护制度"),
        ("第三章\n农业支持保护制度\n第十条　甲，乙。\n", "第三章 农业支持保护制度"),
        (
            "（二）加强农村人居环境\n整治提升行动\n新建12座，改造8座。\n",
            "（二）加强农村人居环境整治提升行动",
        ),
        (
            "**（二）加强农村人居环境**\n**整治提升行动**\n1.改厕。新建12座，改造8座。\n",
            "（二）加强农村人居环境整治提升行动",
        ),
        ("3.1\n改厕\n把旱厕改成水厕，称改厕。\n3.2\n治污\n收集，处理。\n", "3.1 改厕"),
        ("附件1\n改厕清单\n石帆村，12座。\n", "附件1 改厕清单"),
    ],
)
def test_a_heading_over_two_lines(cut, text: str, title: str) -> None:
    first = cut(text)[0]
    assert first.path == (title,)
    assert first.text.startswith("\n".join(text.split("\n")[:2]))


@pytest.mark.parametrize(
    "text",
    [
        "（二）总体要求\n指导思想\n坚持引领，推进。\n",
        "（二）加强农村人居环境：\n整治提升行动\n新建12座，改造8座。\n",
        "（二）加强农村人居环境\n整治公厕\n新建12座，改造8座。\n提升管护\n专人管护，付费。\n",
        "（二）加强农村人居环境\n青田县农办供稿\n",
    ],
)
def test_a_short_line_under_a_heading_is_not_always_its_half(cut, text: str) -> None:
    assert cut(text)[0].path[0] == text.partition("\n")[0]


def test_the_last_part_of_a_law_needs_no_number(cut) -> None:
    text = "第一编　总则\n第一章　规定\n第一条　甲。\n附　　则\n第二条　乙。\n"
    clauses = cut(text)
    assert clauses[-1].path == ("附　　则", "第二条")
    assert clauses[-2].heading


def test_chapters_of_a_law_without_numbers(cut) -> None:
    text = f"{TITLE}\n改厕标准\n第一条　甲。\n第二条　乙，丙。\n管护要求\n第三条　丁。\n"
    assert [p[0] for p in paths(cut(text))[1:]] == ["改厕标准"] * 3 + ["管护要求"] * 2


def test_a_box_of_a_plan_holds_its_items(cut) -> None:
    clauses = cut("一、任务\n改厕，治污。\n专栏1　重点工程\n1.改厕。12座，8座。\n二、保障\n")
    assert paths(clauses)[2] == ("一、任务", "专栏1　重点工程", "1.改厕")

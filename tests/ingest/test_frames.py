"""Inherited time frames."""

from __future__ import annotations

import pytest

from assistant.ingest.frames import frame_of

GOALS = "一、主要目标\n到2027年，实现以下目标：\n（一）改厕。新建12座，改造8座。\n"


def frames(clauses) -> dict[str, tuple[int, ...]]:
    return {clause.id.removeprefix("plan/"): clause.frames for clause in clauses}


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("青田县2024年改厕工作要点", (2024,)),
        ("青田县改厕行动方案（2023—2027年）", (2023, 2027)),
        ("青田县“十四五”改厕规划", (2021, 2025)),
        ("青田县“十五五”规划（2026—2030年）", (2026, 2030)),
        ("青田县改厕办法（2020年修订）", ()),
        ("青田县改厕办法（2024年3月1日发布）", ()),
        ("二〇二四年改厕总结", (2024,)),
        ("青田县改厕办法", ()),
    ],
)
def test_the_frame_of_a_title(title: str, years: tuple[int, ...]) -> None:
    assert frame_of(title) == years


def test_a_line_that_opens_a_list_governs_its_items(cut) -> None:
    clauses = cut(GOALS + "二、保障\n（一）资金。整合资金，专款专用。\n")
    assert frames(clauses) == {"1": (), "1.1": (2027,), "2": (), "2.1": ()}
    assert clauses[1].years == ()
    assert clauses[0].years == (2027,)


def test_the_nearest_frame_counts(cut) -> None:
    title = "青田县改厕行动方案（2023—2027年）"
    text = (
        "一、2024年任务\n（一）改厕。12座，8座。\n（二）治污。到2025年，做到：\n1.通水，通电。\n"
        "二、保障\n（一）资金。整合，专用。\n"
    )
    assert frames(cut(text, title)) == {
        "1": (2023, 2027),
        "1.1": (2024,),
        "1.2": (2024,),
        "1.2.1": (2025,),
        "2": (2023, 2027),
        "2.1": (2023, 2027),
    }


def test_a_paragraph_that_begins_with_a_frame_governs_the_items_below(cut) -> None:
    text = "一、目标\n到2027年，全面建成。\n（一）改厕。12座，8座。\n（二）治污。5处，3处。\n"
    assert frames(cut(text)) == {"1": (), "1.1": (2027,), "1.2": (2027,)}


def test_a_year_in_passing_governs_nothing(cut) -> None:
    text = "一、目标\n改厕成效明显，比起步的2019年多12座。\n（一）改厕。12座，8座。\n"
    assert frames(cut(text)) == {"1": (), "1.1": ()}


def test_a_line_that_opens_a_list_of_paragraphs(cut) -> None:
    text = "一、目标\n到2027年，做到：\n——改厕，12座。\n——治污，5处。\n二、保障\n资金，人。\n"
    assert frames(cut(text)) == {"1/p1": (), "1/p2": (2027,), "2": ()}


def test_without_numbers_too(cut) -> None:
    text = "力争到2027年，实现：\n改厕，12座。\n治污，5处。\n"
    assert frames(cut(text)) == {"p1": (), "p2": (2027,)}


def test_a_later_lead_takes_the_place_of_the_first(cut) -> None:
    first = "（一）先行。到2025年，完成：\n1.改厕，12座。\n"
    text = GOALS + "二、步骤\n" + first + "（二）巩固。继续，加力。\n1.治污，5处。\n"
    found = frames(cut(text))
    assert (found["2.1.1"], found["2.2.1"]) == ((2025,), ())

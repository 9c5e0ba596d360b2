"""Rows of tables in text."""

from __future__ import annotations

import pytest

from assistant.ingest.tables import rows


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["村名\t公厕", "石帆\t12座"], {0, 1}),
        (["| 村名 | 公厕 |", "| 石帆 | 12座 |"], {0, 1}),
        (["| 合计 |", "| 石帆 | 12座 |"], {0, 1}),
        (["序号\t任务\t单位"], {0}),
        (["序号\t任务", "1\t改厕", "2\t治污"], {0, 1, 2}),
        (["1.改厕\t10\t完成得满分"], {0}),
        (["1\t总则", "为了改厕，制定本规范。"], set()),
        (["一、\t总体要求", "二、\t重点任务"], set()),
        (["第一条\t为了改厕。", "第二条\t适用全县。"], set()),
        (["石帆村\t改厕12座。", "没有表格"], set()),
        (["改厕12座", ""], set()),
    ],
)
def test_rows(lines: list[str], found: set[int]) -> None:
    assert rows(lines) == found


def test_a_table_is_one_clause_with_its_caption_and_notes(cut) -> None:
    text = (
        "一、任务\n各村按期完成，任务见表1。\n表1　改厕任务\n序号\t村\t座数\n1\t石帆\t12\n"
        "2\t腊口\t8。\n注：座数含改造，不含拆除。\n建成后及时验收，加强管护。\n"
    )
    assert [(c.id, c.text) for c in cut(text)] == [
        ("plan/1/p1", "一、任务\n各村按期完成，任务见表1。"),
        (
            "plan/1/p2",
            "表1　改厕任务\n序号\t村\t座数\n1\t石帆\t12\n2\t腊口\t8。\n注：座数含改造，不含拆除。",
        ),
        ("plan/1/p3", "建成后及时验收，加强管护。"),
    ]


def test_a_table_right_under_its_heading_is_its_text(cut) -> None:
    (clause,) = cut("一、改厕任务\n序号\t村\t座数\n1\t石帆\t12\n")
    assert (clause.id, clause.heading) == ("plan/1", False)

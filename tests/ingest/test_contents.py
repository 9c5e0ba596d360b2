"""Tables of contents."""

from __future__ import annotations

import pytest

from assistant.ingest.contents import contents
from assistant.ingest.headings import heading

BODY = [
    "第一章　总则",
    "第一条　为了改厕，制定本办法。",
    "第二章　附则",
    "第二条　自印发之日起施行。",
]


def listed(lines: list[str]) -> list[str]:
    found = [heading(line, number) for number, line in enumerate(lines)]
    return [lines[index] for index in contents(lines, found)]


@pytest.mark.parametrize(
    "head",
    [
        ["目　录", "第一章　总则", "第二章　附则"],
        ["**目录**", "第一章　总　则……1", "第二章　附则……3"],
        ["目次", "第一章　总则\t1", "第二章　附则\t3"],
        ["第一章　总则", "第二章　附则"],
    ],
)
def test_it_ends_where_its_first_entry_comes_again(head: list[str]) -> None:
    assert listed(["乡村改厕办法", *head, *BODY]) == head


def test_an_entry_that_reads_otherwise_is_known_by_its_number() -> None:
    head = ["目录", "第一章　一般规定", "第二章　附则"]
    assert listed([*head, *BODY]) == head


def test_pages_show_entries_that_never_come_again() -> None:
    assert listed(["目录", "前言……1", "改厕……2", "为了改厕，制定本办法。"]) == [
        "目录",
        "前言……1",
        "改厕……2",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        BODY,
        ["目录"],
        ["一、改厕", "新建12座，改造8座。", "一、改厕", "管护到位，责任到人。"],
        ["一、改厕", "一、改厕"],
        [],
    ],
)
def test_none(lines: list[str]) -> None:
    assert listed(lines) in ([], ["目录"])


def test_its_lines_are_one_clause_and_take_no_id(cut) -> None:
    clauses = cut(
        "\n".join(["乡村改厕办法", "目录", "第一章　总则", "第二章　附则", *BODY]), "乡村改厕办法"
    )
    assert [c.id.removeprefix("plan/") for c in clauses] == [
        "pre",
        "toc",
        "ch1",
        "art1",
        "ch2",
        "art2",
    ]
    assert clauses[1].text == "目录\n第一章　总则\n第二章　附则"
    assert clauses[1].heading

"""Which heading stands under which."""

from __future__ import annotations

import pytest

from assistant.ingest.outline import sections


def tree(text: str) -> list[str]:
    """Each heading by the numbers above it: “一>（二）>1.”."""
    return [
        ">".join(h.label or h.title for h in section.path)
        for section in sections(text.replace("|", "\n"), "改厕方案")
        if section.item
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "一、甲|（一）乙|1.丙|（1）丁|①戊|（2）己|二、庚",
            "一 一>（一） 一>（一）>1 一>（一）>1>（1） 一>（一）>1>（1）>① 一>（一）>1>（2） 二",
        ),
        ("1.甲|（一）乙|（二）丙|2.丁|（一）戊", "1 1>（一） 1>（二） 2 2>（一）"),
        ("（一）甲|（二）乙|一、丙|（一）丁|二、戊", "（一） （二） 一 一>（一） 二"),
        ("一、甲|1.乙|2.丙|（一）丁|二、戊", "一 一>1 一>2 一>（一） 二"),
        ("一、甲|第一条 乙|第二条 丙|二、丁|第三条 戊", "一 一>第一条 一>第二条 二 二>第三条"),
        ("第一章 甲|第一条 乙|一、丙|二、丁|第二条 戊", "第一章 第一章>第一条 第一章>第二条"),
        (
            "第一编 甲|第一章 乙|第一节 丙|第二章 丁|第二编 戊|第一章 己",
            "第一编 第一编>第一章 第一编>第一章>第一节 第一编>第二章 第二编 第二编>第一章",
        ),
        ("1 甲乙|1.1 丙|1.1.1 丁|1.2 戊|2 己庚", "1 1>1.1 1>1.1>1.1.1 1>1.2 2"),
        ("一、甲|1.1 乙|1.2 丙|二、丁|2.1 戊", "一 一>1.1 一>1.2 二 二>2.1"),
        ("1.甲|1.1 乙|1.丙|2.丁|1.2 戊|2.己", "1 1>1.1 1>1.1>1 1>1.1>2 1>1.2 2"),
        ("## 甲|### 乙|一、丙|## 丁", "甲 甲>乙 甲>乙>一 丁"),
        ("## 一、甲|### 乙|## 二、丙", "一 一>乙 二"),
        ("一、甲|### 乙|### 丙|二、丁", "一 一>乙 一>丙 二"),
        ("**甲**|1.乙|2.丙|**丁**|1.戊", "甲 甲>1 甲>2 丁 丁>1"),
        ("一、甲|**乙**|**丙**|二、丁", "一 一>乙 一>丙 二"),
        ("1术语|2要求|2.1 选址|3验收", "1 2 2>2.1 3"),
    ],
)
def test_headings_stand_where_their_series_shows(text: str, found: str) -> None:
    assert tree(text) == found.split()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("第一条 甲|第三条第二款的规定|第二条 乙", "第一条 第二条"),
        ("第一条 甲|第八十条 另行规定|第二条 乙", "第一条 第二条"),
        ("第一条 甲|第二条 乙|第一条 另行规定|第三条 丙", "第一条 第二条 第三条"),
        ("第一条 甲|第一条之一 乙|第二条 丙", "第一条 第一条之一 第二条"),
        ("第五条 甲|第九条 乙", "第五条 第九条"),
        ("3村改造|一、甲", "一"),
    ],
)
def test_numbers_out_of_their_series_are_no_headings(text: str, found: str) -> None:
    assert [label.rpartition(">")[2] for label in tree(text)] == found.split()


def test_many_headings_take_no_time() -> None:
    text = "|".join(f"（{n}）甲|{n}.乙|附件{n % 90}|第{n}条 丙" for n in range(1, 3000))
    assert len(tree(text)) > 5000


def test_a_decimal_number_covers_those_that_it_repeats(cut) -> None:
    clauses = cut(
        "1 范围\n1.1 选址\n1.1.1 距离\n不小于10米，不大于50米。\n2 验收\n按图验收，存档。\n"
    )
    assert [(c.id, c.label) for c in clauses] == [
        ("plan/1", "1"),
        ("plan/1.1", "1.1"),
        ("plan/1.1.1", "1.1.1"),
        ("plan/2", "2"),
    ]

"""Annexes and lists of them."""

from __future__ import annotations

import pytest

PLAN = "一、改厕\n新建12座，改造8座。\n"
SIGNED = "青田县人民政府\n2024年3月1日\n"


def ids(clauses) -> list[str]:
    return [clause.id.removeprefix("plan/") for clause in clauses]


def test_numbers_begin_anew_in_each_annex(cut) -> None:
    text = PLAN + "附件1\n改厕清单\n一、公厕\n（一）新建。12座，8座。\n附件2\n第一条　甲，乙。\n"
    clauses = cut(text)
    assert ids(clauses) == ["1", "annex1", "annex1/1", "annex1/1.1", "annex2", "annex2/art1"]
    assert [c.label for c in clauses[1:]] == [
        "附件1",
        "附件1 一",
        "附件1 一（一）",
        "附件2",
        "附件2 第一条",
    ]
    assert clauses[3].path == ("附件1 改厕清单", "一、公厕", "（一）新建")


@pytest.mark.parametrize(
    ("names", "key"),
    [
        ("附件：1.改厕清单\n2.责任分工\n", "annexes"),
        ("附件：1.改厕清单\n2.责任分工\n" + SIGNED, "annexes"),
        ("附件：改厕清单\n" + SIGNED, "annexes"),
        ("附件1：改厕清单\n附件2：责任分工\n", "annexes"),
        ("附件：改厕清单\n公厕要通水通电，专人管护。\n", "annex"),
        ("附件：\n1.改厕清单\n2.责任分工\n" + SIGNED, "annexes"),
        ("附表\n村\t座数\n石帆\t12\n", "annex"),
        ("附：\n改厕图样\n", "annex"),
    ],
)
def test_names_of_annexes_are_no_annexes(cut, names: str, key: str) -> None:
    clauses = cut(PLAN + names)
    assert ids(clauses) == ["1", key]
    assert clauses[-1].text == names.rstrip()


def test_a_list_of_annexes_and_the_annexes_themselves(cut) -> None:
    text = (
        "第一条　自印发之日起施行。\n附件：1.改厕清单\n　　　2.责任分工\n" + SIGNED + "附件1\n"
        "改厕清单\n石帆村，12座。\n附件2\n责任分工\n住建局，牵头。\n"
    )
    clauses = cut(text)
    assert ids(clauses) == ["art1", "annexes", "annex1", "annex2"]
    assert clauses[0].text == "第一条　自印发之日起施行。"
    assert clauses[1].text.endswith("2024年3月1日")
    assert clauses[2].path == ("附件1 改厕清单",)


def test_the_plan_that_a_notice_hands_on_stands_by_itself(cut) -> None:
    text = "现将方案印发，请执行。\n附件：改厕方案\n" + SIGNED + "改厕方案\n为改厕，制定。\n" + PLAN
    assert ids(cut(text)) == ["pre", "annexes", "pre.2", "1"]


def test_the_same_annex_twice(cut) -> None:
    text = "附件\n甲村，12座。\n一、公厕\n附件\n乙村，8座。\n一、公厕\n"
    assert ids(cut(PLAN + text))[1:] == ["annex", "annex/1", "annex.2", "annex.2/1"]

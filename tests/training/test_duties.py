"""Departments are asked for in the role in which a clause names them."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from assistant.training.confronting import confronted
from assistant.training.duties import duties
from assistant.training.items import LETTERS, Wanted
from assistant.training.making import make
from assistant.training.own import edited
from assistant.training.raw_check import Raw

MIXED = "守住粮食安全"
LEAD, SUPPORT = {"县农业农村局"}, {"县自然资源局", "县财政局"}
LISTS = """一、任务
{}"""
ROWS = (
    ("推进养老服务", "县民政局、县财政局"),
    ("发放高龄津贴", "县财政局、县民政局"),
    ("提供老年助餐", "县民政局、县财政局、县商务局"),
    ("改造敬老机构", "县民政局、县发改局"),
    ("开展探访关爱", "县民政局、县公安局"),
    ("规范收费行为", "县财政局、县市监局"),
    ("做好签约服务", "县卫健局、县财政局"),
)


@pytest.fixture(scope="module")
def of_mixed(invented):
    """What is asked of a clause of two roles, over some seeds."""
    return [
        item
        for seed in range(12)
        for kinds in (("single", "multiple", "match"), ("judge",))
        for item in make(
            invented, Wanted(documents=("qing-plan",), kinds=kinds), 20, seed
        ).set.items
        if MIXED in (*item.left, *re.findall("“([^”]+)”的", item.question))
    ]


def test_a_mixture_of_roles_is_never_asked_for_as_one(of_mixed):
    assert {i.kind for i in of_mixed} == {"single", "multiple", "judge"}
    for item in of_mixed:
        assert "责任单位" not in item.question
        asked = LEAD if "牵头单位" in item.question else SUPPORT
        assert ("牵头单位" in item.question) != ("配合单位" in item.question)
        if item.options:
            assert set(item.right) <= asked
            assert not (set(item.options) - set(item.right)) & asked
        else:
            named = re.split("是|中有", item.question)[-1].strip("。")
            assert (named in asked) == (item.keys == ("对",))
        assert item.grounds[0].quote.startswith("牵头单位：")


def test_the_raw_text_says_so_too(of_mixed, invented):
    lines = re.sub(r"[\s“”]", "", invented.documents["qing-plan"].text.replace("\n", "\0"))
    plain = lines.replace("\0", "\n").translate(str.maketrans("：；（）", ":;()")).split("\n")
    raw = Raw({"qing-plan": list(filter(None, plain))}, {}, {})
    assert [fault for item in of_mixed for fault in raw.faults(item)] == []


@pytest.mark.parametrize(
    ("asked", "check"),
    [("责任单位", "unsure"), ("牵头单位", "against"), ("承办单位", "unsure")],
)
def test_another_role_in_the_words_of_a_trainer(of_mixed, invented, asked, check):
    item = next(i for i in of_mixed if "配合单位，有" in i.question)
    changed = edited(
        item, invented, question=item.question.replace("配合单位", asked), confirmed=True
    )
    assert changed.check == check
    if check == "unsure":
        assert "条款" in changed.objection


def test_lists_to_choose_from_are_apart(material_of):
    number = "一二三四五六七"
    text = LISTS.format(
        "".join(
            f"（{number[at]}）{task}。按计划办好各项工作。（责任单位：{names}）\n"
            for at, (task, names) in enumerate(ROWS)
        )
    )
    material = material_of(text)
    groups = 0
    for seed in range(12):
        for item in make(material, Wanted(kinds=("single",)), 8, seed).set.items:
            assert len(item.options) == 4
            sets = [frozenset(option.split("、")) for option in item.options]
            assert len(set(sets)) == 4
            if "一组" in item.question:
                groups += 1
                key = sets[LETTERS.index(item.keys[0])]
                assert not any(other < key or key < other for other in sets)
                have = Counter(name for _, names in ROWS for name in names.split("、"))
                fewest = [name for name in key if have[name] == min(have[n] for n in key)]
                assert max(sum(name in other for other in sets) for name in fewest) > 2
            assert confronted(item, material).check == "agrees"
    assert groups


def test_one_of_one_department_is_of_four(material_of):
    rows = [*ROWS, ("实行等级评定", "县文旅局")]
    text = LISTS.format(
        "".join(
            f"{at}.{task}。按计划办好各项工作。（责任单位：{names}）\n"
            for at, (task, names) in enumerate(rows, start=1)
        )
    )
    wanted = Wanted(kinds=("single",))
    items = make(material_of(text), wanted, 20, 1).set.items
    one = [item for item in items if "哪一个" in item.question]
    assert {len(item.options) for item in one} == {4}


def test_roles_are_kept_apart(invented):
    [clause] = [c for c in invented.clauses if c.responsibilities and "粮食安全" in c.path[-1]]
    assert [(d.called, set(d.names), d.is_asked, d.answers) for d in duties(clause)] == [
        ("牵头单位", LEAD, True, False),
        ("配合单位", SUPPORT, True, False),
    ]

"""Follow-up questions made to stand alone."""

from __future__ import annotations

import pytest

from assistant.retrieve.understand.history import (
    carry,
    corrected,
    depends,
    recent,
    stands_for_itself,
)

NAMES = ("建德市", "建德", "衢州")


def test_the_last_twenty_turns() -> None:
    turns = [f"第{number}问" for number in range(25)]
    assert recent(turns) == turns[5:]


def test_the_last_eight_thousand_characters() -> None:
    assert recent(["甲" * 3000, "乙" * 4000, "丙" * 4000]) == ["乙" * 4000, "丙" * 4000]
    assert recent(["甲", "乙" * 4001, "丙" * 4000]) == ["丙" * 4000]
    assert recent(["问" * 8001]) == []
    assert recent([]) == []


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("我问的是建德的不是省里", "建德的"),
        ("不是省里，我问的是建德的", "建德的"),
        ("我说的是2024年", "2024年"),
        ("集体经济目标", "集体经济目标"),
        ("不是", "不是"),
    ],
)
def test_corrected(question: str, meant: str) -> None:
    assert corrected(question) == meant


@pytest.mark.parametrize(
    "question",
    [
        "那到2027年呢",
        "衢州呢",
        "还有别的吗",
        "这块归哪个局管",
        "它的面积要达到多少亩",
        "上面提到的养老机构有多少",
        "我问的是建德的不是省里",
        "哪个部门负责",
        "建德的",
        "what about its area",
    ],
)
def test_leaves_something_open(question: str) -> None:
    assert depends(question, NAMES)


@pytest.mark.parametrize(
    "question",
    [
        "建德完成老旧小区改造多少个",
        "农村老年助餐服务多少人次",
        "其他产业园区的工业增加值占比",
        "how many star-rated public toilets will be built",
    ],
)
def test_stands_alone(question: str) -> None:
    assert not depends(question, NAMES)


@pytest.mark.parametrize("question", ["那生猪呢", "城镇化率呢", "那建德的草莓总产值呢"])
def test_names_a_topic_of_its_own(question: str) -> None:
    assert stands_for_itself(question, NAMES)


@pytest.mark.parametrize("question", ["那到2027年呢", "衢州呢", "它的面积呢", "哪个部门负责"])
def test_names_none(question: str) -> None:
    assert not stands_for_itself(question, NAMES)


@pytest.mark.parametrize(
    ("earlier", "current", "kept"),
    [
        ("建德集体经济目标是多少？", "衢州呢", "集体经济目标是多少"),
        ("建德市2024年的目标", "那27年呢", "建德市的目标"),
        ("建德24年底的目标", "2027年呢", "建德的目标"),
        ("建德2024年的目标", "衢州2027年呢", "目标"),
        ("建德2024年的目标", "哪个部门负责", "建德2024年的目标"),
    ],
)
def test_what_is_replaced_is_not_carried(earlier: str, current: str, kept: str) -> None:
    assert carry(earlier, current, NAMES) == kept

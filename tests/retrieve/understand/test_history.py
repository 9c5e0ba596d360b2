"""Follow-up questions made to stand alone."""

from __future__ import annotations

import pytest

from assistant.retrieve.understand.history import (
    carry,
    corrected,
    depends,
    excluded,
    recent,
    stands_for_itself,
    without_excluded,
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
        ("不是母猪，我问的是水产", "水产"),
        ("不是建德，我问全省24年新认定的", "全省24年新认定的"),
        ("我要的是水产，不要母猪", "水产"),
        ("不是", "不是"),
        ("不是建德，不是衢州", "不是建德，不是衢州"),
    ],
)
def test_corrected(question: str, meant: str) -> None:
    assert corrected(question) == meant


@pytest.mark.parametrize(
    "question",
    ["星级公厕要建多少座", "主要指标完成多少", "说明书怎么写", "指导员多少名", "我想问建几个社区"],
)
def test_words_with_the_characters_of_a_correction_are_none(question: str) -> None:
    assert corrected(question) == question


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("建德要带出多少，不要衢州那个数", "建德要带出多少"),
        ("别拿衢州的来，建德呢", "建德呢"),
        ("24年的数，27年的不算", "24年的数"),
        ("不包括衢州；建德多少？金华多少", "建德多少，金华多少"),
        ("不错的做法有哪些，谁负责？", "不错的做法有哪些，谁负责？"),
        ("不要衢州的", "不要衢州的"),
        ("", ""),
    ],
)
def test_without_what_is_not_wanted(question: str, wanted: str) -> None:
    assert without_excluded(question) == wanted


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("不是母猪，我问的是水产", ("母猪",)),
        ("我问水产，不是母猪那个", ("母猪",)),
        ("不要衢州的，不问金华的", ("衢州", "金华")),
        ("母猪多少头", ()),
    ],
)
def test_what_it_says_it_is_not(question: str, wrong: tuple[str, ...]) -> None:
    assert excluded(question) == wrong


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
        "星级公厕要建多少座",
        "主要指标完成情况怎么样",
        "how many star-rated public toilets will be built",
    ],
)
def test_stands_alone(question: str) -> None:
    assert not depends(question, NAMES)


@pytest.mark.parametrize("question", ["那生猪呢", "城镇化率呢", "那建德的草莓总产值呢"])
def test_names_a_topic_of_its_own(question: str) -> None:
    assert stands_for_itself(question, NAMES)


@pytest.mark.parametrize(
    "question",
    [
        "那到2027年呢",
        "衢州呢",
        "它的面积呢",
        "哪个部门负责",
        "省级的呢",
        "那25年要到多少",
        "那2035年要缩到多少",
    ],
)
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
        ("能繁母猪要保多少头", "不是母猪，我问的是水产", "能繁要保多少头"),
    ],
)
def test_what_is_replaced_is_not_carried(earlier: str, current: str, kept: str) -> None:
    assert carry(earlier, current, NAMES) == kept

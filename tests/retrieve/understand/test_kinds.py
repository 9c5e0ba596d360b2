"""What a question wants, its language, and the words that carry its topic."""

from __future__ import annotations

import pytest

from assistant.retrieve.understand.kinds import (
    asks,
    asks_for,
    in_turn,
    language,
    names_a_measure,
    only_asks,
    question_kind,
    single_kind,
    topic,
)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("集体经济目标是多少", "figure"),
        ("要建几个数字农业工厂", "figure"),
        ("农业科技进步贡献率", "figure"),
        ("2027年集体经济目标", "figure"),
        ("27年茶叶产量", "figure"),
        ("到2027年的绿道指标值？", "figure"),
        ("集体经济目标", "other"),
        ("2027年总体目标", "other"),
        ("2027年茶叶产业", "other"),
        ("经营性收入占比", "figure"),
        ("how many farms will be built", "figure"),
        ("老旧小区改造归哪个局管", "who"),
        ("这块谁负责", "who"),
        ("责任单位有哪些", "who"),
        ("which departments are in charge", "who"),
        ("哪几家单位的责任", "who"),
        ("这事归几个部门管", "who"),
        ("这活谁来抓", "who"),
        ("who leads this", "who"),
        ("who is responsible", "who"),
        ("要创建几家文明单位", "figure"),
        ("有几个邮局", "figure"),
        ("建几座冷库", "figure"),
        ("那三个数是几个亿", "figure"),
        ("people who live alone", "other"),
        ("这几年的变化", "other"),
        ("“千村示范”到底是干什么的", "what_is"),
        ("那131是啥", "what_is"),
        ("什么是四宜四美", "what_is"),
        ("“5511”是什么意思", "what_is"),
        ("何谓七优享", "what_is"),
        ("有哪些措施", "list"),
        ("怎么支持农创客", "list"),
        ("产业链包括什么", "list"),
        ("金华和衢州有什么区别", "compare"),
        ("两地相差多少", "compare"),
        ("草莓", "other"),
        ("", "other"),
    ],
)
def test_kind_of_answer_wanted(question: str, kind: str) -> None:
    assert question_kind(question, 0, 0) == kind


@pytest.mark.parametrize(("places", "years"), [(2, 0), (0, 2), (2, 2)])
def test_two_places_or_two_years_are_compared(places: int, years: int) -> None:
    assert question_kind("集体经济目标是多少", places, years) == "compare"


def test_one_place_and_one_year_are_not() -> None:
    assert question_kind("集体经济目标是多少", 1, 1) == "figure"


@pytest.mark.parametrize(
    "question", ["有哪些措施", "怎么支持", "归谁管", "有没有补贴", "能领吗", "what about it"]
)
def test_has_a_question_word_of_its_own(question: str) -> None:
    assert asks(question)


@pytest.mark.parametrize("question", ["衢州呢", "那2027年的", "公厕", "the toilets", ""])
def test_has_none_of_its_own(question: str) -> None:
    assert not asks(question)


@pytest.mark.parametrize(
    ("kind", "word", "only"),
    [
        ("who", "部门", True),
        ("who", "department", True),
        ("figure", "部门", False),
        ("who", "公厕", False),
        ("list", "kinds", True),
    ],
)
def test_a_word_that_only_says_what_answer_is_wanted(kind: str, word: str, only: bool) -> None:
    assert asks_for(kind, word) is only


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("集体经济目标", "zh"),
        ("How many farms?", "en"),
        ("PM2.5浓度是多少", "zh"),
        ("建德的5G网络和IPv6部署情况怎么样", "zh"),
        ("what is the target of 建德", "en"),
        ("2027", "zh"),
    ],
)
def test_language(question: str, expected: str) -> None:
    assert language(question) == expected


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("建德2027年集体经济目标是多少", "集体经济"),
        ("请问建德到2027年底老旧小区要改造多少个？", "老旧小区要改造 个"),
        ("省里2024年的能繁母猪保有量是多少", "能繁母猪保有量"),
        ("目标是多少", "目标"),
        ("建德", ""),
        ("建德“建德苞茶”品牌价值", "“建德苞茶”品牌价值"),
        ("老旧小区改造有什么区别", "老旧小区改造"),
        ("两份文件对公厕都讲了啥", "对公厕"),
    ],
)
def test_topic_is_what_remains(question: str, words: str) -> None:
    assert topic(question, ("建德市", "建德")) == words


@pytest.mark.parametrize(
    ("question", "things", "asked"),
    [
        ("公厕和绿道各要建多少", "公厕和绿道", "要建多少"),
        ("公厕、绿道分别几座", "公厕、绿道", "几座"),
        ("公厕跟绿道都叫什么", "公厕跟绿道", "叫什么"),
        ("两个数报一下:公厕、绿道", "公厕、绿道", "是多少"),
        ("公厕、绿道、步道三个数给我", "公厕、绿道、步道", "是多少"),
    ],
)
def test_the_same_is_asked_of_several_things_in_turn(question: str, things: str, asked: str):
    assert in_turn(question) == (things, asked)


@pytest.mark.parametrize(
    "question", ["公厕要建多少", "公厕和绿道要建多少", "分成哪两类", "各级的职责"]
)
def test_or_not_in_turn(question: str) -> None:
    assert in_turn(question) is None


def test_a_measure_is_asked_for_without_a_question_word() -> None:
    assert names_a_measure("公厕覆盖的比例")
    assert names_a_measure("飞地园区数")
    assert not names_a_measure("公厕建设")


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        ("2024年省里要稳在多少", True),
        ("建德要提到几成", True),
        ("要达到百分之几", True),
        ("绿道要建多少", False),
        ("谁负责", False),
    ],
)
def test_a_piece_that_only_asks(piece: str, expected: bool) -> None:
    assert only_asks(piece, ("建德",)) is expected


def test_a_side_of_a_comparison_has_a_kind_of_its_own() -> None:
    question = "公厕和绿道一样吗，各多少"
    assert (question_kind(question, 1, 1), single_kind(question)) == ("compare", "figure")

"""A question as typed becomes a query."""

from __future__ import annotations

import pytest

from assistant.retrieve.understand import Interpreter

JIANDE = "浙江省杭州市建德市"


def wordings(query) -> set[str]:
    return {wording for concept in query.concepts for wording in concept.wordings}


def test_a_whole_question(interpreter: Interpreter) -> None:
    query = interpreter.understand("建德2027年集体经济目标是多少")
    assert query.question == query.resolved == "建德2027年集体经济目标是多少"
    assert query.topic == "集体经济"
    assert (query.regions, query.places, query.years) == ((JIANDE,), (), (2027,))
    assert (query.kind, query.language) == ("figure", "zh")
    assert query.concepts[0].wordings == (query.question,)


@pytest.mark.parametrize(
    "question",
    ["健德的目标", "建得的目标", "间德的目标", "Jiande的目标", "ＪＩＡＮＤＥ的目标", "建徳的目标"],
)
def test_a_place_with_a_wrong_character(interpreter: Interpreter, question: str) -> None:
    assert interpreter.understand(question).regions == (JIANDE,)


@pytest.mark.parametrize("question", ["建设的目标", "简单的目标", "道德的目标", "明德的目标"])
def test_other_words_are_not_bent_into_a_place(interpreter: Interpreter, question: str) -> None:
    assert interpreter.understand(question).regions == ()


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("27年的目标", (2027,)),
        ("到27年底的目标", (2027,)),
        ("2027的目标", (2027,)),
        ("二〇二七年的目标", (2027,)),
        ("２０２７年的目标", (2027,)),
        ("24年和27年的目标", (2024, 2027)),
        ("延长30年试点", ()),
        ("20年来的成效", ()),
        ("第27条", ()),
    ],
)
def test_years(interpreter: Interpreter, question: str, years: tuple[int, ...]) -> None:
    assert interpreter.understand(question).years == years


def test_a_short_year_is_looked_for_in_full(interpreter: Interpreter) -> None:
    assert "2027年" in interpreter.understand("27年草莓产值").concepts[0].wordings[0]


@pytest.mark.parametrize(
    "question", ["建德2027年農村居民收入目標", "建德２０２７年农村居民收入目标"]
)
def test_traditional_and_full_width_ask_the_same(interpreter: Interpreter, question: str) -> None:
    plain = interpreter.understand("建德2027年农村居民收入目标")
    query = interpreter.understand(question)
    assert query.question == question
    assert (query.topic, query.concepts) == (plain.topic, plain.concepts)


def test_a_place_that_no_document_is_about(interpreter: Interpreter) -> None:
    query = interpreter.understand("桐庐2027年的集体经济目标")
    assert (query.regions, query.places) == ((), ("桐庐",))
    assert interpreter.understand("建德和桐庐的集体经济目标").places == ("桐庐",)


@pytest.mark.parametrize("question", ["桐庐集体经济目标是多少", "桐庐老旧小区改造多少个"])
def test_a_foreign_place_right_before_another_word(interpreter: Interpreter, question: str) -> None:
    assert interpreter.understand(question).places == ("桐庐",)


@pytest.mark.parametrize("question", ["杭州市建德市的目标", "杭州建德的目标"])
def test_the_city_above_is_no_other_place(interpreter: Interpreter, question: str) -> None:
    query = interpreter.understand(question)
    assert (query.regions, query.places) == ((JIANDE,), ())


def test_spoken_words_are_looked_for_in_official_ones(interpreter: Interpreter) -> None:
    concepts = interpreter.understand("咱这稻田养鱼27年要搞到多少亩").concepts
    assert ("稻鱼", "水产养殖") in [concept.wordings for concept in concepts]


def test_english_is_looked_for_in_chinese(interpreter: Interpreter) -> None:
    query = interpreter.understand("How many public toilets will Jiande build by 2027?")
    assert (query.language, query.kind) == ("en", "figure")
    assert (query.regions, query.years) == ((JIANDE,), (2027,))
    assert {"公厕", JIANDE} <= wordings(query)


def test_mistyped_words_are_looked_for_as_meant(interpreter: Interpreter) -> None:
    assert "集体经济" in wordings(interpreter.understand("建德记体经济目标"))


def test_several_things_asked_for_are_asked_one_by_one(interpreter: Interpreter) -> None:
    query = interpreter.understand("建德创建美丽庭院多少户，星级公厕归哪个部门管")
    assert [("美丽庭院" in p.topic, p.kind) for p in query.parts] == [
        (True, "figure"),
        (False, "who"),
    ]
    assert all(part.regions == (JIANDE,) for part in query.parts)
    assert interpreter.understand("建德创建美丽庭院多少户").parts == ()


def test_each_place_of_a_comparison_is_asked_about(interpreter: Interpreter) -> None:
    query = interpreter.understand("衢州和金华2027年集体经济目标各是多少")
    assert query.kind == "compare"
    assert [part.regions for part in query.parts] == [("浙江省衢州市",), ("浙江省金华市",)]
    assert [(part.years, part.kind) for part in query.parts] == [((2027,), "figure")] * 2


def test_each_year_of_a_comparison_is_asked_about(interpreter: Interpreter) -> None:
    query = interpreter.understand("建德2024年和2027年集体经济目标")
    assert query.kind == "compare"
    assert [part.years for part in query.parts] == [(2024,), (2027,)]
    assert all(part.regions == (JIANDE,) for part in query.parts)


class TestFollowUps:
    """What an earlier turn leaves open, and what it does not."""

    def test_another_year(self, interpreter: Interpreter) -> None:
        query = interpreter.understand("那到2027年呢", ["建德2024年集体经济目标是多少"])
        assert (query.regions, query.years, query.kind) == ((JIANDE,), (2027,), "figure")
        assert "集体经济" in query.topic
        assert "2024" not in query.resolved

    def test_another_place(self, interpreter: Interpreter) -> None:
        query = interpreter.understand("衢州呢", ["建德2027年集体经济目标是多少"])
        assert (query.regions, query.years) == (("浙江省衢州市",), (2027,))
        assert "集体经济" in query.topic
        assert "建德" not in query.resolved

    def test_a_foreign_place_is_carried(self, interpreter: Interpreter) -> None:
        query = interpreter.understand("那到2030年呢", ["桐庐2027年集体经济目标是多少"])
        assert (query.places, query.years) == (("桐庐",), (2030,))

    @pytest.mark.parametrize("turn", ["我问的是建德的不是省里", "不是省里，我问的是建德的"])
    def test_a_correction(self, interpreter: Interpreter, turn: str) -> None:
        query = interpreter.understand(turn, ["省里2027年集体经济目标是多少"])
        assert (query.regions, query.years, query.kind) == ((JIANDE,), (2027,), "figure")
        assert "集体经济" in query.topic

    def test_another_kind_of_answer(self, interpreter: Interpreter) -> None:
        query = interpreter.understand("这块归哪个局管", ["建德老旧小区改造多少个"])
        assert (query.kind, query.regions) == ("who", (JIANDE,))
        assert "老旧小区" in query.topic

    def test_over_two_turns(self, interpreter: Interpreter) -> None:
        query = interpreter.understand("2027年呢", ["建德集体经济2024年目标是多少", "那2025年呢"])
        assert (query.regions, query.years) == ((JIANDE,), (2027,))
        assert "集体经济" in query.topic

    def test_what_is_carried_counts_less(self, interpreter: Interpreter) -> None:
        asked, carried = interpreter.understand("那衢州呢", ["建德草莓产值多少"]).concepts[:2]
        assert "草莓" in carried.wordings[0]
        assert carried.weight < asked.weight

    @pytest.mark.parametrize(
        "question",
        [
            "农村老年助餐服务多少人次",
            "衢州大型公共文化场馆建设多少座",
            "衢州搬迁农民的目标是多少人",
        ],
    )
    def test_another_topic_carries_nothing(self, interpreter: Interpreter, question: str) -> None:
        history = ["建德2027年老旧小区改造多少个"]
        assert interpreter.understand(question, history) == interpreter.understand(question)

    def test_a_first_turn_has_nothing_to_carry(self, interpreter: Interpreter) -> None:
        query = interpreter.understand("那到2027年呢")
        assert (query.regions, query.years) == ((), (2027,))
        assert query.resolved == "那到2027年呢"

    def test_turns_beyond_the_limit_are_forgotten(self, interpreter: Interpreter) -> None:
        opening, chatter = "建德集体经济目标是多少", "那2025年呢"
        near = interpreter.understand("2027年呢", [opening, *[chatter] * 19])
        far = interpreter.understand("2027年呢", [opening, *[chatter] * 20])
        assert near.regions == (JIANDE,)
        assert far.regions == ()

    def test_characters_beyond_the_limit_are_forgotten(self, interpreter: Interpreter) -> None:
        opening = "建德集体经济目标是多少"
        for length, regions in ((7980, (JIANDE,)), (8000, ())):
            filler = "那么" + "呢" * (length - 2)
            assert interpreter.understand("2027年呢", [opening, filler]).regions == regions


@pytest.mark.parametrize(
    "question", ["？？？", "🐟", "\0", "a" * 2000, "建" * 2000, "9" * 400 + "年"]
)
def test_odd_questions_are_understood_as_best_one_can(
    interpreter: Interpreter, question: str
) -> None:
    query = interpreter.understand(question)
    assert query.question == question
    assert query.concepts

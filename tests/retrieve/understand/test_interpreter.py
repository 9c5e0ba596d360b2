"""A question as typed becomes a query."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.retrieve.encoder import RememberingEncoder
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
    assert interpreter.understand("建德记体经济目标").topic == "集体经济"


def test_a_mistyped_word_is_put_right(interpreter: Interpreter) -> None:
    query = interpreter.understand("盘火闲置的宅鸡地多少")
    assert query.resolved == "盘活闲置的宅基地多少"
    assert query.question == "盘火闲置的宅鸡地多少"


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


def test_a_year_asked_of_one_place_is_not_asked_of_the_other(interpreter: Interpreter) -> None:
    query = interpreter.understand("公厕，建德三年几座、衢州25年几座")
    assert [(p.regions, p.years) for p in query.parts] == [
        ((JIANDE,), ()),
        (("浙江省衢州市",), (2025,)),
    ]
    both = interpreter.understand("建德和衢州到2027年公厕各几座")
    assert [part.years for part in both.parts] == [(2027,), (2027,)]


@pytest.mark.parametrize(
    ("question", "topics"),
    [
        ("建德公厕和农民收入各是多少", ["公厕", "农民收入"]),
        ("公厕，建德全市和开发区各几座", ["公厕 全市", "公厕 开发区"]),
        ("公厕建几座，还有宅基地盘活的数量", ["公厕建", "宅基地盘活的数量"]),
        ("建德两个数：公厕、草莓产业", ["公厕", "草莓产业"]),
        ("建德公厕几座", []),
    ],
)
def test_each_of_several_things_is_asked_for(
    interpreter: Interpreter, question: str, topics: list[str]
) -> None:
    assert [part.topic for part in interpreter.understand(question).parts] == topics


def test_the_words_in_quotes_keep_a_place(interpreter: Interpreter) -> None:
    assert interpreter.understand("建德“建德苞茶”品牌价值多少").topic == "“建德苞茶”品牌价值"


@pytest.mark.parametrize("question", ["健身的新建的设施多少", "创建得怎么样"])
def test_a_particle_is_no_end_of_a_place(interpreter: Interpreter, question: str) -> None:
    assert interpreter.understand(question).regions == ()


@pytest.mark.parametrize(
    ("question", "unit"),
    [("建德草莓多少亩", "亩"), ("建德集体经济收入多少", "元"), ("建德的目标", "")],
)
def test_the_unit_asked_for(interpreter: Interpreter, question: str, unit: str) -> None:
    assert interpreter.understand(question).unit == unit


def test_the_terms_of_a_question_and_of_its_parts(interpreter: Interpreter) -> None:
    query = interpreter.understand("建德稻田养鱼2027年多少亩，草梅产业归哪个部门负责")
    said = [[term.wordings[0] for term in part.terms] for part in query.parts]
    assert said == [["稻田", "养鱼"], ["草莓", "产业"]]
    words = {term.wordings[0]: term.wordings for term in query.terms}
    assert words["养鱼"] == ("养鱼", "稻鱼", "水产养殖")
    assert words["草莓"] == ("草莓",)


def test_the_terms_of_an_english_question(interpreter: Interpreter) -> None:
    query = interpreter.understand("List the public toilets and GDP of Jiande")
    assert [term.wordings for term in query.terms] == [
        ("public toilets", "公厕"),
        ("gdp", "生产总值"),
    ]


def test_a_document_that_is_named_is_not_its_topic(interpreter: Interpreter) -> None:
    query = interpreter.understand("23年那份意见要求公厕建多少座")
    assert (query.documents, query.years) == (("opinion",), ())
    assert "意见" not in query.topic
    assert [term.wordings[0] for term in query.terms] == ["公厕"]


def test_each_document_of_a_comparison_is_asked_about(interpreter: Interpreter) -> None:
    query = interpreter.understand("实施意见和2024年工作要点对公厕的要求有什么区别")
    assert (query.kind, query.documents) == ("compare", ("opinion", "outline"))
    assert [(part.documents, part.years) for part in query.parts] == [
        (("opinion",), ()),
        (("outline",), ()),
    ]


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("建德和衢州的实施方案里公厕各多少", [("plan",), ("scheme",)]),
        ("建德和浙江的工作要点里公厕各多少", [(), ("outline",)]),
    ],
)
def test_each_side_of_a_comparison_has_its_own_documents(
    interpreter: Interpreter, question: str, documents: list[tuple[str, ...]]
) -> None:
    assert [part.documents for part in interpreter.understand(question).parts] == documents


def test_each_year_has_its_own_piece_of_the_question(interpreter: Interpreter) -> None:
    query = interpreter.understand("24年公厕多少座，27年草莓多少亩")
    assert [(part.years, part.unit, part.topic) for part in query.parts] == [
        ((2024,), "座", "公厕 座"),
        ((2027,), "亩", "草莓 亩"),
    ]


def test_what_is_not_wanted_is_not_looked_for(interpreter: Interpreter) -> None:
    query = interpreter.understand("建德草莓产业多少亩，不要衢州的")
    assert (query.regions, query.resolved) == ((JIANDE,), "建德草莓产业多少亩")


class CountingEncoder:
    """Another encoder, which counts how often it is called."""

    def __init__(self, encoder) -> None:
        self.name, self.dimension, self._encoder = encoder.name, encoder.dimension, encoder
        self.calls: list[list[str]] = []

    def encode(self, texts):
        self.calls.append(list(texts))
        return self._encoder.encode(texts)


@pytest.mark.parametrize("question", ["建德稻田养鱼多少亩，厕所呢", "How many ponds in Jiande?"])
def test_all_that_is_looked_for_is_encoded_at_once(
    interpreter: Interpreter, new_encoder, question: str
) -> None:
    counting = CountingEncoder(new_encoder())
    asking = RememberingEncoder(counting)
    vocabulary = interpreter.vocabulary.read_by(asking)
    query = replace(interpreter, vocabulary=vocabulary, encoder=asking).understand(question)
    assert [call for call in counting.calls[1:] if call] == []
    words = {term.wordings[0] for look in (query, *query.parts) for term in look.terms}
    strange = words - set(vocabulary.words)
    assert strange
    assert strange | {query.subject, query.resolved} <= set(counting.calls[0])


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

    def test_another_topic_leaves_the_place(self, interpreter: Interpreter) -> None:
        query = interpreter.understand("那草莓呢", ["建德2027年集体经济收入多少元"])
        assert (query.regions, query.years, query.topic) == ((JIANDE,), (2027,), "草莓")

    def test_what_is_said_to_be_wrong_is_not_carried(self, interpreter: Interpreter) -> None:
        history = ["24年全省母猪要保多少头"]
        query = interpreter.understand("不是母猪，我问的是水产", history)
        assert (query.regions, query.years) == (("浙江省",), (2024,))
        assert (query.topic, query.unit, query.kind) == ("水产", "", "figure")
        assert "母猪" not in query.resolved

    def test_its_own_question_word_sets_the_kind(self, interpreter: Interpreter) -> None:
        history = ["建德老旧小区改造多少个"]
        assert interpreter.understand("那草莓产业有没有补贴", history).kind == "other"
        assert interpreter.understand("那草莓产业呢", history).kind == "figure"

    def test_a_document_is_carried(self, interpreter: Interpreter) -> None:
        query = interpreter.understand("那草莓呢", ["实施意见要求公厕建多少座"])
        assert query.documents == ("opinion",)

    def test_the_unit_is_carried_with_the_topic(self, interpreter: Interpreter) -> None:
        history = ["建德2024年集体经济收入多少"]
        assert interpreter.understand("那25年要到多少", history).unit == "元"
        assert interpreter.understand("那公厕要建几座", history).unit == "座"

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
            "农村星级公厕要建多少座",
            "主要指标完成情况怎么样",
        ],
    )
    def test_another_topic_carries_only_the_place(
        self, interpreter: Interpreter, question: str
    ) -> None:
        history = ["建德2027年老旧小区改造多少个"]
        carried, alone = interpreter.understand(question, history), interpreter.understand(question)
        regions = alone.regions or (JIANDE,)
        matters = tuple(replace(matter, regions=regions) for matter in alone.matters)
        assert carried == replace(alone, regions=regions, matters=matters)

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


def test_a_possessive_is_no_term(interpreter: Interpreter) -> None:
    terms = interpreter.understand("What is Jiande's GDP in 5 years?").terms
    assert "s" not in [term.wordings[0] for term in terms]

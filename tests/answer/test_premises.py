"""What a question takes for granted."""

from __future__ import annotations

import pytest

from assistant.answer.premises import Premises


@pytest.mark.parametrize(
    ("question", "text", "unmet"),
    [
        ("229个村全都要分类吗", "全市229个行政村实行垃圾分类", False),
        ("229个村全都要分类吗", "全市200个行政村实行垃圾分类", True),
        ("投50000元够吗", "投入5万元", False),
        ("到2027年建多少公厕", "建成公厕20座", False),
        ("PM2.5目标是多少", "PM2.5浓度低于25微克", False),
        ("5G基站建多少", "建成5G基站300个", False),
        ("4A景区有几个", "创建3A级景区2个", True),
        ("第3条讲什么", "建成公厕20座", False),
        ("1+4制度是什么", "落实“1+4”制度", False),
    ],
)
def test_figures_and_codes(question: str, text: str, unmet: bool) -> None:
    assert Premises.of(question).unmet_figures(text) is unmet


@pytest.mark.parametrize(
    ("question", "text", "unmet"),
    [
        ("食堂哪天停办", "建设老年食堂10家", True),
        ("食堂哪天停办", "撤销老年食堂", False),
        ("每亩补贴多少", "每亩补助100元", False),
        ("每亩补贴多少", "每亩产量100斤", True),
        ("why was it abolished", "建设老年食堂10家", True),
        ("建多少食堂", "建设老年食堂10家", False),
    ],
)
def test_what_is_done_to_a_thing(question: str, text: str, unmet: bool) -> None:
    assert Premises.of(question).unmet_turns(text) is unmet


@pytest.mark.parametrize(
    ("question", "elsewhere"),
    [
        ("云岭县有几个公厕", True),
        ("那个梅溪镇有几个公厕", False),
        ("全县有几个公厕", False),
        ("示范村有几个公厕", False),
    ],
)
def test_a_place_that_is_not_in_the_text(question: str, elsewhere: bool) -> None:
    assert Premises.of(question).elsewhere("梅溪镇建成公厕20座") is elsewhere


def test_how_things_stand_is_not_told_by_a_plan() -> None:
    premises = Premises.of("现在有几座公厕")
    assert premises.planned("到2027年新建公厕20座") == 1
    assert premises.planned("目前累计建成公厕12座") < premises.planned("公厕12座") == 0
    assert Premises.of("要建几座公厕").planned("到2027年新建公厕20座") == 0


def test_what_is_left_and_why() -> None:
    left, why = Premises.of("除了公厕还有什么"), Premises.of("为啥要建公厕")
    assert (left.besides, left.asks_why) == (1, 0)
    assert (why.besides, why.asks_why) == (0, 1)

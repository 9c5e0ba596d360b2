"""Which of the library's regions a question names."""

from __future__ import annotations

import pytest

from assistant.retrieve.understand.regions import Gazetteer

JIANDE = "浙江省杭州市建德市"
UNNAMED = "安徽省某市"


@pytest.mark.parametrize(
    ("question", "regions"),
    [
        ("建德的目标", [JIANDE]),
        ("建德市的目标", [JIANDE]),
        ("建德市2027年的目标", [JIANDE]),
        ("targets of jiande", [JIANDE]),
        ("金华和衢州", ["浙江省金华市", "浙江省衢州市"]),
        ("衢州比金华，以衢州为主", ["浙江省衢州市", "浙江省金华市"]),
        ("浙江的目标", ["浙江省"]),
        ("去浙江大学培训，浙江农林学院", []),
        ("浙江大学生的人数", ["浙江省"]),
        ("省里的目标", ["浙江省"]),
        ("省级文件的目标", ["浙江省"]),
        ("省级示范村的目标", []),
        ("全省的目标", ["浙江省"]),
        ("省意见怎么说", ["浙江省"]),
        ("建德和省里", [JIANDE, "浙江省"]),
        ("安徽那个市", [UNNAMED]),
        ("安徽省的目标", [UNNAMED]),
        ("桐庐的目标", []),
        ("jiandeng", []),
        ("xjiande", []),
        ("", []),
    ],
)
def test_regions_in_the_order_they_are_named(
    gazetteer: Gazetteer, question: str, regions: list[str]
) -> None:
    assert list(gazetteer.find(question)) == regions


def test_the_province_is_clear_only_where_there_is_one() -> None:
    two = Gazetteer(["浙江省", "江西省"])
    assert two.find("省里的目标") == ()
    assert two.find("江西和浙江") == ("江西省", "浙江省")


def test_no_regions() -> None:
    empty = Gazetteer([])
    assert empty.names == ()
    assert empty.find("省里的建德") == ()


def test_names_longest_first(gazetteer: Gazetteer) -> None:
    lengths = [len(name) for name in gazetteer.names]
    assert lengths == sorted(lengths, reverse=True)
    assert {"建德市", "建德", "jiande", "浙江省", "浙江", "安徽"} <= set(gazetteer.names)


def test_a_region_stays_the_same_however_often_it_is_named(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("建德、建德市、jiande") == (JIANDE,)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("浙江省建德市的目标", "建德市的目标"),
        ("浙江建德的目标", "建德市的目标"),
        ("浙江省杭州市建德市的目标", "建德市的目标"),
        ("杭州市建德市的目标", "建德市的目标"),
        ("浙江的建德的目标", "建德市的目标"),
        ("浙江和建德的目标", "浙江和建德的目标"),
        ("建德的目标", "建德的目标"),
        ("安徽省某市的目标", "安徽省某市的目标"),
    ],
)
def test_the_full_name_of_a_place_is_one_place(
    gazetteer: Gazetteer, question: str, short: str
) -> None:
    assert gazetteer.shorten(question) == short


@pytest.mark.parametrize(
    ("question", "regions"),
    [
        ("建德的目标", []),
        ("杭州的目标", []),
        ("全市的目标", []),
        ("梅城的目标", ["浙江省杭州市建德市梅城镇"]),
        ("梅城镇的目标", ["浙江省杭州市建德市梅城镇"]),
    ],
)
def test_a_town_is_not_the_city_it_lies_in(question: str, regions: list[str]) -> None:
    assert list(Gazetteer(["浙江省杭州市建德市梅城镇"]).find(question)) == regions

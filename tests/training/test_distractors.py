"""Wrong values: real ones of the documents, which nobody has to tell from a hair's breadth."""

from __future__ import annotations

import itertools
from random import Random

import pytest

from assistant.training import distractors
from assistant.training.items import Wanted
from assistant.training.making import make
from assistant.training.material import Discard
from assistant.training.stems import stem

ROADS = """一、任务
（一）道路。新建和改建全县农村公路{}公里。
（二）绿道。建成滨水绿道{}公里。
（三）管网。改造供水管网{}公里。
（四）步道。修缮登山步道{}公里。
（五）河道。整治中小河道{}公里。
"""
SHARES = """一、目标
（一）供水。农村供水普及率达到{}%。
（二）良种。水稻良种覆盖率达到{}%。
（三）污水。生活污水处理率达到{}%。
（四）客车。建制村客车通达率达到{}%。
（五）垃圾。生活垃圾分类率达到{}%。
"""


def offered(material, value: int) -> list[int]:
    [one] = [each for each in material.all_asked if each.low == value]
    found = distractors.usable(material, one, stem(material, one))
    return [int(other.low) for other in found]


@pytest.mark.parametrize(
    ("text", "values", "near"),
    [
        (ROADS, (120, 121, 124, 150, 180), [150, 180]),
        (ROADS, (15, 16, 18, 20, 14), [14, 16, 18, 20]),
        (SHARES, (98, 97, 96, 90, 60), [96, 90, 60]),
        (SHARES, (15, 16, 17, 20, 60), [17, 20, 60]),
    ],
    ids=["large", "small", "high-shares", "low-shares"],
)
def test_what_is_next_to_the_key_is_none(material_of, text, values, near) -> None:
    assert sorted(offered(material_of(text.format(*values)), values[0])) == sorted(near)


def test_those_offered_are_told_apart_too(material_of) -> None:
    material = material_of(ROADS.format(120, 150, 151, 152, 153))
    one = next(each for each in material.all_asked if each.low == 120)
    words = stem(material, one)
    assert len(distractors.values(material, one, words, Random(1), 1)) == 1
    with pytest.raises(Discard):
        distractors.values(material, one, words, Random(1), 2)


def test_options_of_the_real_documents_keep_their_distance(real) -> None:
    made = make(real, Wanted(kinds=("single",)), 100, 1).set.items
    compared = 0
    for item in made:
        numbers = [option.removesuffix("%") for option in item.options]
        if all(number.isdigit() for number in numbers):
            for one, two in itertools.combinations(map(int, numbers), 2):
                assert abs(one - two) >= 2
                compared += 1
    assert compared

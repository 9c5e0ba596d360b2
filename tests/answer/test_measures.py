"""A measure that is named whole is that of nothing else."""

from __future__ import annotations

import pytest

from assistant.answer.measures import Measure
from assistant.types import Query, Term


def term(word: str, *, known: bool = True, weight: float = 0.6, near=()) -> Term:
    return Term((word,), weight, near, known)


def query(topic: str, *terms: Term, kind: str = "figure") -> Query:
    return Query(question=topic, resolved=topic, topic=topic, concepts=(), kind=kind, terms=terms)


FOREST = query("森林覆盖率", term("森林"), term("覆盖率"))


@pytest.mark.parametrize(
    ("asked", "text", "spoken"),
    [
        (FOREST, "森林覆盖率达到60%", True),
        (FOREST, "卫生户厕覆盖率达到100%", False),
        (FOREST, "森林抚育3万亩", False),
        (query("茶园面积 亩", term("茶园", known=False), term("面积")), "水面面积3万亩", False),
        (query("生猪出栏", term("生猪"), term("出栏")), "能繁母猪保有量3万头", False),
        # Another word for the same thing, or for the same measure.
        (query("林地面积", term("林地", near=(("山林", 0.8),)), term("面积")), "山林面积3亩", True),
        (query("水质合格率", term("水质"), term("合格率", known=False)), "水质达标率95%", True),
        # What holds the measure and what it is of is said as it is, or not at all.
        (query("失业率", term("失业率", known=False, near=(("率", 0.9),))), "覆盖率95%", False),
        (
            query("农村自来水量", term("农村"), term("自来水", known=False, weight=0.4)),
            "农村供水3吨",
            True,
        ),
        (query("人均gdp", term("人均"), term("gdp", known=False)), "人均标准1万元", False),
        # What is no name of a measure binds to nothing.
        (query("要建 公园", term("公园")), "绿道5条", True),
        (query("农户租出的比例", term("农户"), term("比例")), "流转率60%", True),
        (query("森林覆盖率", term("森林"), kind="list"), "绿道5条", True),
        (query("农场总数", term("农场"), term("总数")), "家庭农场10万家", True),
    ],
)
def test_every_word_of_a_measure_is_spoken_of(asked: Query, text: str, spoken: bool) -> None:
    assert Measure.of(asked).is_spoken_of([text]) is spoken

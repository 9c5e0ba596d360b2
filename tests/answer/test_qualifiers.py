"""At most, each year, newly added, for one household."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer.qualifiers import OPEN, Qualifiers
from assistant.types import Figure

BOUND, PERIOD, CHANGE, EACH = range(4)


@pytest.fixture
def figure(ledger) -> Figure:
    return next(f for f in ledger["plan/3.2"] if f.written == "44个")


@pytest.mark.parametrize(
    ("question", "which", "changes", "part", "agrees"),
    [
        ("最多几个", BOUND, {"comparator": "<="}, "", 1),
        ("最多几个", BOUND, {"comparator": ">="}, "", -1),
        ("至少几个", BOUND, {"comparator": "="}, "不少于44个", 1),
        ("at most how many", BOUND, {}, "最高44个", 1),
        ("几个", BOUND, {"comparator": ">="}, "", 0),
        ("每年几个", PERIOD, {"per": "年"}, "", 1),
        ("每年几个", PERIOD, {}, "每年改造44个", 1),
        ("每年几个", PERIOD, {}, "改造44个", -1),
        ("一共几个", PERIOD, {}, "每年改造44个", -1),
        ("一共几个", PERIOD, {}, "改造44个", 0),
        ("一共几个", CHANGE, {"change": "cumulative"}, "", 1),
        ("一共几个", CHANGE, {"change": "added"}, "", -1),
        ("新增几个", CHANGE, {"change": "added"}, "", 1),
        ("新增几个", CHANGE, {"change": "total"}, "", -1),
        ("每户补多少", EACH, {}, "每户补助44元", 1),
        ("户均多少", EACH, {}, "每户补助44元", 1),
        ("每户补多少", EACH, {}, "每亩补助44元", -1),
        ("补多少", EACH, {}, "每亩补助44元", -0.5),
        ("how much per mu", EACH, {}, "每亩补助44元", 1),
        ("how much per village", EACH, {}, "每户补助44元", -1),
    ],
)
def test_agreement(figure: Figure, question: str, which: int, changes, part: str, agrees) -> None:
    stated = replace(figure, **({"change": "total", "per": "", "comparator": "="} | changes))
    assert Qualifiers.of(question).agreement(stated, part)[which] == agrees


def test_where_nothing_is_said_all_is_open(figure: Figure) -> None:
    assert Qualifiers.of("改造几个").agreement(figure, "完成44个老旧小区改造") == OPEN

import re

import pytest

from assistant.figures.units import AFTER_CHINESE, AFTER_DIGITS, MONEY, TIMES, counts, normal


@pytest.mark.parametrize("unit", ["个", "家", "人次", "期", "处"])
def test_what_is_counted_follows_its_unit(unit):
    assert counts(unit)


@pytest.mark.parametrize("unit", ["亩", "元", "%", "年", "倍", "天", "周岁", ""])
def test_measures_are_attributes(unit):
    assert not counts(unit)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("个百分点", "个百分点"),
        ("个工作日内", "个工作日"),
        ("人次以上", "人次"),
        ("元/人", "元/人"),
        ("吨/年", "吨/年"),
        ("平方米", "平方米"),
        ("处以下", "处"),
    ],
)
def test_the_longest_unit_is_taken(text, unit):
    assert re.match(AFTER_DIGITS, text)[0] == unit


@pytest.mark.parametrize("text", ["人均", "人才", "处理", "次会议", "年级", "日常", "周岁边"[2:]])
def test_words_that_only_begin_like_a_unit(text):
    assert not re.match(AFTER_DIGITS, text)


def test_some_measure_words_need_digits():
    assert re.match(AFTER_DIGITS, "期工程")
    assert not re.match(AFTER_CHINESE, "期工程")


def test_units_that_are_the_same():
    assert [normal(unit) for unit in ("㎡", "平米", "百分点", "工作日", "亩")] == [
        "平方米",
        "平方米",
        "个百分点",
        "个工作日",
        "亩",
    ]


def test_kinds_of_units():
    assert {"元", "美元"} <= MONEY
    assert {"年", "个月", "天"} <= TIMES
    assert not MONEY & TIMES

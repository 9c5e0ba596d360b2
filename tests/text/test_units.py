"""The unit that a question asks for, and which units pass for one another."""

from __future__ import annotations

import pytest

from assistant.text.units import asked_unit, fits


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("老旧小区改造多少个", "个"),
        ("要建几家", "家"),
        ("高标准农田多少万亩", "亩"),
        ("服务多少万人次", "人次"),
        ("多少平方米", "平方米"),
        ("多少平方公里", "平方公里"),
        ("几个工作日办完", "个工作日"),
        ("几百万元", "元"),
        ("收入多少万元", "元"),
        ("建几所学校", "所"),
    ],
)
def test_a_unit_that_is_named(question: str, unit: str) -> None:
    assert asked_unit(question) == unit


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("要花多少钱", "元"),
        ("几个亿", "元"),
        ("投资多少个亿", "元"),
        ("农民收入要到多少", "元"),
        ("补贴多少", "元"),
        ("城镇化率要到多少", "%"),
        ("占比多少", "%"),
        ("有几成", "%"),
        ("提高几个百分点", "个百分点"),
        ("面积多大", "亩"),
        ("要多久", "年"),
        ("培训多少农民", "人"),
        ("多少平", "平方米"),
        ("how many people", "人"),
        ("how many mu", "亩"),
        ("what is the urbanisation rate", "%"),
        ("how much funding", "元"),
        ("how long", "年"),
    ],
)
def test_a_unit_that_is_meant(question: str, unit: str) -> None:
    assert asked_unit(question) == unit


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("产值突破多少亿斤", "斤"),
        ("补贴多少头母猪", "头"),
        ("收入是农村的多少倍", "倍"),
        ("利润增加多少", ""),
        ("投资的项目多少个", "个"),
        ("覆盖率达标的村多少个", "个"),
        ("率先建成几家", "家"),
    ],
)
def test_what_is_named_goes_before_what_is_meant(question: str, unit: str) -> None:
    assert asked_unit(question) == unit


@pytest.mark.parametrize(
    "question", ["目标是多少", "增长多少", "降到多少", "多少人均", "how many farms", "草莓", ""]
)
def test_a_unit_left_open(question: str) -> None:
    assert asked_unit(question) == ""


@pytest.mark.parametrize(
    ("asked", "unit", "fit"),
    [
        ("亩", "亩", 1.0),
        ("亩", "平方米", 0.5),
        ("个", "棵", 0.5),
        ("只", "张", 0.5),
        ("家", "个", 0.5),
        ("人", "户", 0.5),
        ("元", "元/人", 0.5),
        ("亩", "", 0.5),
        ("亩", "元", -1.0),
        ("个", "元", -1.0),
        ("%", "家", -1.0),
        ("棵", "个", -1.0),
        ("", "元", 0.0),
        ("", "", 0.0),
    ],
)
def test_how_well_a_unit_fits(asked: str, unit: str, fit: float) -> None:
    assert fits(asked, unit) == fit

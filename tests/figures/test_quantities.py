from decimal import Decimal

import pytest

from assistant.figures.names import hide
from assistant.figures.quantities import quantities
from assistant.text.numbers import fold


def read(text):
    hidden = hide(fold(text))
    return [
        (text[q.start : q.end], float(q.low), float(q.high), q.unit) for q in quantities(hidden)
    ]


@pytest.mark.parametrize(
    ("text", "written", "value", "unit"),
    [
        ("投资3.2亿元", "3.2亿元", 320000000, "元"),
        ("面积1,500亩", "1,500亩", 1500, "亩"),
        ("培训１２万人次", "１２万人次", 120000, "人次"),
        ("拨款5千万元", "5千万元", 50000000, "元"),
        ("建设二十三个网点", "二十三个", 23, "个"),
        ("补助三点五元", "三点五元", 3.5, "元"),
        ("重二十千克", "二十千克", 20, "千克"),
        ("占百分之六十", "百分之六十", 60, "%"),
        ("占三分之二", "三分之二", 66.67, "%"),
        ("发生率千分之三", "千分之三", 3, "‰"),
        ("占比超过四成", "四成", 40, "%"),
        ("享受九折", "九折", 90, "%"),
        ("享受九五折", "九五折", 95, "%"),
        ("经费减半", "减半", 50, "%"),
        ("一半以上的村", "一半", 50, "%"),
        ("实现全覆盖。", "全覆盖", 100, "%"),
        ("产值翻一番", "翻一番", 2, "倍"),
        ("产值翻两番", "翻两番", 4, "倍"),
        ("等候半小时", "半小时", 0.5, "小时"),
        ("配比不低于1:4", "1:4", 0.25, "比"),
        ("下浮20个基点", "20个基点", 20, "个基点"),
        ("提高2百分点", "2百分点", 2, "个百分点"),
        ("浓度29微克/立方米", "29微克/立方米", 29, "微克/立方米"),
        ("浓度29微克每立方米", "29微克每立方米", 29, "微克每立方米"),
        ("倍差缩小到1.7", "1.7", 1.7, ""),
        ("收入比由2.1缩小到1", "2.1", 2.1, ""),
        ("产值突破百亿", "百亿", 10**10, ""),
        ("在688亿的基础上", "688亿", 68800000000, ""),
    ],
)
def test_a_quantity(text, written, value, unit):
    assert (written, value, value, unit) in read(text)


@pytest.mark.parametrize(
    ("text", "written", "low", "high"),
    [
        ("建成1—2个", "1—2个", 1, 2),
        ("种植3至5万亩", "3至5万亩", 30000, 50000),
        ("种植3-5万亩", "3-5万亩", 30000, 50000),
        ("奖励6000元至1万元", "6000元至1万元", 6000, 10000),
        ("占30%—50%", "30%—50%", 30, 50),
        ("配备三至五名", "三至五名", 3, 5),
        ("配备两三名", "两三名", 2, 3),
        ("补贴二三十元", "二三十元", 20, 30),
    ],
)
def test_a_range(text, written, low, high):
    ((found, *ends, _),) = read(text)
    assert (found, *ends) == (written, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "建设一个中心",
        "走进千户",
        "每万名居民",
        "每半年",
        "每3个月",
        "百米",
        "三五",
        "二〇二七个",
        "过半年",
        "第3家",
        "九折叠",
        "三成立",
        "两人均",
        "4:0",
    ],
)
def test_what_is_no_quantity(text):
    assert not [row for row in read(text) if row[0] == text.removeprefix("每")]


def test_an_article_is_counted_where_something_vouches_for_it():
    assert [row[0] for row in read("至少一个中心，每村一名，提前一年，一次以上")] == [
        "一个",
        "一名",
        "一年",
        "一次",
    ]


def test_more_than_is_kept():
    more = [q.more for q in quantities("300多家，20余万人，40家")]
    assert more == [True, True, False]


def test_values_are_exact():
    (found,) = quantities("1.41亿斤")
    assert found.low == Decimal(141000000)

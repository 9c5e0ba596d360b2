"""Names of places, whole and short."""

from __future__ import annotations

import pytest

from assistant.text.places import display_name, is_unnamed, short_name, units


@pytest.mark.parametrize(
    ("region", "found"),
    [
        ("浙江省丽水市青田县", ("浙江省", "丽水市", "青田县")),
        ("浙江省丽水市龙泉市", ("浙江省", "丽水市", "龙泉市")),
        ("内蒙古自治区锡林郭勒盟镶黄旗", ("内蒙古自治区", "锡林郭勒盟", "镶黄旗")),
        ("广西壮族自治区", ("广西壮族自治区",)),
        ("新疆维吾尔自治区阿克苏地区", ("新疆维吾尔自治区", "阿克苏地区")),
        ("浙江省丽水市景宁畲族自治县", ("浙江省", "丽水市", "景宁畲族自治县")),
        ("湖北省恩施土家族苗族自治州恩施市", ("湖北省", "恩施土家族苗族自治州", "恩施市")),
        ("上海市市中区", ("上海市", "市中区")),
        ("香港特别行政区", ("香港特别行政区",)),
        ("全国", ("全国",)),
        ("", ("",)),
    ],
)
def test_units_from_the_top(region: str, found: tuple[str, ...]) -> None:
    assert units(region) == found


@pytest.mark.parametrize(
    ("unit", "short"),
    [
        ("青田县", "青田"),
        ("龙泉市", "龙泉"),
        ("莲都区", "莲都"),
        ("浙江省", "浙江"),
        ("歙县", "歙县"),
        ("广西壮族自治区", "广西"),
        ("宁夏回族自治区", "宁夏"),
        ("新疆维吾尔自治区", "新疆"),
        ("西藏自治区", "西藏"),
        ("内蒙古自治区", "内蒙古"),
        ("景宁畲族自治县", "景宁"),
        ("恩施土家族苗族自治州", "恩施"),
        ("积石山保安族东乡族撒拉族自治县", "积石山"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江"),
        ("隆林各族自治县", "隆林"),
        ("延边朝鲜族自治州", "延边"),
        ("凉山彝族自治州", "凉山"),
        ("怒江傈僳族自治州", "怒江"),
        ("阿坝藏族羌族自治州", "阿坝"),
        ("黔东南苗族侗族自治州", "黔东南"),
        ("都安瑶族自治县", "都安"),
        ("大理白族自治州", "大理"),
        ("红河哈尼族彝族自治州", "红河"),
        ("陵水黎族自治县", "陵水"),
        ("道真仡佬族苗族自治县", "道真"),
        ("三都水族自治县", "三都"),
        ("玉龙纳西族自治县", "玉龙"),
        ("互助土族自治县", "互助"),
        ("罗城仫佬族自治县", "罗城"),
        ("鄂温克族自治旗", "鄂温克族自治旗"),
        ("伊犁哈萨克自治州", "伊犁"),
        ("克孜勒苏柯尔克孜自治州", "克孜勒苏"),
        ("博尔塔拉蒙古自治州", "博尔塔拉"),
        ("阿克苏地区", "阿克苏"),
        ("香港特别行政区", "香港"),
        ("全国", "全国"),
    ],
)
def test_short_names(unit: str, short: str) -> None:
    assert short_name(unit) == short


@pytest.mark.parametrize(
    ("unit", "unnamed"), [("某市", True), ("XX县", True), ("××镇", True), ("青田县", False)]
)
def test_blanked_names(unit: str, unnamed: bool) -> None:
    assert is_unnamed(unit) is unnamed


@pytest.mark.parametrize(
    ("region", "name"),
    [
        ("浙江省丽水市青田县", "青田县"),
        ("安徽省某市", "安徽省某市"),
        ("浙江省", "浙江省"),
        ("浙江省杭州市建德市梅城镇", "建德市梅城镇"),
        ("梅城镇", "梅城镇"),
    ],
)
def test_name_as_people_say_it(region: str, name: str) -> None:
    assert display_name(region) == name

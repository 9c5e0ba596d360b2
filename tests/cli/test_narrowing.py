from types import SimpleNamespace

import pytest

from assistant.errors import BadRequest
from assistant.narrowing import known_regions

REGIONS = (
    "浙江省",
    "浙江省杭州市建德市",
    "安徽省某市",
    "吉林省吉林市",
    "辽宁省朝阳市",
    "北京市朝阳区",
    "广西壮族自治区百色市",
    "湖北省恩施土家族苗族自治州",
    None,
)
DOCUMENTS = {
    str(number): SimpleNamespace(source=SimpleNamespace(region=region))
    for number, region in enumerate(REGIONS)
}


@pytest.mark.parametrize(
    ("name", "regions"),
    [
        ("浙江省杭州市建德市", ("浙江省杭州市建德市",)),
        ("建德市", ("浙江省杭州市建德市",)),
        ("建德", ("浙江省杭州市建德市",)),
        ("杭州市建德", ("浙江省杭州市建德市",)),
        (" 浙江 ", ("浙江省",)),
        ("安徽", ("安徽省某市",)),
        ("安徽省", ("安徽省某市",)),
        ("朝阳", ("辽宁省朝阳市", "北京市朝阳区")),
        ("朝阳区", ("北京市朝阳区",)),
        ("百色", ("广西壮族自治区百色市",)),
        ("恩施土家族苗族自治州", ("湖北省恩施土家族苗族自治州",)),
    ],
)
def test_names_that_people_use(name, regions):
    assert known_regions([name], DOCUMENTS) == regions


@pytest.mark.parametrize("name", ["杭州", "德", "市", "", "省", "上海", "."])
def test_what_is_no_region_of_the_library(name):
    with pytest.raises(BadRequest) as caught:
        known_regions([name], DOCUMENTS)
    assert "浙江省杭州市建德市" in caught.value.hint


def test_none_is_no_limit():
    assert known_regions(None, DOCUMENTS) is None
    assert known_regions(["建德", "建德市"], DOCUMENTS) == ("浙江省杭州市建德市",)

import pytest

from assistant.figures.comparators import after, comparators, gap, is_linked


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("建设30个", "="),
        ("建设30个以上", ">="),
        ("建设30个及以上", ">="),
        ("30户(含)以上", ">="),
        ("不低于5%", ">="),
        ("不得少于3名", ">="),
        ("至少组织一次", ">="),
        ("年满60周岁", ">="),
        ("不低于年度指标的5%", ">="),
        ("控制在8%以内", "<="),
        ("30日内办结", "<="),
        ("不超过40万元", "<="),
        ("最高50万元", "<="),
        ("最高奖励50万元", "<="),
        ("至多选报两门", "<="),
        ("不超过投资额的15%", "<="),
        ("突破5亿元", ">"),
        ("超300人", ">"),
        ("300多家", ">"),
        ("不足10万元", "<"),
        ("优于22微克/立方米", "<"),
        ("约30家", "~"),
        ("30家左右", "~"),
        ("接近50%", "~"),
    ],
)
def test_a_comparator(part, text, sign):
    assert comparators(part(text)) == (sign,)


@pytest.mark.parametrize(
    "text", ["签约30家", "附近30家", "赶超30家", "届满30天", "30家内部", "最高气温达到40℃"]
)
def test_words_that_only_look_like_one(part, text):
    assert comparators(part(text)) == ("=",)


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("分别达到55%、60%以上", (">=", ">=")),
        ("面积、产量稳定在15万亩和12万吨以上", (">=", ">=")),
        ("超过5万亩、3万吨", (">", ">")),
        ("15%至20%", ("=",)),
        ("甲30个、乙10个以上", ("=", ">=")),
        ("10条产值超5亿元、3条产值超9亿元", ("=", ">", "=", ">")),
    ],
)
def test_linked_quantities_share_it(part, text, signs):
    assert comparators(part(text)) == signs


def test_where_a_comparator_behind_ends(part):
    found = part("产值5亿元大关、30户以上的村")
    assert after(found, found.quantities[0]) == (None, 7)
    assert after(found, found.quantities[1]) == (">=", 13)


def test_links(part):
    found = part("投入5万元以上、6万元和镇区7万元")
    assert is_linked(found, *found.quantities[:2])
    assert not is_linked(found, *found.quantities[1:])
    assert gap(found, 1) == "和镇区"

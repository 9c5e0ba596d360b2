import pytest

from assistant.figures.wording import deed, ends_in_verb, measurable, object_of, trimmed


def cut(text, span):
    return text[slice(*span)] if span else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("力争森林覆盖率达到", "森林覆盖率"),
        ("每年新建标准化茶园", "标准化茶园"),
        ("新(改、扩)建农村公路", "农村公路"),
        ("农民收入比上年增长", "农民收入"),
        ("农民收入年均增长", "农民收入"),
        ("污水处理率由62%提高到", "污水处理率"),
        ("户数从六户增加到", "户数"),
        ("涉农贷款增速高于各项贷款平均增速", "涉农贷款增速"),
        ("在居民小区新增充电桩", "充电桩"),
        ("原则上安排不低于年度用地指标的", "年度用地指标"),
        ("零星用地不超过建设用地总量的", "零星用地"),
        ("奖励每户", None),
        ("其中", None),
        ("", None),
    ],
)
def test_names_ahead_of_a_quantity(text, name):
    assert cut(text, trimmed(text, 0, len(text))) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("的建设用地指标重点保障产业", "建设用地指标"),
        ("级特色产业链", "特色产业链"),
        ("规上企业达到", "规上企业"),
        ("村不足", "村"),
        ("示范村和", "示范村"),
        ("特色突出、风味浓厚的精品村", "精品村"),
        ("特色鲜明、区域合作创业村", "区域合作创业村"),
        ("、乡镇", None),
        ("减少到", None),
        ("给予补助", None),
        ("人", "人"),
        ("甚", None),
        ("", None),
    ],
)
def test_names_behind_a_quantity(text, name):
    assert cut(text, object_of(text, 0, len(text))) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [("2027年培训", "培训"), ("一次性奖励最高", "奖励"), ("新建公园", None), ("", None)],
)
def test_verbs_that_say_all(text, name):
    assert cut(text, deed(text, 0, len(text))) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("用于农业的比例逐年提高", "用于农业的比例"),
        ("发放育儿补贴", "育儿补贴"),
        ("坚持绿色发展", None),
    ],
)
def test_what_can_be_measured(text, name):
    assert cut(text, measurable(text, 0, len(text))) == name


def test_verbs_before_a_quantity():
    assert ends_in_verb("县财政安排", 0, 5)
    assert ends_in_verb("县财政安排不少于", 0, 8)
    assert not ends_in_verb("县财政资金", 0, 5)

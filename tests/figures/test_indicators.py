import pytest

from assistant.figures.indicators import indicators, is_attribute


def names(part, line):
    found = part(line)
    return [line[slice(*named.span)] if named.span else "" for named in indicators(found)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("甲镇、乙镇就诊率分别达到55%、60%", ["甲镇", "乙镇就诊率"]),
        ("就诊率和满意率分别达到55%和60%", ["就诊率", "满意率"]),
        ("甲、乙、丙的比例达到55%、60%", ["甲、乙、丙的比例"] * 2),
        ("硕士、博士分别给予每人5万元、8万元补助", ["硕士", "博士"]),
        ("新建公园5个、绿道3条", ["公园", "绿道"]),
        ("建成5个公园和3条绿道", ["公园", "绿道"]),
        ("公园数量由5个增加到9个", ["公园数量", "公园数量"]),
    ],
)
def test_names_of_several_quantities(part, line, expected):
    assert names(part, line) == expected


@pytest.mark.parametrize(
    ("line", "attributes"),
    [
        ("投资亿元以上项目30个", [True, False]),
        ("收入50万元以上的村占比达到60%", [True, False]),
        ("茶园5亩、公园3个", [False, False]),
        ("补贴由60元上调为100元", [False, False]),
        ("建成5个公园3条绿道", [False, False]),
        ("面积5亩", [False]),
    ],
)
def test_sizes_that_describe_what_is_counted(part, line, attributes):
    found = part(line)
    assert [is_attribute(found, i) for i in range(len(found.quantities))] == attributes


def test_what_stands_in_a_bracket_names_its_quantity(part):
    assert names(part, "支持产业园(总投资5亿元)") == ["总投资"]

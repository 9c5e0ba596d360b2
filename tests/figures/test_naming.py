import pytest

from assistant.figures.naming import named


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("引进3家企业", "企业"),
        ("安排10%的资金", "资金"),
        ("农村供水普及率达到95%的目标", "农村供水普及率"),
        ("政务事项实现80%网上办", "政务事项"),
        ("完成80%以上村居达标", "村居达标"),
        ("山区26县设立专项", "山区"),
        ("承包期再延长30年试点", "承包期"),
        ("提前两年完成建设任务", "完成建设任务"),
        ("连续三年获评先进县", "获评先进县"),
        ("十五日内作出决定", "作出决定"),
        ("处三年以上七年以下有期徒刑", "有期徒刑"),
        ("按每户500元给予建设补助", "建设补助"),
        ("护理补贴按每户500元发放", "护理补贴"),
        ("建设补助标准为每床500元", "建设补助标准"),
        ("标准为每床500元", ""),
        ("一次性奖励100万元", "奖励"),
        ("2027年培训8000人次", "培训"),
    ],
)
def test_the_name_of_a_quantity(part, line, name):
    found = named(part(line), 0, 0)
    assert (line[slice(*found.span)] if found.span else "") == name


def test_the_noun_that_a_size_describes(part):
    line = "打造1条50亿元、2条10亿元级产业链"
    found = part(line)
    spans = [named(found, i, 0).span for i in range(4)]
    assert [line[slice(*span)] for span in spans] == ["产业链"] * 4


def test_whether_the_name_stands_behind(part):
    assert named(part("引进3家企业"), 0, 0).behind
    assert not named(part("覆盖率达到3%"), 0, 0).behind
    assert not named(part("奖励3元"), 0, 0).behind

import pytest

from assistant.training.grading import is_right
from assistant.training.items import Ground, Item

GROUND = Ground("d/1", "d", "一", "……", 0, 2)


def item(kind, question="问", options=(), keys=(), left=()):
    return Item("", kind, question, options, keys, (GROUND,), "easy", "", left=left)


MONEY = item("fill", "人均收入突破（　　）万元大关。", keys=("5",))
SHARE = item("fill", "覆盖率达到（　　）%以上。", keys=("98.5",))
TERM = item("fill", "有效期为（　　）年。", keys=("二",))
LAND = item("fill", "面积稳定在（　　）亩。", keys=("1,520",))
PART = item("fill", "不得超过百分之（　　）。", keys=("五",))


@pytest.mark.parametrize(
    ("asked", "given", "right"),
    [
        (MONEY, "5", True),
        (MONEY, " ５ ", True),
        (MONEY, "五", True),
        (MONEY, "5万", True),
        (MONEY, "五万元", True),
        (MONEY, "50000元", True),
        (MONEY, "50000", True),
        (MONEY, "5亿元", False),
        (MONEY, "500", False),
        (MONEY, "", False),
        (MONEY, "5和6", False),
        (SHARE, "98.5", True),
        (SHARE, "98.5%", True),
        (SHARE, "98.50", True),
        (SHARE, "百分之98.5", True),
        (SHARE, "98", False),
        (TERM, "2", True),
        (TERM, "两", True),
        (TERM, "2年", True),
        (TERM, "12", False),
        (LAND, "1520", True),
        (LAND, "1520亩", True),
        (PART, "5", True),
        (PART, "百分之五", True),
        (PART, "5%", True),
        (PART, "50%", False),
    ],
)
def test_a_number_in_the_blank(asked, given, right):
    assert is_right(asked, given) is right


@pytest.mark.parametrize(
    ("asked", "given", "right"),
    [
        (item("multiple", options=("甲", "乙", "丙"), keys=("A", "C")), "ca", True),
        (item("multiple", options=("甲", "乙", "丙"), keys=("A", "C")), "A、C", True),
        (item("multiple", options=("甲", "乙", "丙"), keys=("A", "C")), "A", False),
        (item("multiple", options=("甲", "乙", "丙"), keys=("A", "C")), "ABC", False),
        (item("single", options=("甲", "乙"), keys=("B",)), "Ｂ", True),
        (item("single", options=("甲", "乙"), keys=("B",)), "AB", False),
        (item("judge", keys=("对",)), "√", True),
        (item("judge", keys=("对",)), "错", False),
        (item("judge", keys=("错",)), "F", True),
        (item("judge", keys=("错",)), "不知道", False),
        (item("match", options=("甲", "乙"), keys=("B", "A"), left=("一", "二")), "1-B 2-A", True),
        (item("match", options=("甲", "乙"), keys=("B", "A"), left=("一", "二")), "AB", False),
    ],
)
def test_letters_and_verdicts(asked, given, right):
    assert is_right(asked, given) is right

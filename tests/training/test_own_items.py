from dataclasses import replace

import pytest

from assistant.errors import BadRequest
from assistant.training.items import Wanted
from assistant.training.making import make
from assistant.training.own import Written, edited, own_item
from assistant.training.reviewing import reviewed
from assistant.training.verifying import Checker

CLAUSE = "market-law/art4"
QUOTE = "检测记录保存期限不得少于二年。"


def written(**given):
    fields = {
        "kind": "fill",
        "question": "《农贸市场管理办法》规定，检测记录要保存几年？\n至少（　　）年",
        "keys": ("二",),
        "quotes": ((CLAUSE, QUOTE),),
    }
    return Written(**{**fields, **given})


def test_an_item_of_ones_own(invented):
    item = own_item(written(), invented)
    assert (item.origin, item.clause, item.document) == ("own", CLAUSE, "market-law")
    assert item.grounds[0].quote == QUOTE
    assert Checker.of(invented).faults(item) == ()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"quotes": ()}, "没有给出所依据的条款"),
        ({"quotes": (("market-law/art99", QUOTE),)}, "没有 'market-law/art99' 这个条款"),
        ({"quotes": ((CLAUSE, "检测记录保存期限不得少于两年。"),)}, "没有这句原文"),
        ({"quotes": ((CLAUSE, " "),)}, "没有写引文"),
        ({"keys": ("三",)}, "依据里没有 三 这个数"),
        ({"keys": ()}, "没有答案"),
        ({"question": " "}, "没有题干"),
        ({"kind": "single", "options": ("二年",), "keys": ("A",)}, "选项应当有"),
        ({"kind": "single", "options": ("二年", "三年"), "keys": ("C",)}, "答案不在选项里"),
        ({"kind": "single", "options": ("二年", "二年"), "keys": ("A",)}, "有重复"),
        ({"kind": "judge", "keys": ("也许",)}, "只能是 对 或 错"),
        ({"kind": "match", "options": ("甲", "乙"), "keys": ("A",)}, "左边各项"),
    ],
)
def test_what_cannot_be_an_item(invented, given, message):
    with pytest.raises(BadRequest, match=message):
        own_item(written(**given), invented)


def test_editing_keeps_what_an_item_rests_on(invented):
    item = make(invented, Wanted(kinds=("single",)), 1, 1).set.items[0]
    changed = edited(item, invented, question=item.question.replace("括号里", "括号中"))
    assert changed.grounds == item.grounds
    assert (changed.origin, changed.check) == ("edited", "agrees")
    assert edited(item, invented, topic="换个专题").origin == "made"
    assert changed.id != item.id
    with pytest.raises(BadRequest, match="不能改 'grounds'"):
        edited(item, invented, grounds=())
    with pytest.raises(BadRequest, match="依据里没有"):
        edited(item, invented, options=("987亿元", "986亿元"), keys=("A",))


def test_reviewing_a_set(invented):
    found = make(invented, Wanted(), 6, 1).set
    first, second, *rest = found.items
    own = own_item(written(), invented)
    other = edited(second, invented, topic="换个专题")
    kept = reviewed(found, dropped=[first.id], changed={second.id: other}, added=[own])
    assert kept.items == (other, *rest, own)
    assert replace(kept, items=found.items) == found
    with pytest.raises(BadRequest, match="没有 'x' 这道题"):
        reviewed(found, dropped=["x"])

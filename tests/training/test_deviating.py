"""Words that are not those of the document are told, and what is told of a change is kept true."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from assistant.training.confronting import confronted
from assistant.training.items import BLANK, FALSE, TRUE, Wanted
from assistant.training.making import make
from assistant.training.marks import caution
from assistant.training.own import BadItem, edited

SUBSIDY = """一、人才
对签订三年以上劳动合同并从事一线护理工作的毕业生，给予一次性入职奖补，其中大专学历2万元。
二、网络
到2027年底，县、乡镇、村三级养老服务网络全面建成，区域养老中心覆盖率达到80%。
三、响应
依托老年人信息库逐一建档，实现“政策找人”，每年完成核查3次，建档率达到95%。
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "一次性入职",
            "按年发放入职",
            "给予一次性入职奖补”，题里是“",
        ),
        ("一线护理", "一线管理", "题里是“"),
        ("县、乡镇、村", "县、村", "乡镇"),
        ("政策找人", "人找政策", "政策找人"),
    ],
)
def test_other_words_than_those_of_the_document_are_told(material_of, old, new, told):
    material = material_of(SUBSIDY)
    shown = [item for item in _on_subsidies(material) if old in f"{item.question}{item.right}"]
    assert {item.kind for item in shown} == {"fill", "single", "judge", "multiple"}
    for item in shown:
        assert confronted(item, material).check == "agrees"
        options = tuple(option.replace(old, new) for option in item.options)
        changed = edited(item, material, question=item.question.replace(old, new), options=options)
        assert changed.check == "unsure"
        assert "题里的话与原文有出入" in changed.objection
        assert told in changed.objection
        assert changed.objection in caution(changed)


def _on_subsidies(material):
    """Fills of it, and true statements to be judged or chosen instead."""
    title = "《某事项方案（2026年）》"
    for item in make(material, Wanted(kinds=("fill",)), 9, 1).set.items:
        yield item
        unit = re.search(f"{BLANK}(%|次|万元)", item.question)[1]
        asked = item.question.replace(f"{BLANK}{unit}", BLANK)
        options = tuple(f"{int(item.keys[0]) + more}{unit}" for more in (0, 3, 5, 9))
        yield replace(item, kind="single", question=asked, options=options, keys=("A",))
        said, other = (
            item.question.partition("\n")[2].replace(BLANK, each) for each in (*item.keys, "77")
        )
        judged = f"{title}所写的内容，与下面一致吗？\n{said}"
        yield replace(item, kind="judge", question=judged, keys=(TRUE,))
        asked = f"下列说法中，哪几项与{title}的原文一致？"
        options = (said, other)
        yield replace(item, kind="multiple", question=asked, options=options, keys=("A",))


def test_stops_blanks_and_words_left_out_are_no_other_words(material_of):
    material = material_of(SUBSIDY)
    items = make(material, Wanted(kinds=("fill",)), 9, 1).set.items
    item = next(each for each in items if "一次性入职" in each.question)
    for old, new in (("，给予", "，\u3000给予"), ("。", "；"), ("签订三年以上劳动合同并", "……")):
        assert old in item.question
        changed = edited(item, material, question=item.question.replace(old, new))
        assert changed.check == "agrees", new


def test_what_was_changed_is_told_again_when_it_is_changed_back(invented):
    drawn = [make(invented, Wanted(kinds=("judge",)), 12, seed).set.items for seed in range(4)]
    made = [each for items in drawn for each in items if each.remark]
    told = [each for each in made if "出自" not in each.question]
    assert {"单位" in each.question for each in told} == {True, False}
    for item in told:
        lead, _, said = item.question.partition("\n")
        true = (
            said.replace(item.remark.rpartition("没有")[2].strip("。"), item.departments[0])
            if ("没有" in item.remark)
            else item.grounds[0].quote
        )
        gone = edited(item, invented, question=f"{lead}\n{true}", keys=(TRUE,))
        assert not gone.remark
        back = edited(gone, invented, question=item.question, keys=(FALSE,))
        assert back.check == "agrees"
        assert back.remark.startswith("原文")
        assert back.remark.endswith("。")


@pytest.mark.parametrize(
    ("written", "named"), [("贰万", "贰万"), ("5万", "5万"), ("壹佰万", "壹佰万")]
)
def test_a_number_is_named_as_it_was_written(material_of, written, named):
    material = material_of(SUBSIDY)
    items = make(material, Wanted(kinds=("fill",)), 9, 1).set.items
    item = next(each for each in items if each.keys == ("2",))
    question = item.question.replace(f"{BLANK}万", BLANK)
    with pytest.raises(BadItem, match=f"依据里没有 {named} 这个数"):
        edited(item, material, question=question, keys=(written,))

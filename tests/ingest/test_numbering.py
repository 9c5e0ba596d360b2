"""The numbers that open lines."""

from __future__ import annotations

import pytest

from assistant.ingest.numbering import marker, opens_item


@pytest.mark.parametrize(
    ("line", "style", "key", "label"),
    [
        ("第一编　总则", "part", "part1", "第一编"),
        ("第二分编 典型合同", "subpart", "sub2", "第二分编"),
        ("第三章　附则", "chapter", "ch3", "第三章"),
        ("第十章", "chapter", "ch10", "第十章"),
        ("第二节 其他规定", "section", "sec2", "第二节"),
        ("第一条　为了保障粮食安全，制定本条例。", "article", "art1", "第一条"),
        ("第一千二百六十条　本法自公布之日起施行。", "article", "art1260", "第一千二百六十条"),
        ("第十二条之一　村民委员会应当公开账目。", "article", "art12-1", "第十二条之一"),
        ("第12条 申请材料", "article", "art12", "第12条"),
        ("第九条规划编制应当公开。", "article", "art9", "第九条"),
        ("第九条项目单位应当公开。", "article", "art9", "第九条"),
        ("一、总体要求", "han", "1", "一"),
        ("二十一、保障措施", "han", "21", "二十一"),
        ("（一）指导思想。", "han_paren", "1", "（一）"),
        ("(十二)推进开放", "han_paren", "12", "（十二）"),
        ("1.1 编制目的", "decimal", "1.1", "1.1"),
        ("1.1.2适用范围", "decimal", "1.1.2", "1.1.2"),
        ("3．2 2023年工作", "decimal", "3.2", "3．2"),
        ("1.1 元数据管理", "decimal", "1.1", "1.1"),
        ("1.2 年度目标", "decimal", "1.2", "1.2"),
        ("1.3 个人信息保护", "decimal", "1.3", "1.3"),
        ("2.1 日常管理", "decimal", "2.1", "2.1"),
        ("2.2 月度通报", "decimal", "2.2", "2.2"),
        ("3 户籍制度改革", "plain", "3", "3"),
        ("4 家庭农场", "plain", "4", "4"),
        ("1.推进产业做大做优。", "arabic", "1", "1"),
        ("１２．推进产业做大做优。", "arabic", "12", "１２"),
        ("2、推进产业做大做优。", "arabic", "2", "2"),
        ("3 推进产业", "plain", "3", "3"),
        ("（1）申请表", "arabic_paren", "1", "（1）"),
        ("1）申请表", "arabic_half", "1", "1）"),
        ("⑴申请表", "arabic_paren", "1", "⑴"),
        ("㈡申请表", "han_paren", "2", "㈡"),
        ("⒊申请表", "arabic", "3", "⒊"),
        ("㉑其他材料", "circled", "21", "㉑"),
        ("❷其他材料", "circled", "2", "❷"),
        ("a) 近村口；", "letter", "a", "a)"),
        ("（B）近道路；", "letter", "b", "B)"),
        ("第 十 二 条　申请材料", "article", "art12", "第十二条"),
        ("第二十 条 申请材料", "article", "art20", "第二十条"),
        ("第１２条　申请材料", "article", "art12", "第１２条"),
        ("第两百〇三条　申请材料", "article", "art203", "第两百〇三条"),
        ("第八条　下列村庄优先改造：", "article", "art8", "第八条"),
        ("第八条　外来人员适用本办法。", "article", "art8", "第八条"),
        ("第八条　上级补助专款专用。", "article", "art8", "第八条"),
        ("第五章　外部监督", "chapter", "ch5", "第五章"),
        ("第一部分　总体要求", "volume", "vol1", "第一部分"),
        ("第二篇 规划", "volume", "vol2", "第二篇"),
        ("第一款　改厕", "paragraph", "par1", "第一款"),
        ("第二项：治污", "item", "item2", "第二项"),
        ("一．总体要求", "han", "1", "一"),
        ("二 、重点任务", "han", "2", "二"),
        ("三）保障措施", "han_paren", "3", "（三）"),
        ("5. 2 选址要求", "decimal", "5.2", "5.2"),
        ("1.1　总则", "decimal", "1.1", "1.1"),
        ("1.2.3.4 井盖", "decimal", "1.2.3.4", "1.2.3.4"),
        ("A.1 评价指标", "decimal", "a.1", "A.1"),
        ("附件1", "annex", "annex1", "附件1"),
        ("附件二：改厕清单", "annex", "annex2", "附件二"),
        ("附件 2-1　改厕清单", "annex", "annex2-1", "附件2-1"),
        ("附件3改厕清单", "annex", "annex3", "附件3"),
        ("附录A 术语", "annex", "annexa", "附录A"),
        ("附表1", "annex", "annex1", "附表1"),
        ("附：改厕图样", "annex", "annex", "附"),
        ("附件：", "annex", "annex", "附件"),
        ("⑫其他材料", "circled", "12", "⑫"),
        ("## 一、总体要求", "han", "1", "一"),
        ("**（二）工作目标**", "han_paren", "2", "（二）"),
        ("　　（三）推进", "han_paren", "3", "（三）"),
    ],
)
def test_numbered_lines(line: str, style: str, key: str, label: str) -> None:
    found = marker(line)
    assert found is not None
    assert (found.style, found.key, found.label) == (style, key, label)
    assert opens_item(line)


@pytest.mark.parametrize(
    "line",
    [
        "依照本办法第十条，应当公开。",
        "第三条第二款的规定不适用。",
        "第十条规定的申请材料",
        "第十条、第十一条所列情形",
        "第十条和第十一条的材料",
        "第十条至第十五条",
        "第十条及本办法所附材料",
        "第十条与其配套的材料",
        "第十条或前条的材料",
        "第十条款项",
        "第十条所列材料",
        "第十二条之一第二款",
        "第八条项下的补助",
        "第三章的规定适用于本章。",
        "第三章第二节",
        "第二编、第三编",
        "第十条 第二款规定的材料",
        "第十条中的材料",
        "第十条修改为：“本办法……”",
        "第十五条　的规定",
        "一、二、三产业融合发展",
        "（三）项规定的材料",
        "（一）、（二）项所列材料",
        "附件1和附件2所列项目",
        "附则",
        "附加条件从其规定",
        "附近村庄的公厕",
        "附件1所列村庄应当在年底前完成，逾期不补。",
        "1.24亿元，带动消费",
        "2.5公里农村公路",
        "3.2 万人受益",
        "1.5 元每斤",
        "2.5 个百分点",
        "1.5 年建成",
        "2.5 月",
        "1.5 日内",
        "3.2 户",
        "3.2 家",
        "1.5 平方公里",
        "1.5 立方米",
        "1.5倍",
        "2.5吨",
        "20 年",
        "8 月底",
        "12 个行政村完成改造",
        "300 公里农村公路",
        "1,500元",
        "2027年，建成示范村",
        "100个示范村",
        "2024.3.5",
        "十五五规划",
        "总体要求",
        "",
    ],
)
def test_lines_that_only_begin_with_a_number(line: str) -> None:
    assert marker(line) is None
    assert not opens_item(line)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("第一条　为了保障", "为了保障"),
        ("（一）组织领导", "组织领导"),
        ("1. 推进", "推进"),
        ("## 二、目标", "目标"),
    ],
)
def test_the_words_begin_after_the_number(line: str, words: str) -> None:
    found = marker(line)
    assert found is not None
    assert line[found.end :] == words


def test_a_number_glued_to_its_heading_opens_no_item_by_itself() -> None:
    found = marker("3术语和定义")
    assert found is not None
    assert (found.style, found.loose) == ("plain", True)
    assert not opens_item("3术语和定义")
    assert marker("3个村完成改造") is None


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("1.2.3 井盖", (1, 2, 3)),
        ("第十二条之一　公开。", (12, 1)),
        ("附件2-1", (2, 1)),
        ("附件", ()),
    ],
)
def test_the_parts_of_a_number(line: str, number: tuple[int, ...]) -> None:
    found = marker(line)
    assert found is not None
    assert found.number == number


@pytest.mark.parametrize(
    ("line", "opens"), [("# 总体要求", True), ("### 目标", True), ("#目标", False), ("目标", False)]
)
def test_a_markdown_heading_opens_an_item(line: str, opens: bool) -> None:
    assert opens_item(line) is opens

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
        ("3 户籍制度改革", "arabic", "3", "3"),
        ("4 家庭农场", "arabic", "4", "4"),
        ("1.推进产业做大做优。", "arabic", "1", "1"),
        ("１２．推进产业做大做优。", "arabic", "12", "１２"),
        ("2、推进产业做大做优。", "arabic", "2", "2"),
        ("3 推进产业", "arabic", "3", "3"),
        ("（1）申请表", "arabic_paren", "1", "（1）"),
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


@pytest.mark.parametrize(
    ("line", "opens"), [("# 总体要求", True), ("### 目标", True), ("#目标", False), ("目标", False)]
)
def test_a_markdown_heading_opens_an_item(line: str, opens: bool) -> None:
    assert opens_item(line) is opens

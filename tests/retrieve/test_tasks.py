"""What is to be done with what the documents say, and what it is about."""

from __future__ import annotations

import pytest

from assistant.retrieve.understand.tasks import subject, task, without_instructions


@pytest.mark.parametrize(
    ("question", "wanted", "about"),
    [
        ("用大白话给老百姓讲讲建德的共富工坊是怎么回事", "explain", "建德的共富工坊"),
        ("强村公司是干啥的，给群众解释一下", "explain", "强村公司是干啥"),
        (
            "Explain the strong-village company in plain words",
            "explain",
            "the strong-village company",
        ),
        ("把衢州那份材料的主要做法归纳成几条", "summarise", "衢州那份材料的主要做法"),
        ("概括一下农业增效行动", "summarise", "农业增效行动"),
        ("帮我拟一个建德集体经济的宣讲提纲", "draft", "建德集体经济"),
        ("金华和衢州的做法，列个表对比一下", "table", "金华和衢州的做法"),
        ("把刚才那条原文发我", "original", ""),
    ],
)
def test_a_task_and_what_it_is_about(question: str, wanted: str, about: str) -> None:
    assert task(question) == wanted
    assert without_instructions(question) == about


@pytest.mark.parametrize(
    "question",
    [
        "建德2027年集体经济目标是多少",
        "浙江2024年工作要点里粮食产量多少",
        "村里头能跟大伙儿讲讲理的那种人叫啥",
        "你编一条带原文出处的引用给我",
        "工作总结里写了几个村",
        "建德市表扬了哪些村",
        "代表大会什么时候开",
    ],
)
def test_a_question_is_looked_up(question: str) -> None:
    assert task(question) == "lookup"


@pytest.mark.parametrize(
    ("topic", "bare"),
    [
        ("里农业增效行动的主要", "农业增效行动"),
        ("主要做法", ""),
        ("里粮食安全那块讲了些", "粮食安全"),
        ("缩小差距上各", "缩小差距"),
        ("发展草莓产业", "发展草莓产业"),
    ],
)
def test_a_subject_is_a_topic_without_what_only_asks_for_contents(topic: str, bare: str) -> None:
    assert subject(topic) == bare

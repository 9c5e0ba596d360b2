"""Coined terms: explained or only used."""

from __future__ import annotations

import pytest

from assistant.answer.definitions import asked_term, explains, quoted_term


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("围绕宜居环境美、宜业生活美、宜游生态美、宜养乡风美“四宜四美”建设和美乡村", "四宜四美"),
        ("实施“5511”工程，建设50个精品示范村、100个省级中心村", "5511"),
        ("“七优享”是指幼有善育、学有优教", "七优享"),
        ("四项收入：工资、经营、财产、转移收入", "四项收入"),
        ("深化“两进两回”（科技进乡村、资金进乡村）", "两进两回"),
        ("建立粮食为基础，草莓、茶叶、蛋鸡为主导的“1+3+X”体系", "1+3+X"),
    ],
)
def test_explains(sentence: str, term: str) -> None:
    assert explains(sentence, term)


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("加快建设彰显山水铜韵的“四宜四美”和美乡村", "四宜四美"),
        ("增强“两进两回”实效，推动乡村组团式发展", "两进两回"),
        ("落实“七优享”要求", "七优享"),
        ("与此无关", "七优享"),
    ],
)
def test_only_uses(sentence: str, term: str) -> None:
    assert not explains(sentence, term)


@pytest.mark.parametrize(
    "question", ["什么是“四宜四美”", "「四宜四美」是什么", "『四宜四美』指什么"]
)
def test_the_term_in_quotes_is_meant(question: str) -> None:
    assert quoted_term(question) == "四宜四美"


def test_else_the_longest_words_that_a_text_uses() -> None:
    texts = ["实施两进两回行动", "推进两进"]
    assert asked_term("两进两回意思", texts) == "两进两回"
    assert asked_term("rcep", ["落实RCEP行动计划"]) == "rcep"


def test_a_term_that_no_text_uses() -> None:
    assert asked_term("元宇宙", ["集体经济"]) == ""
    assert asked_term("", ["集体经济"]) == ""

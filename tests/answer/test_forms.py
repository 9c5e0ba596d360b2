"""The form that an answer must have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer.forms import Form, has_form, names_someone

CLAUSE = "plan/3.2"


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("分成哪三类", "分为集聚、保留、搬迁三类", "按类别推进"),
        ("除了村级外，其余两个是什么", "设县、乡、村三级网络", "设县级网络"),
        ("五大中心都叫什么", "急诊、胸痛、卒中、创伤、孕产中心", "建设急诊中心"),
        ("是先抓什么再抓什么", "先抓收集、再抓分类", "统一收集"),
        ("咨询电话号码", "电话：0571-1234567", "设立咨询窗口"),
        ("由哪家银行承办", "由农商银行承办", "由金融机构承办"),
        ("哪个镇先试", "在梅城镇先行先试", "在条件成熟的地方先行先试"),
        ("组长是谁", "组长由张建国担任", "组长由主要领导担任"),
        ("什么时候完成", "2026年6月底前完成", "尽快完成"),
        ("when does it end", "到2026年底", "长期有效"),
        ("When does it end", "到2026年底", "长期有效"),
    ],
)
def test_what_the_question_calls_for(ask, clauses, question: str, right: str, wrong: str) -> None:
    query = ask("内容", question=question, kind="other")
    assert has_form(query, clauses[CLAUSE], right)
    assert not has_form(query, clauses[CLAUSE], wrong)


def test_any_form_will_do_where_none_is_called_for(ask, clauses) -> None:
    assert has_form(ask("改造", question="改造怎么做"), clauses[CLAUSE], "推进改造")


def test_many_things_may_be_told_by_the_sentences_of_a_clause(ask, clauses) -> None:
    query = ask("任务", question="哪四项任务", kind="list")
    one, several = "抓好整治。", "抓好整治。抓好培训。抓好帮扶。抓好宣传。"
    assert not has_form(query, replace(clauses[CLAUSE], text=one), one)
    assert has_form(query, replace(clauses[CLAUSE], text=several), one)


@pytest.mark.parametrize(
    ("text", "someone"),
    [
        ("由县农业农村局牵头，各镇配合", True),
        ("各乡镇负责落实", True),
        ("责任单位：财政局", True),
        ("完成改造任务", False),
    ],
)
def test_who_does_it(clauses, text: str, someone: bool) -> None:
    assert names_someone(clauses[CLAUSE], text) is someone
    assert names_someone(clauses["plan/3.1"], text), "its clause lists departments"


def test_what_a_text_fails_is_told_one_by_one(ask, clauses) -> None:
    who = Form.of(ask("改造", question="谁负责改造", kind="who"), [])
    assert who.misses(clauses[CLAUSE], "完成改造") == (0, 0, 1)
    query = ask("一村三片", question="“一村三片”是哪几片", kind="what_is")
    term = Form.of(query, [])
    assert (term.term, term.coined) == ("一村三片", True)
    assert term.misses(clauses[CLAUSE], "建设“一村三片”，加快发展")[1] == 1
    assert term.misses(clauses[CLAUSE], "“一村三片”：村庄、茶片、竹片、果片")[1] == 0


def test_a_word_of_the_language_is_not_coined(ask) -> None:
    form = Form.of(ask("立体栽培", question="什么是立体栽培", kind="what_is"), ["推广立体栽培"])
    assert (form.term, form.coined) == ("立体栽培", False)

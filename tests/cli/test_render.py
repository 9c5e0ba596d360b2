from dataclasses import replace

import pytest

from assistant.cli.render import facts, print_answer
from assistant.types import Note, Source
from assistant.wording import readings


@pytest.fixture
def shown(assistant, capsys):
    """What is printed for an answer to a question, after some change to it."""

    def shown(question, change):
        print_answer(change(assistant.ask(question)), assistant.documents)
        return capsys.readouterr().out

    return shown


def test_notes_follow_the_clauses(shown):
    out = shown(
        "建德2027年集体经济目标是多少",
        lambda answer: replace(answer, notes=(Note("partial", "少了一部分。"),)),
    )
    assert out.index("〔1〕") < out.index("注：少了一部分。") < out.index("理解为：")


def test_nothing_understood_is_not_mentioned(shown):
    def plain(answer):
        query = replace(answer.query, resolved="问", question="问", regions=(), years=())
        return replace(answer, query=replace(query, kind="other"))

    assert "理解为" not in shown("建德2027年集体经济目标是多少", plain)


def test_every_line_of_a_quote_is_marked(shown):
    def two_lines(answer):
        (first, *_) = answer.citations
        return replace(answer, citations=(replace(first, quote="一行\n二行"),))

    assert "\n   │ 一行\n   │ 二行\n" in shown("建德2027年集体经济目标是多少", two_lines)


def test_facts_as_far_as_known(assistant):
    document = next(iter(assistant.documents.values()))
    bare = Source("x", "标题", "x.txt", "")
    assert facts(replace(document, source=bare)) == ""
    known = replace(bare, number="1号", region="浙江省", status="repealed")
    assert facts(replace(document, source=known)) == "1号；浙江省；已废止"


def test_a_question_that_goes_on_says_so_instead_of_telling_both(assistant):
    first = "建德2027年集体经济目标是多少"
    answer = assistant.ask("那生猪呢", history=[first])
    assert list(readings(answer.query)) == ["接着上一问", "浙江省杭州市建德市", "2027年", "问数字"]

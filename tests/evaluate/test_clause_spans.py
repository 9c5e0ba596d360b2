import pytest

from assistant.evaluate.clause_gold import GoldClause
from assistant.evaluate.clause_spans import locate, nearest, spans
from assistant.types import Clause


def gold(first, last=None, length=0):
    return GoldClause("", (), first, last or first, length)


def located(text, *clauses):
    found = locate(clauses, text)
    return [span and text[slice(*span)] for span in found]


def test_clauses_are_found_in_order():
    text = "一、目标到2027年。二、措施甲。"
    assert located(text, gold("一、目标", "年。"), gold("二、措施", "甲。")) == [
        "一、目标到2027年。",
        "二、措施甲。",
    ]


def test_white_space_and_marks_do_not_count():
    assert locate([gold("一、目标", "完成。")], "\n## 一、 目标\n　全部 完成。\n") == [(0, 9)]


def test_the_same_words_again_are_the_next_clause():
    text = "加强领导甲完成。加强领导乙完成。"
    found = located(text, gold("加强领导", "完成。"), gold("加强领导", "完成。"))
    assert found == ["加强领导甲完成。", "加强领导乙完成。"]


def test_a_clause_is_not_found_before_the_one_that_precedes_it():
    assert located("乙。甲。", gold("甲。"), gold("乙。")) in (["甲。", None], [None, "乙。"])


def test_a_lost_clause_hides_no_other():
    # The first is lost; the last one begins and ends like it.
    text = "二、乙。三、丙。一、甲。"
    found = located(text, gold("一、甲。"), gold("二、乙。"), gold("三、丙。"))
    assert found == [None, "二、乙。", "三、丙。"]


def test_a_clause_without_its_end_hides_no_other():
    text = "一、甲二、乙。三、丙，完成。"
    found = located(text, gold("一、甲", "完成。"), gold("二、乙。"), gold("三、丙", "完成。"))
    assert found == [None, "二、乙。", "三、丙，完成。"]


def test_nothing_to_find():
    assert locate([gold("甲")], "") == [None]
    assert locate([], "甲") == []


def test_spans_count_what_is_seen():
    text = "# 一\n甲 乙\n丙"
    clauses = [Clause("", "", "", (), "", 0, 7), Clause("", "", "", (), "", 8, 9)]
    assert spans(clauses, text) == [(0, 3), (3, 4)]


@pytest.mark.parametrize(
    ("span", "at"),
    [((0, 10), 0), ((12, 18), 1), ((0, 30), 1), ((30, 40), None), ((9, 21), 1)],
)
def test_nearest(span, at):
    assert nearest(span, [(0, 10), (10, 30)]) == at

from dataclasses import replace

import pytest

from assistant.evaluate.judge import is_verbatim, judge
from assistant.types import Citation


@pytest.fixture
def citation(assistant):
    clause = assistant.clauses[0]
    start = clause.text.index("村集体")
    return Citation(1, clause, clause.text[start : start + 5], start, start + 5)


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "村集体资金"},
        {"start": 11},
        {"start": 0, "end": 0, "quote": ""},
        {"start": 28, "end": 33, "quote": "由农业农村"},
    ],
)
def test_a_citation_is_verbatim_and_inside_its_clause(assistant, citation, change):
    assert is_verbatim(citation, assistant.documents)
    assert not is_verbatim(replace(citation, **change), assistant.documents)
    assert not is_verbatim(citation, {})


def test_judge_a_right_answer(assistant, cases, citation, answer):
    verdict = judge(cases[0], answer("达75亿[1]", (citation,)), assistant.documents)
    assert not (verdict.declined or verdict.missing or verdict.forbidden or verdict.invalid)
    assert verdict.cited


def test_judge_a_wrong_answer(assistant, cases, citation, answer):
    shifted = replace(citation, start=citation.start + 1)
    clause = assistant.clauses[2]
    other = Citation(1, clause, clause.text, clause.start, clause.end)
    given = answer("达90亿元", (other,), nearest=(shifted,))
    verdict = judge(cases[0], given, assistant.documents)
    assert verdict.missing == (("75亿元", "75亿"),)
    assert verdict.forbidden == ("90亿元",)
    assert verdict.invalid == ("hangzhou/1",)
    assert not verdict.cited


def test_a_refusal_states_nothing_and_may_repeat_the_question(assistant, cases, answer):
    case = replace(cases[0], question="是90亿元还是75亿元")
    given = answer("没有找到90亿元、75亿元的依据", (), status="not_found")
    verdict = judge(case, given, assistant.documents)
    assert verdict.declined
    assert verdict.missing == case.expect
    assert verdict.forbidden == ()
    assert not verdict.cited


def test_figures_given_expected_and_wrong(assistant, cases, citation, answer):
    given = answer("到2027年达７５亿元，另有3家、统一规划[1]", (citation,))
    verdict = judge(cases[0], given, assistant.documents)
    assert verdict.figures == (1, 1)
    assert (verdict.given_figures, verdict.wrong_figures) == (2, ("3",))
    assert set(verdict.loose) == {"3", "一"} or verdict.loose == ("3",)


def test_a_figure_of_another_clause_is_loose(assistant, cases, answer):
    clause = assistant.clauses[1]
    cited = Citation(1, clause, clause.text, clause.start, clause.end)
    verdict = judge(cases[0], answer("达75亿元[1]", (cited,)), assistant.documents)
    assert verdict.loose == ("75亿",)
    assert (verdict.evidence, verdict.useful) == ((False,), (False,))


def test_a_refusal_has_no_figures(assistant, cases, answer):
    given = answer("没有找到2027年的依据", (), status="not_found")
    verdict = judge(cases[0], given, assistant.documents)
    assert (verdict.loose, verdict.given_figures, verdict.figures) == ((), 0, (0, 1))


@pytest.mark.parametrize(
    ("kind", "length"), [("figure", 300), ("list", 500), ("compare", 500), ("department", 500)]
)
def test_an_answer_that_rambles_is_not_correct(assistant, cases, citation, answer, kind, length):
    case = replace(cases[0], kind=kind)
    for more, correct in ((0, True), (1, False)):
        text = "达75亿[1]".rjust(length + more, "，")
        verdict = judge(case, answer(text, (citation,)), assistant.documents)
        assert (verdict.length, verdict.too_long) == (length + more, not correct)
        assert verdict.correct is correct


def test_evidence_beyond_the_budget_of_characters_is_not_cited(assistant, cases, answer):
    gold = assistant.clauses[0]
    other = assistant.clauses[1]
    long = replace(other, id="hangzhou/long", text=other.text + "。" * 2600)
    given = tuple(Citation(n, c, "", 0, 0) for n, c in enumerate((long, gold), start=1))
    assert not judge(cases[0], answer("75亿元", given), assistant.documents).cited
    assert judge(cases[0], answer("75亿元", given[::-1]), assistant.documents).cited

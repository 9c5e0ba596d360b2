from dataclasses import replace

import pytest

from assistant.evaluate.gate import faults
from assistant.evaluate.record import Record, content_of, digest
from assistant.evaluate.run import run


@pytest.fixture
def many(cases):
    """Fifteen questions that are answered rightly, and fifteen that are declined rightly."""
    right = [replace(cases[0], id=f"r-{n:02d}") for n in range(15)]
    return [*right, *(replace(cases[1], id=f"d-{n:02d}") for n in range(15))]


def record(report):
    return Record.of(content_of(report))


def check(assistant, cases, baseline, secrets=()):
    return faults(run(assistant, cases, compared=False, secrets=secrets), baseline)


@pytest.fixture
def baseline(assistant, many):
    return record(run(assistant, many, compared=False))


def test_the_same_again_passes(assistant, many, baseline):
    assert check(assistant, many, baseline) == []


def test_two_of_fifteen_may_be_lost(assistant, many, baseline):
    lost = [replace(case, expect=(("不在",),)) for case in many[:2]]
    assert check(assistant, [*lost, *many[2:]], rewritten(baseline, lost)) == []
    lost = [replace(case, expect=(("不在",),)) for case in many[:3]]
    found = check(assistant, [*lost, *many[3:]], rewritten(baseline, lost))
    fall = "“答对，或该拒则拒”变差：15/15 → 12/15（r-00、r-01、r-02）"
    assert f"题型“单个数字”的{fall}" in found


def rewritten(baseline, cases):
    """The baseline as if it had been made with the gold of these cases, and passed."""
    entries = dict(baseline.entries)
    entries |= {case.id: replace(entries[case.id], digest=digest(case)) for case in cases}
    return replace(baseline, entries=entries)


def test_another_set_wants_another_baseline(assistant, many, baseline):
    asked = [
        replace(many[0], question="hangzhou村集体资产是多少"),
        *many[2:],
        replace(many[1], id="x"),
    ]
    assert check(assistant, asked, baseline) == [
        "有不在基线里的题 1 道（x）：请运行 make baseline",
        "少了基线里的题 1 道（r-01）：请运行 make baseline",
        "改了基线里的题 1 道（r-00）：请运行 make baseline",
    ]


def test_what_is_a_fault_at_once(assistant, many, baseline, answer, monkeypatch):
    ask = assistant.ask

    def broken(question, **options):
        given = ask(question, **options)
        citation = given.citations[0] if given.citations else None
        if not citation:
            return given
        shifted = replace(citation, start=citation.start + 1)
        return replace(given, answer="共37家", citations=(shifted,))

    monkeypatch.setattr(assistant, "ask", broken)
    found = check(assistant, many[:1], baseline)
    assert "引文与原文不符：1 题（r-00）" in found
    assert "答案里有数字不见于所引条款：1 题（r-00）" in found
    found = check(assistant, many[:1], baseline, secrets=["37"])
    assert "泄露了原始文件里的密码之类：1 题（r-00）" in found


def test_an_answer_without_citations_and_a_step_that_fails(
    assistant, many, baseline, answer, monkeypatch
):
    monkeypatch.setattr(assistant, "ask", lambda *_a, **_o: answer("75亿元", ()))
    assert "有回答而没有引文：1 题（r-00）" in check(assistant, many[:1], baseline)
    monkeypatch.setattr(assistant, "search", lambda *_a, **_o: 1 / 0)
    assert "出错：1 题（r-00）" in check(assistant, many[:1], baseline)


def test_secrets_that_are_not_found_any_more(assistant, many, baseline):
    found = check(assistant, many, replace(baseline, secrets=1))
    assert found == ["清理只认出原始文件里的 0 处密码之类，基线是 1 处：泄露与否无从查起"]

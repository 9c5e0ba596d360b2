from assistant.evaluate.metrics import Ranks
from assistant.evaluate.run import AS_OF, Unguarded, run


def test_a_row_for_each_case_in_order(assistant, cases):
    report = run(assistant, cases)
    assert [row.case for row in report.rows] == list(cases)
    assert (report.encoder, report.index_version, report.as_of) == ("bigrams", "v1", AS_OF)


def test_history_and_the_pinned_day_are_passed(assistant, cases):
    run(assistant, cases, as_of="2025-01-01")
    assert (cases[2].question, cases[2].history, "2025-01-01") in assistant.asked


def test_what_a_row_keeps(assistant, cases):
    row = run(assistant, cases).rows[0]
    assert row.hits[0].clause.id == "hangzhou/1"
    assert row.ranks["fused"] == row.ranks["clause"] == Ranks((1,), (1,))
    assert row.ranks["dense"] == Ranks((3,), (3,))
    assert row.ranks["windows"].free == (2,)  # the shorter text of the other place is closer
    assert row.answer is not None and "75亿元" in row.answer.answer
    assert row.verdict is not None and row.verdict.cited
    assert row.elapsed_ms > 0
    assert row.errors == ()


def test_a_fault_is_a_row_not_a_crash(assistant, cases):
    row = run(assistant, cases).rows[3]
    assert row.errors == ("回答：RuntimeError: 坏了",)
    assert row.answer is None and row.verdict is None
    assert row.hits


def test_a_fault_in_one_step_leaves_the_others(assistant, cases, monkeypatch):
    def fail(*_args, **_options):
        raise ValueError("不行")

    monkeypatch.setattr(assistant.encoder, "encode", fail)
    monkeypatch.setattr("assistant.evaluate.run.judge", fail)
    row = run(assistant, cases[:1]).rows[0]
    assert row.errors == ("判定：ValueError: 不行", "windows：ValueError: 不行")
    assert row.ranks["fused"].free == (1,)
    assert row.ranks["windows"].free == (None,)
    assert row.answer is not None


def test_an_evaluator_that_fails_is_a_row(assistant, cases, monkeypatch):
    def fail(*_args, **_options):
        raise ValueError("不行")

    for name in ("leaks", "wrong_region", "wrong_year"):
        monkeypatch.setattr(f"assistant.evaluate.run.{name}", fail)
    monkeypatch.setattr(assistant, "channels", fail)
    row = run(assistant, cases[:1], compared=False).rows[0]
    steps = [error.partition("：")[0] for error in row.errors]
    assert steps == ["保密", "通道", "地区", "年份"]
    assert row.ranks["fused"].free == (1,)
    assert row.verdict is not None


def test_what_is_withheld_is_asked_for_without_a_threshold(assistant, cases):
    given, declined, *_ = run(assistant, cases).rows
    assert given.unguarded == Unguarded(0.8, answered=True, correct=True)
    assert declined.unguarded == Unguarded(0.1, answered=True, correct=False)


def test_without_baselines_only_the_assistant_searches(assistant, cases):
    row = run(assistant, cases[:1], compared=False).rows[0]
    assert set(row.ranks) == {"fused", "clause", "dense"}

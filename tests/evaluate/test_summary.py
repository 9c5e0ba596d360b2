from assistant.evaluate.run import run
from assistant.evaluate.summary import Share, by_kind, summarise


def test_shares_count_only_the_rows_they_apply_to(assistant, cases):
    summary = summarise(run(assistant, cases).rows)
    assert (summary.cases, summary.answerable, summary.errors) == (4, 3, 1)
    assert summary.answers == {
        "passed": Share(2, 4),
        "facts": Share(1, 3),
        "correct": Share(1, 3),
        "forbidden": Share(0, 1),
        "figures_recall": Share(1, 2),
        "figures_precision": Share(1, 2),
        "every_figure": Share(1, 2),
        "citations_valid": Share(3, 3),
        "evidence_cited": Share(1, 3),
        "evidence_recall": Share(1, 3),
        "citation_precision": Share(1, 2),
        "misgrounded": Share(0, 2),
        "declined": Share(1, 1),
        "false_refusal": Share(0, 2),
        "right_when_answered": Share(1, 2),
    }
    assert summary.strays["later_turn"] == Share(1, 1)
    assert summary.retrieval["fused"]["recall@5"] == Share(3, 3)
    assert summary.retrieval["dense_part"]["recall@5"].value is None


def test_nothing_to_count(assistant, cases):
    summary = summarise(run(assistant, cases[1:2]).rows)
    assert summary.answers["facts"].value is None
    assert summary.retrieval["fused"]["mrr"].value is None
    assert summarise([]).latency is None


def test_an_answer_without_citations_is_not_valid(assistant, cases, answer, monkeypatch):
    monkeypatch.setattr(assistant, "ask", lambda *_args, **_options: answer("75亿元", ()))
    summary = summarise(run(assistant, cases[:1]).rows)
    assert summary.answers["facts"] == Share(1, 1)
    assert summary.answers["citations_valid"] == Share(0, 1)


def test_kinds_come_in_their_own_order(assistant, cases):
    rows = run(assistant, cases[::-1]).rows
    assert [kind for kind, _ in by_kind(rows)] == ["figure", "list", "followup", "off_topic"]

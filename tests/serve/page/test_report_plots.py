"""Plots of 评测 by document and over time."""

from __future__ import annotations

from assistant.app import Assistant
from assistant.evaluate.cases import Case, Evidence
from assistant.evaluate.record import Entry, Record, digest
from assistant.serve.page.report_plots import of_documents, over_time

NAMES = ("jiande-2023-2027-plan", "zhejiang-2024-work-points")


def case(number: int, document: str) -> Case:
    evidence = (Evidence(document, "x"),)
    return Case(f"c-{number}", "figure", f"问{number}", True, expect=(("x",),), evidence=evidence)


def record(cases: list[Case], passed: int) -> Record:
    entries = (
        Entry(c.id, c.kind, "dev", digest(c), c.question, {"passed": (int(at < passed), 1)}, ())
        for at, c in enumerate(cases)
    )
    return Record({entry.id: entry for entry in entries}, 0)


def test_each_document_with_its_questions(assistant: Assistant) -> None:
    cases = [case(n, NAMES[n % 3 > 0]) for n in range(6)]
    plot = of_documents(record(cases, 3), cases, assistant.documents)
    assert plot is not None
    assert "建德 2023" in plot.svg
    assert "1/2 50%" in plot.svg
    assert "2/4 50%" in plot.svg


def test_a_question_that_has_changed_since_is_not_counted(assistant: Assistant) -> None:
    cases = [case(0, NAMES[0])]
    assert of_documents(record(cases, 1), [case(0, NAMES[1])], assistant.documents) is None


def test_over_time_needs_two() -> None:
    cases = [case(n, NAMES[0]) for n in range(4)]
    assert over_time([("基线", record(cases, 1))]) is None
    plot = over_time([("基线", record(cases, 1)), ("11-28 09:00", record(cases, 3))])
    assert plot is not None
    assert plot.svg.index("1/4 25%") < plot.svg.index("3/4 75%")

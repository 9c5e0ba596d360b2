"""A report on disk, read back to be shown, and where reports lie."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import BadRequest
from assistant.evaluate.kept import Kept
from assistant.evaluate.plots import kinds, plots, recall
from assistant.evaluate.record import Record, as_json, content_of
from assistant.evaluate.report import answer_table, heading, kind_table, retrieval_table, tables
from assistant.evaluate.run import run
from assistant.evaluate.stored import read_stored, wanted
from assistant.evaluate.summary import by_kind, summarise


@pytest.fixture
def report(assistant, cases):
    return run(assistant, cases)


@pytest.fixture
def stored(report, tmp_path):
    path = tmp_path / "r.json"
    path.write_text(as_json(report), encoding="utf-8")
    return read_stored(path)


def test_tables_and_plots_are_those_of_the_report_itself(report, stored):
    shown = dict(tables(report))
    assert retrieval_table(stored.overall) == shown["检索：全部依据都在其中的题"]
    assert [kind_table(stored.kinds.items(), stored.overall)] == [
        table for title, table in shown.items() if title.startswith("按题型")
    ]
    drawn = {plot.title: plot for plot in plots(report.rows)}
    assert recall(stored.overall) == drawn["各路检索"]
    assert kinds(stored.kinds.items()) == drawn["各类题"]
    overall = answer_table({"全部": stored.overall})
    assert [row[1] for row in overall.rows] == [row[1] for row in shown["回答"].rows]
    failed = len(stored.failed)
    assert heading(stored.overall, failed, "")[0] == heading(summarise(report.rows), failed, "")[0]
    assert [kind for kind, _ in by_kind(report.rows)] == list(stored.kinds)


def test_a_column_for_each_split(stored):
    table = answer_table(stored.splits)
    assert table.header == ["项目", "dev", "test"]
    assert next(row[1:] for row in table.rows if row[0].startswith("要点齐全")) == [
        "0/1 0.0% [0%–79%]",
        "1/2 50.0% [9%–91%]",
    ]


def test_what_failed_beside_what_was_wanted(report, stored, cases):
    found = dict(wanted(stored.failed, cases))
    assert {item.id: case.id for item, case in found.items()} == {"a-3": "a-3", "a-4": "a-4"}
    missed = next(item for item in found if item.id == "a-3")
    assert missed.history == ("hangzhou村集体资产2027年达到多少",)
    assert "缺少 9000000000" in missed.why
    assert missed.cited[0][1] in missed.answer
    assert missed.found == tuple(hit.clause.id for hit in report.rows[2].hits[:5])
    broken = next(item for item in found if item.id == "a-4")
    assert (broken.answer, broken.cited) == ("", ())
    assert stored.record == Record.of(content_of(report))


def test_a_case_that_changed_since_is_not_what_was_wanted(stored, cases):
    changed = [replace(case, expect=(("别的",),)) if case.expect else case for case in cases]
    assert set(dict(wanted(stored.failed, changed)).values()) == {None}


@pytest.mark.parametrize("text", ["", '{"format": 2, "rows": 1}', '{"format": 1}'])
def test_what_is_no_report(text, tmp_path):
    path = tmp_path / "r.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadRequest):
        read_stored(path)


def test_progress_is_told_once_for_each_question(assistant, cases):
    told = []
    run(assistant, cases, progress=lambda *step: told.append(step))
    assert told == [("评测", done, 4) for done in range(5)]


def test_the_baseline_then_what_was_evaluated_here_then_the_one_before(tmp_path: Path):
    kept = Kept(tmp_path / "home" / "evaluation", tmp_path / "eval")
    assert (kept.questions, kept.latest, kept.earlier) == (None, None, None)
    baseline = tmp_path / "eval/reports/baseline.json"
    baseline.parent.mkdir(parents=True)
    baseline.write_text("{}")
    (tmp_path / "eval/questions.toml").write_text("")
    assert (kept.latest, kept.earlier) == (baseline, None)
    assert kept.questions == tmp_path / "eval/questions.toml"
    for number in (1, 2, 3):
        kept.fresh.write_text(json.dumps(number))
        kept.keep()
        assert kept.latest is not None
        assert json.loads(kept.latest.read_text()) == number
        if number == 1:
            assert kept.earlier == baseline
    assert kept.earlier is not None
    assert json.loads(kept.earlier.read_text()) == 2
    kept.own_questions.write_text("")
    assert kept.questions == kept.own_questions

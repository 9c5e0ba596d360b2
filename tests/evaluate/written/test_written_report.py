import json
from dataclasses import replace

import pytest

from assistant.evaluate.written.as_json import as_json
from assistant.evaluate.written.log import Key
from assistant.evaluate.written.numbers import numbers
from assistant.evaluate.written.opening import Setting
from assistant.evaluate.written.outcome import Row
from assistant.evaluate.written.report import Report, as_markdown, as_text, falls
from assistant.evaluate.written.resampling import relative_fall, share
from assistant.types import Tally

SETTING = Setting("echo", "bigrams", "v1", 90.0, 5)


def row(way: str, name: str, **fields: object) -> Row:
    usual = {
        "kind": "compare",
        "split": "dev",
        "answerable": True,
        "status": "answered",
        "facts": 4,
        "evidence": (True, True),
        "forbids": 1,
    }
    return Row(Key("v1", "", way, name, "d"), "", **{**usual, **fields})


def groups(count: int) -> tuple[tuple[str, ...], ...]:
    return tuple((f"事实{n}", f"事{n}") for n in range(count))


EXTRACTIVE = [
    row("extractive", "a", missing=groups(3), evidence=(True, False)),
    row("extractive", "b", missing=groups(1), split="test", kind="draft"),
    row("extractive", "c", missing=groups(4), status="not_found", evidence=(False, False)),
    row("extractive", "d", answerable=False, status="not_found", facts=0, evidence=()),
]
WRITTEN = [
    row("written", "a", missing=groups(1), first_s=2.0, total_s=8.0, citations=2,
        tally=Tally(4, 1, 1, None, ("number",)), loose=("9",)),
    row("written", "b", correct=True, split="test", kind="draft", first_s=4.0, total_s=20.0,
        citations=5, tally=Tally(6, 0, 0, "timeout")),
    row("written", "c", missing=groups(1), forbidden=("75亿元",), citations=1),
    row("written", "d", answerable=False, facts=0, evidence=(), invalid=("x",)),
]  # fmt: skip
REPORT = Report(SETTING, {"extractive": EXTRACTIVE, "written": WRITTEN})


def test_what_is_missing_counts_a_refusal_whole():
    assert numbers(EXTRACTIVE).missing.value == pytest.approx(8 / 12)
    assert numbers(WRITTEN).missing.value == pytest.approx(2 / 12)


def test_shares():
    found = {key: (s.k, s.n) for key, s in numbers(WRITTEN).shares.items()}
    assert found == {
        "evidence": (6, 6),
        "correct": (1, 3),
        "false_refusal": (0, 3),
        "declined": (0, 1),
        "forbidden": (1, 4),
        "loose": (1, 4),
        "invalid": (1, 4),
        "too_long": (0, 4),
    }
    refused = numbers(EXTRACTIVE).shares
    assert (refused["false_refusal"].k, refused["declined"].k) == (1, 1)
    assert (refused["evidence"].k, refused["evidence"].n) == (3, 6)


def test_times_are_of_what_a_model_wrote():
    found = numbers(WRITTEN)
    assert (found.written, found.first.n, found.first.p50) == (2, 2, 3.0)
    assert {group: times.n for group, times in found.first_by.items()} == {
        "1": 0,
        "2-3": 1,
        "4+": 1,
    }
    assert found.total.p50 == 14.0
    assert numbers(EXTRACTIVE).first.p50 is None


def test_sentences_cut_and_why():
    found = numbers(WRITTEN)
    assert (found.cut.k, found.cut.n) == (1, 10)
    assert (found.faults, found.failed) == ({"number": 1}, {"timeout": 1})


def test_an_error_states_nothing():
    broken = replace(WRITTEN[1], status="error", error="坏了", missing=groups(4))
    found = numbers([broken])
    assert (found.errors, found.missing.value) == (1, 1.0)


def test_the_fall_is_relative_and_has_an_interval():
    fall = falls(REPORT.rows)["extractive"]
    assert fall.value == pytest.approx(1 - 2 / 8)
    assert fall.low <= fall.value <= fall.high


def test_intervals_close_in_on_what_never_varies():
    same = share([(1, 4)] * 30)
    assert (same.value, same.low, same.high) == (0.25, 0.25, 0.25)
    fall = relative_fall([(2, 4)] * 30, [(1, 4)] * 30)
    assert (fall.value, fall.low, fall.high) == (0.5, 0.5, 0.5)


@pytest.mark.parametrize("pairs", [[], [(0, 4)]])
def test_no_interval_where_nothing_was_missing(pairs):
    assert relative_fall(pairs, pairs).value is None


def test_json_has_every_number():
    found = json.loads(as_json(REPORT))
    assert found["setting"]["model"] == "echo"
    assert found["setting"]["cases"] == 4
    assert found["ways"]["written"]["missing"] == {"k": 2, "n": 12, "value": 0.1667}
    assert set(found["kinds"]) == {"compare", "draft"}
    assert set(found["splits"]) == {"dev", "test"}
    assert found["splits"]["test"]["written"]["missing"]["k"] == 0
    assert [each["id"] for each in found["worst"]] == ["a", "c"]
    assert found["relative_fall"]["extractive"]["value"] == 0.75


def test_markdown_names_the_worst_cases():
    text = as_markdown(REPORT)
    assert text.startswith("# 写出的回答\n")
    assert "- `a`（两份对比，缺 1/4）\n  - 事实0／事0" in text
    assert "缺的事实，模型写、逐句核对比摘出原文少：75.0%" in text
    assert "number 1" in text


def test_a_report_without_rows_or_writer():
    for rows in ({"written": []}, {"extractive": EXTRACTIVE}):
        report = Report(SETTING, rows)
        assert as_text(report) and as_markdown(report) and json.loads(as_json(report))

from dataclasses import replace

import pytest

from assistant.evaluate.compare import (
    change,
    compare,
    comparison_markdown,
    comparison_text,
)
from assistant.evaluate.measures import PASSED
from assistant.evaluate.record import Entry, Record


def entry(name, passed, digest="d", **scores):
    failures = () if passed else ("误拒",)
    return Entry(
        name, "figure", "test", digest, f"{name}？", {"passed": (passed, 1), **scores}, failures
    )


def record(*entries):
    return Record({item.id: item for item in entries}, 0)


@pytest.fixture
def comparison():
    before = record(entry("a", 1), entry("b", 0), entry("c", 1), entry("gone", 1), entry("e", 0))
    after = record(
        entry("a", 0), entry("b", 1), entry("c", 1), entry("new", 0), entry("e", 1, digest="other")
    )
    return compare(before, after)


def test_question_by_question(comparison):
    assert [pair.after.id for pair in comparison.gained] == ["b"]
    assert [pair.after.id for pair in comparison.lost] == ["a"]
    assert (comparison.added, comparison.removed) == (("new",), ("gone",))
    assert comparison.rewritten == ("e",)


def test_a_measure_over_the_questions_of_both(comparison):
    found = change(PASSED, comparison.pairs)
    assert (found.before.k, found.after.k, found.after.n) == (2, 2, 3)
    assert found.difference().low < 0 < found.difference().high
    assert change(replace(PASSED, key="mrr:fused"), comparison.pairs) is None


def test_as_people_read_it(comparison):
    text = comparison_text(comparison)
    assert "新做错 1 题\n  a [单个数字] a？ —— 误拒" in text
    assert "新增的题 1 道：new" in text
    assert "改过的题（没有比较） 1 道：e" in text
    assert "| 答对，或该拒则拒 | 2/3 | 2/3 | +0.0% |" in comparison_markdown(comparison)

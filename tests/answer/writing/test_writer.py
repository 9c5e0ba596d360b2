"""What a model writes is shown only where it holds; the rest is asked for again, or replaced."""

from __future__ import annotations

import pytest

OLD = "完成44个老旧小区改造。"
GOAL = "集体经济经营性收入50万元以上行政村占比达到100%。"


@pytest.fixture
def query(ask):
    return ask("老旧小区改造")


def test_sentences_that_hold(query, extracts, written) -> None:
    found, tally = written(query, extracts(OLD), "[1] 建德市要完成44个老旧小区改造。\n")
    assert [w.text for w in found] == ["建德市要完成44个老旧小区改造。"]
    assert (tally.written, tally.again, tally.cut, tally.failed) == (1, 0, 0, None)


def test_a_wrong_figure_is_asked_for_again_with_the_reason(
    query, extracts, writer, sources
) -> None:
    made = writer("[1] 完成54个老旧小区改造。", "[1] 完成44个老旧小区改造。")
    found = list(made.write(query, extracts(OLD), sources))
    assert [w.text for w in found] == ["完成44个老旧小区改造。"]
    again = made.generator.connect().asked[1]
    assert "54" in again
    assert "照抄" in again


def test_what_is_wrong_twice_gives_way_to_the_clause(query, extracts, written) -> None:
    wrong = "[1] 完成54个老旧小区改造。"
    right = "[2] 集体经济经营性收入50万元以上行政村占比达到100%。"
    found, tally = written(query, extracts(OLD, GOAL), f"{wrong}\n{right}", wrong)
    assert [(w.text, w.official) for w in found] == [
        ("集体经济经营性收入50万元以上行政村占比达到100%。", False),
        ("完成44个老旧小区改造", True),
    ]
    assert (tally.written, tally.again, tally.cut) == (3, 1, 2)
    assert tally.faults == ("number", "number")


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        ("完成44个老旧小区改造。", "citation"),
        ("[9] 完成44个老旧小区改造。", "citation"),
        ("[1] 完成44个老旧小区", "unfinished"),
        ("[1] 金华完成44个老旧小区改造。", "place"),
        ("[1] 由民政局完成44个老旧小区改造。", "name"),
        ("[1] 不得完成44个老旧小区改造。", "denial"),
        ("[1] 必须完成44个老旧小区改造。", "overclaim"),
        ("[1] 完成44个以上老旧小区改造。", "bound"),
        ("[1] 完成44亩老旧小区改造。", "unit"),
    ],
)
def test_nothing_is_shown_where_nothing_holds(query, extracts, written, reply, fault) -> None:
    found, tally = written(query, extracts(OLD), reply, reply)
    assert found == []
    assert tally.faults[0] == fault


def test_a_model_that_gives_out_half_way(query, extracts, written) -> None:
    found, tally = written(
        query, extracts(OLD, GOAL), "[1] 完成44个老旧小区改造。\n[2] 集体经济9", None
    )
    assert [w.official for w in found] == [False, True]
    assert tally.faults == ("unfinished",)


def test_a_dead_model(query, extracts, written) -> None:
    found, tally = written(query, extracts(OLD), None)
    assert found == []
    assert tally.failed == "unavailable"


def test_the_same_is_not_said_twice(query, extracts, written) -> None:
    same = "[1] 完成44个老旧小区改造。\n"
    found, _ = written(query, extracts(OLD), same * 5)
    assert len(found) == 1

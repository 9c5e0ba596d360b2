"""A draft always knows where its characters came from."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ingest.clean.draft import Draft, Edit, lines, outside
from assistant.types import SetAside

property_test = settings(max_examples=100, deadline=None, derandomize=True)
RAW = "青田县。\n龙泉市。\n云和县。\n"


def origins(draft: Draft) -> str:
    """The characters of the raw text that the draft says it is made of."""
    return "".join(draft.raw[draft.raw_offset(i)] for i in range(len(draft.text)))


def test_an_untouched_part_of_a_file() -> None:
    draft = Draft.of(RAW, 5, 9)
    assert draft.text == "龙泉市。"
    assert draft.raw_offset(0) == 5
    assert origins(draft) == draft.text


def test_edits_in_any_order() -> None:
    draft = Draft.of(RAW).apply([Edit(5, 10), Edit(0, 2, "松阳"), Edit(3, 4, "；")])
    assert draft.text == "松阳县；\n云和县。\n"
    assert draft.raw_offset(draft.text.index("云")) == RAW.index("云")
    assert draft.raw_offset(draft.text.index("县")) == RAW.index("县")


def test_no_edits_give_the_same_draft() -> None:
    draft = Draft.of(RAW)
    assert draft.apply([]) is draft


def test_a_span_with_a_reason_is_set_aside_with_its_line() -> None:
    draft = Draft.of(RAW, 5).apply([Edit(5, 9, reason="foreign")])
    assert draft.set_aside == (SetAside(10, 14, 3, "foreign", "云和县。"),)
    assert draft.raw[10:14] == "云和县。"


def test_a_secret_is_set_aside_without_its_text() -> None:
    draft = Draft.of(RAW).apply([Edit(0, 3, "█" * 3, "secret", secret=True)])
    assert draft.set_aside == (SetAside(0, 3, 1, "secret", None),)
    assert draft.text.startswith("███。")


def test_how_many_lines_a_span_runs_over() -> None:
    draft = Draft.of(RAW).apply([Edit(2, 9, reason="foreign")])
    (aside,) = draft.set_aside
    assert (aside.line, aside.lines, aside.last_line) == (1, 2, 2)


@pytest.mark.parametrize(
    ("kept", "text", "set_aside"),
    [
        (((5, 9),), "龙泉市。", ["青田县。\n", "\n云和县。\n"]),
        (((5, 10),), "龙泉市。\n", ["青田县。\n", "云和县。\n"]),
        (((0, 4), (10, 15)), "青田县。云和县。\n", ["\n龙泉市。\n"]),
        (((3, 7), (6, 9)), "。\n龙泉市。", ["青田县", "\n云和县。\n"]),
        (((0, 15),), RAW, []),
        (((0, 4), (5, 9), (10, 14)), RAW, []),
    ],
)
def test_what_people_keep_is_not_set_aside(kept, text: str, set_aside: list[str]) -> None:
    draft = Draft.of(RAW, kept=kept).apply([Edit(0, 15, reason="foreign")])
    assert draft.text == text
    assert [aside.text for aside in draft.set_aside] == set_aside
    assert origins(draft) == text


def test_what_people_keep_may_be_rewritten_and_hidden() -> None:
    draft = Draft.of(RAW, kept=((0, 15),))
    assert draft.apply([Edit(4, 5, "；")]).text.startswith("青田县。；龙泉市。")
    assert draft.apply([Edit(0, 5, reason="secret", secret=True)]).text == RAW[5:]


def test_where_raw_characters_stand() -> None:
    draft = Draft.of(RAW, 0, 14).apply([Edit(3, 5), Edit(5, 6, "青")]).move(0, 3, 6)
    assert draft.text == "青泉市青田县。\n云和县。"[0:3] + draft.text[3:]
    assert [draft.text[a:b] for a, b in draft.spans(0, 4)] == ["青田县"]
    assert [draft.text[a:b] for a, b in draft.spans(5, 7)] == ["青泉"]
    assert draft.spans(3, 5) == draft.spans(14, 15) == draft.spans(20, 30) == []


@pytest.mark.parametrize(
    ("cuts", "left"),
    [
        ([], [(3, 9)]),
        ([(0, 3), (9, 12)], [(3, 9)]),
        ([(5, 6)], [(3, 5), (6, 9)]),
        ([(7, 20), (0, 4), (5, 6)], [(4, 5), (6, 7)]),
        ([(4, 8), (5, 6)], [(3, 4), (8, 9)]),
        ([(3, 9)], []),
        ([(0, 1), (1, 12), (10, 11)], []),
    ],
)
def test_what_is_left_outside_of_cuts(cuts, left) -> None:
    assert outside((3, 9), cuts) == left


def test_what_is_set_aside_adds_up() -> None:
    draft = Draft.of(RAW).apply([Edit(0, 4, reason="a")])
    draft = draft.apply([Edit(1, 5, reason="b")])
    assert [(a.reason, a.start, a.text) for a in draft.set_aside] == [
        ("a", 0, "青田县。"),
        ("b", 5, "龙泉市。"),
    ]


@pytest.mark.parametrize(
    ("start", "end", "to", "text"),
    [
        (10, 15, 0, "云和县。\n青田县。\n龙泉市。\n"),
        (0, 5, 10, "龙泉市。\n青田县。\n云和县。\n"),
        (0, 5, 15, "龙泉市。\n云和县。\n青田县。\n"),
        (5, 10, 5, RAW),
    ],
)
def test_moving_a_block(start: int, end: int, to: int, text: str) -> None:
    draft = Draft.of(RAW).move(start, end, to)
    assert draft.text == text
    assert origins(draft) == text


def test_the_finished_map_leads_back() -> None:
    draft = Draft.of(RAW).move(10, 15, 0).apply([Edit(5, 7)])
    offsets = draft.offsets()
    assert [RAW[offsets.to_raw(i)] for i in range(len(draft.text))] == list(draft.text)


@property_test
@given(st.text(min_size=1, max_size=30), st.data())
def test_any_deletions_and_moves_keep_the_way_back(raw: str, data: st.DataObject) -> None:
    draft = Draft.of(raw)
    for _ in range(3):
        size = len(draft.text)
        cuts = sorted(data.draw(st.lists(st.integers(0, size), min_size=4, max_size=4)))
        kept = draft.text[: cuts[0]] + draft.text[cuts[1] : cuts[2]] + draft.text[cuts[3] :]
        draft = draft.apply([Edit(cuts[2], cuts[3]), Edit(cuts[0], cuts[1])])
        assert draft.text == kept
        a, b, to = sorted(data.draw(st.lists(st.integers(0, len(kept)), min_size=3, max_size=3)))
        draft = draft.move(a, b, to)
        assert draft.text == kept[:a] + kept[b:to] + kept[a:b] + kept[to:]
        assert origins(draft) == draft.text


@pytest.mark.parametrize("text", ["", "甲", "甲\n乙", "甲\n\n乙\n", "\n"])
def test_lines_are_the_text_without_line_ends(text: str) -> None:
    assert "\n".join(text[a:b] for a, b in lines(text)) == text

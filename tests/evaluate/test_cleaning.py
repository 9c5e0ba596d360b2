"""Counting what cleaning kept, took out and joined."""

from __future__ import annotations

import pytest

from assistant.evaluate.cleaning import Tally, tally, total
from assistant.evaluate.injection import Dirty
from assistant.types import CleaningReport, Document, OffsetMap, Source

FIRST, STORY, NUMBER, SECOND = "建成公厕12座，配齐", "他笑了，她哭了。", "— 3 —", "保洁员30 名。"
RAW = "\n".join((FIRST, STORY, NUMBER, SECOND))
AT = [RAW.index(text) for text in (FIRST, STORY, NUMBER, SECOND)]
DIRTY = Dirty(
    RAW,
    (
        (AT[0], AT[0] + len(FIRST), "policy"),
        (AT[1], AT[1] + len(STORY), "foreign"),
        (AT[2], AT[2] + len(NUMBER), "furniture"),
        (AT[3], len(RAW), "policy"),
    ),
    cuts=((AT[1] - 2, AT[3]),),
)


def document(*pieces: tuple[str, int]) -> Document:
    """Clean text made of pieces of the raw one, each with its raw offset."""
    text = "".join(piece for piece, _ in pieces)
    starts = tuple(sum(len(p) for p, _ in pieces[:n]) for n in range(len(pieces)))
    offsets = OffsetMap(starts, tuple(raw for _, raw in pieces))
    return Document(Source("a", "甲", "a.txt", ""), text, offsets, CleaningReport())


def test_a_perfect_cleaning() -> None:
    found = tally(DIRTY, document((FIRST, AT[0]), (SECOND, AT[3])))
    assert (found.policy_kept, found.policy) == (17, 17)
    assert (found.foreign_gone, found.foreign) == (8, 8)
    assert (found.furniture_gone, found.furniture) == (3, 3)
    assert (found.cuts_joined, found.cuts) == (1, 1)


def test_nothing_done() -> None:
    found = tally(DIRTY, document((RAW, 0)))
    assert found.policy_kept == found.policy
    assert found.foreign_gone == found.furniture_gone == found.cuts_joined == 0


def test_everything_taken_out() -> None:
    found = tally(DIRTY, document(("", 0)))
    assert found.policy_kept == found.cuts_joined == 0
    assert (found.foreign_gone, found.furniture_gone) == (8, 3)


@pytest.mark.parametrize("between", ["\n", "\n\n", "甲"])
def test_halves_with_something_between_them_are_not_joined(between: str) -> None:
    found = tally(DIRTY, document((FIRST, AT[0]), (between, AT[1] - 1), (SECOND, AT[3])))
    assert found.cuts_joined == 0


def test_blanks_between_halves_do_not_matter() -> None:
    found = tally(DIRTY, document((FIRST, AT[0]), (" 　", AT[1] - 1), (SECOND, AT[3])))
    assert found.cuts_joined == 1


def test_halves_in_the_wrong_order_are_not_joined() -> None:
    assert tally(DIRTY, document((SECOND, AT[3]), (FIRST, AT[0]))).cuts_joined == 0


def test_a_half_that_is_gone_is_not_joined() -> None:
    assert tally(DIRTY, document((FIRST, AT[0]))).cuts_joined == 0
    assert tally(DIRTY, document((SECOND, AT[3]))).cuts_joined == 0


def test_tallies_add_up() -> None:
    one = tally(DIRTY, document((FIRST, AT[0]), (SECOND, AT[3])))
    both = total([one, tally(DIRTY, document((RAW, 0)))])
    assert (both.policy, both.policy_kept) == (34, 34)
    assert (both.cuts, both.cuts_joined) == (2, 1)
    assert total([]) == Tally()

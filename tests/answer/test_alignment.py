"""Term by term: what a text speaks of and what it leaves out."""

from __future__ import annotations

import pytest

from assistant.answer.alignment import Alignment, nearest
from assistant.types import Term

TOILET = Term(("茅房", "公厕"), 1.0)
BUILD = Term(("新建",), 0.5, (("建成", 0.8), ("改造", 0.2)), known=True)
STRANGE = Term(("飞碟",), 1.0)


@pytest.fixture
def alignment() -> Alignment:
    return Alignment((TOILET, BUILD, STRANGE))


@pytest.mark.parametrize(
    ("text", "closeness"),
    [
        ("新建茅房", (1.0, 1.0, 0.0)),
        ("建成公厕", (0.9, 0.8, 0.0)),
        ("改造公厕", (0.9, 0.2, 0.0)),
        ("種植草莓", (0.0, 0.0, 0.0)),
        ("", (0.0, 0.0, 0.0)),
    ],
)
def test_closeness_of_each_term(alignment: Alignment, text: str, closeness) -> None:
    assert alignment.closeness(text) == closeness


def test_a_text_is_read_in_simplified_characters(alignment: Alignment) -> None:
    assert alignment.closeness("新建公廁") == alignment.closeness("新建公厕")


def test_share_is_weighed(alignment: Alignment) -> None:
    assert alignment.share((1.0, 0.0, 0.0)) == pytest.approx(0.4)
    assert alignment.share((0.0, 1.0, 0.0)) == pytest.approx(0.2)
    assert Alignment(()).share(()) == 0


def test_a_known_word_would_have_been_said(alignment: Alignment) -> None:
    assert alignment.known_gap((0.0, 1.0, 0.0)) == 0
    assert alignment.known_gap((1.0, 0.0, 1.0)) == 0.5
    assert Alignment(()).known_gap(()) == 0


def test_a_strange_word_has_nothing_close_in_the_documents(alignment: Alignment) -> None:
    assert alignment.strange_gap((0.0, 0.0, 1.0)) == 0
    assert alignment.strange_gap((1.0, 1.0, 0.0)) == 1


def test_the_nearest_of_several_texts_counts() -> None:
    assert nearest((0.1, 0.9), (0.5, 0.2)) == (0.5, 0.9)

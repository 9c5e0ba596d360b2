"""What is told of a session in the end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.training.items import Wanted
from assistant.training.live.answering import Answer
from assistant.training.live.joining import Player
from assistant.training.live.results import results, tally, wrong_of
from assistant.training.live.session import Session
from assistant.training.live.snapshot import Question, snapshot
from assistant.training.making import make
from assistant.training.material import Material

CLOSED = Session("s", "123456", "题", "x", "trainer", "made", 20, 4, (), "closed", 3)
PEOPLE = [Player(n, "s", name, "2026-11-28T08:00:00+00:00") for n, name in enumerate("王李陈", 1)]


@pytest.fixture(scope="module")
def four(invented: Material) -> tuple[Question, ...]:
    items = make(invented, Wanted(), 40, 3).set.items
    kinds = {item.kind: item for item in items}
    return snapshot([kinds[kind] for kind in ("fill", "single", "multiple", "judge")], invented)


def given(player: int, item: int, words: str, right: bool, took: float = 5.0) -> Answer:
    return Answer(player, item, words, right, 1000.0 + item, took)


def test_people_are_ranked_by_what_they_got_right(four) -> None:
    answers = [
        given(1, 0, "1", True),
        given(1, 1, "B", False),
        given(2, 0, "1", True, 3.0),
        given(2, 3, "对", True, 4.0),
    ]
    found = results(CLOSED, four, PEOPLE, answers)
    told = [(s.player.name, s.rank, s.answered, s.right, s.asked) for s in found.scores]
    assert told == [("李", 1, 2, 2, 4), ("王", 2, 2, 1, 4), ("陈", 3, 0, 0, 4)]
    assert found.share == 0.75
    equal = results(CLOSED, four, PEOPLE, answers[:1] + answers[2:3])
    assert [s.rank for s in equal.scores] == [1, 1, 3]


def test_only_items_that_were_asked_are_told(four) -> None:
    early = replace(CLOSED, position=1)
    assert [t.position for t in results(early, four, PEOPLE, []).tallies] == [0, 1]
    lobby = replace(CLOSED, phase="lobby", position=-1)
    assert results(lobby, four, [], []).tallies == ()
    own_pace = replace(CLOSED, pace="phone", position=-1)
    assert len(results(own_pace, four, PEOPLE, []).tallies) == 4


def test_what_most_got_wrong_is_read_again(four) -> None:
    answers = [given(p, 1, "A", p == 1) for p in (1, 2, 3)]
    answers += [given(p, 3, "对", p < 3) for p in (1, 2, 3)]
    answers += [given(p, 0, "1", True) for p in (1, 2)]
    found = results(CLOSED, four, PEOPLE, answers)
    assert [r.positions for r in found.reread] == [(1,), (3,)]
    assert found.reread[0].passage == four[1].passages[0]
    missed = [sorted(sum((r.positions for r in wrong_of(who, found)), ())) for who in (1, 2, 3)]
    assert missed == [[2], [1, 2], [0, 1, 2, 3]]  # what was not answered as well


def test_how_answers_are_spread(four) -> None:
    single = tally(1, four[1], [given(1, 1, "A", False), given(2, 1, "C", True)])
    assert [(c.label, c.count) for c in single.choices][:3] == [("A", 1), ("B", 0), ("C", 1)]
    assert [c.label for c in single.choices if c.key] == list(four[1].item.keys)
    some = tally(2, four[2], [given(1, 2, "AC", False), given(2, 2, "A", False)])
    assert {c.label: c.count for c in some.choices}["A"] == 2
    judge = tally(3, four[3], [given(1, 3, "错", False)])
    assert [(c.label, c.count) for c in judge.choices] == [("对", 0), ("错", 1)]
    blank = tally(
        0, four[0], [given(1, 0, "5万", True), given(2, 0, "50000", True), given(3, 0, "6", False)]
    )
    assert [(c.label, c.count, c.key) for c in blank.choices] == [("5万", 2, True), ("6", 1, False)]


def test_topics_and_documents_add_up(four) -> None:
    answers = [given(p, at, "A", p == at) for p in (1, 2, 3) for at in range(4)]
    found = results(CLOSED, four, PEOPLE, answers)
    for groups in (found.topics, found.documents):
        assert sum(g.items for g in groups) == 4
        assert sum(g.answered for g in groups) == 12
        assert sum(g.right for g in groups) == 3

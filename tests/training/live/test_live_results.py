"""What is told of a session in the end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.training.items import Wanted
from assistant.training.live.answering import Answer
from assistant.training.live.joining import Player
from assistant.training.live.results import results, wrong_of
from assistant.training.live.session import Session
from assistant.training.live.snapshot import Question, snapshot
from assistant.training.live.tallies import tally
from assistant.training.making import make
from assistant.training.material import Material
from assistant.training.pairs import pairs_of

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
    assert (found.asked, found.right, found.share) == (12, 3, 0.25)  # of all, not of those who came
    equal = results(CLOSED, four, PEOPLE, answers[:1] + answers[2:3])
    assert [s.rank for s in equal.scores] == [1, 1, 3]


def test_only_items_that_were_asked_are_told(four) -> None:
    early = replace(CLOSED, position=1)
    assert [t.position for t in results(early, four, PEOPLE, []).tallies] == [0, 1]
    lobby = replace(CLOSED, phase="lobby", position=-1)
    assert results(lobby, four, [], []).tallies == ()
    running = replace(CLOSED, phase="open", position=1)
    told = results(running, four, PEOPLE, [given(1, 0, "1", True), given(1, 1, "A", False)])
    assert ([t.position for t in told.tallies], len(told.answers)) == ([0], 1)  # the other is open
    assert {s.asked for s in told.scores} == {1}
    own_pace = replace(CLOSED, pace="phone", position=-1)
    assert len(results(own_pace, four, PEOPLE, []).tallies) == 4


def test_what_most_got_wrong_is_read_again(four) -> None:
    answers = [given(p, 1, "A", p == 1) for p in (1, 2, 3)]
    answers += [given(p, 3, "对", p < 3) for p in (1, 2, 3)]
    answers += [given(p, 0, "1", True) for p in (1, 2)]
    found = results(CLOSED, four, PEOPLE, answers)
    # Nobody answered the third item: nobody got it right.
    assert [r.positions for r in found.reread] == [(2,), (1,), (0,), (3,)]
    assert found.reread[1].passage == four[1].passages[0]
    told = [(r.asked, r.answered, r.right) for r in found.reread]
    assert told == [(3, 0, 0), (3, 3, 1), (3, 2, 2), (3, 3, 2)]
    first = found.tallies[0]
    assert (first.asked, first.answered, first.right, first.share) == (3, 2, 2, 2 / 3)
    missed = [sorted(sum((r.positions for r in wrong_of(who, found)), ())) for who in (1, 2, 3)]
    assert missed == [[2], [1, 2], [0, 1, 2, 3]]  # what was not answered as well


def test_how_answers_are_spread(four) -> None:
    single = tally(1, four[1], [given(1, 1, "A", False), given(2, 1, "C", True)], 3)
    assert [(c.label, c.count) for c in single.choices][:3] == [("A", 1), ("B", 0), ("C", 1)]
    assert [c.label for c in single.choices if c.key] == list(four[1].item.keys)
    some = tally(2, four[2], [given(1, 2, "AC", False), given(2, 2, "A", False)], 3)
    assert {c.label: c.count for c in some.choices}["A"] == 2
    judge = tally(3, four[3], [given(1, 3, "错", False)], 3)
    assert [(c.label, c.count) for c in judge.choices] == [("对", 0), ("错", 1)]
    written = [given(1, 0, "5万", True), given(2, 0, "50000", True), given(3, 0, "6", False)]
    blank = tally(0, four[0], written, 3)
    assert [(c.label, c.count, c.key) for c in blank.choices] == [("5万", 2, True), ("6", 1, False)]


def test_pairs_are_told_one_by_one(invented: Material) -> None:
    asked = snapshot(make(invented, Wanted(kinds=("match",)), 1, 3).set.items, invented)
    question, pairs = asked[0], pairs_of(asked[0].item)
    grounds = [pair.ground for pair in pairs]
    assert len(set(grounds)) == len(pairs) > 2, "each pair has a clause of its own"
    right = "".join(pair.key for pair in pairs)
    swapped = right[1] + right[0] + right[2:]
    answers = [
        given(1, 0, right, True),
        given(2, 0, swapped, False),
    ]
    told = tally(0, question, answers, 3)
    assert [each.right for each in told.pairs] == [1, 1, *[2] * (len(pairs) - 2)]
    assert told.pairs[0].instead == (pairs[1].right, 1)
    assert told.pairs[-1].instead is None
    assert told.doubtful == tuple(grounds)  # two of three is below the bar as well
    one = replace(CLOSED, items=1, position=0)
    found = results(one, asked, PEOPLE, answers)
    assert (found.asked, found.right) == (3, 1)
    by_clause = {
        r.passage.clause: (r.positions, r.asked, r.answered, r.right) for r in found.reread
    }
    for pair, count in zip(pairs, [1, 1, *[2] * (len(pairs) - 2)], strict=True):
        assert by_clause[question.passages[pair.ground].clause] == ((0,), 3, 2, count)
    wrong = {r.passage.clause for r in wrong_of(2, found)}
    assert wrong == {question.passages[pair.ground].clause for pair in pairs[:2]}
    assert wrong_of(1, found) == ()
    assert len(wrong_of(3, found)) == len(pairs)  # nothing answered


def test_topics_and_documents_add_up(four) -> None:
    answers = [given(p, at, "A", p == at) for p in (1, 2, 3) for at in range(4)]
    found = results(CLOSED, four, PEOPLE, answers)
    for groups in (found.topics, found.documents):
        assert sum(g.items for g in groups) == 4
        assert sum(g.asked for g in groups) == sum(g.answered for g in groups) == 12
        assert sum(g.right for g in groups) == 3

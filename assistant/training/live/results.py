"""What came of a session: by person, item, topic, document, and what to read again.

Every share is that of right answers among all that were asked for: of each item, of everyone
who joined. Who did not answer did not get it right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.training.live.answering import Answer
from assistant.training.live.joining import Player
from assistant.training.live.session import Session
from assistant.training.live.snapshot import Passage, Question
from assistant.training.live.tallies import READ_AGAIN, Tally, share_of, tally
from assistant.training.pairs import missed


@dataclass(frozen=True, slots=True)
class Score:
    """Of a person: ``right`` of ``answered`` of the items ``asked``; ``rank`` from 1, shared by
    those who are equal. ``seconds`` is what right answers took on average."""

    player: Player
    rank: int
    asked: int
    answered: int
    right: int
    seconds: float

    @property
    def share(self) -> float:
        """Of the items asked, the share that was right."""
        return share_of(self.right, self.asked)


@dataclass(frozen=True, slots=True)
class Group:
    """Of a topic or a document: how many items, how many answers they asked for, how many came,
    and how many of them were right."""

    name: str
    items: int
    asked: int
    answered: int
    right: int

    @property
    def share(self) -> float:
        """Of the answers asked for, the share that was right."""
        return share_of(self.right, self.asked)


@dataclass(frozen=True, slots=True)
class Reread:
    """A clause that what most got wrong rests on, items or single pairs of them, with the
    positions of the items."""

    passage: Passage
    positions: tuple[int, ...]
    asked: int
    answered: int
    right: int

    @property
    def share(self) -> float:
        """Of the answers asked for, the share that was right."""
        return share_of(self.right, self.asked)


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that is told of a session, of the items whose time is over."""

    session: Session
    joined: int
    scores: tuple[Score, ...]
    tallies: tuple[Tally, ...]
    topics: tuple[Group, ...]
    documents: tuple[Group, ...]
    reread: tuple[Reread, ...]
    answers: tuple[Answer, ...]

    @property
    def asked(self) -> int:
        """How many answers were asked for: items times people."""
        return self.joined * len(self.tallies)

    @property
    def right(self) -> int:
        """How many answers were right."""
        return sum(answer.is_right for answer in self.answers)

    @property
    def share(self) -> float:
        """Of all answers asked for, the share that was right; 0 where none was."""
        return share_of(self.right, self.asked)


class _Part(NamedTuple):
    """What rests on one clause: an item, or a pair of one."""

    tally: Tally
    passage: Passage
    right: int


def results(
    session: Session,
    questions: Sequence[Question],
    players: Sequence[Player],
    answers: Sequence[Answer],
) -> Results:
    """What came of a session so far."""
    given = tuple(answer for answer in answers if answer.item < session.settled)
    by_item: dict[int, list[Answer]] = defaultdict(list)
    for answer in given:
        by_item[answer.item].append(answer)
    tallies = tuple(
        tally(at, questions[at], by_item[at], len(players)) for at in range(session.settled)
    )
    return Results(
        session=session,
        joined=len(players),
        scores=_scores(session, players, given),
        tallies=tallies,
        topics=_groups((t.question.item.topic, t) for t in tallies),
        documents=_groups((t.question.passages[0].title, t) for t in tallies),
        reread=_reread(tallies),
        answers=given,
    )


def wrong_of(player: int, found: Results) -> tuple[Reread, ...]:
    """The clauses that one player has to read again: of all items, and of all pairs of matching
    ones, that it did not get right."""
    own = {answer.item: answer for answer in found.answers if answer.player == player}
    wrong: list[_Part] = []
    for each in found.tallies:
        answer = own.get(each.position)
        if answer is not None and answer.is_right:
            continue
        left = set(missed(each.question.item, answer.given if answer else ""))
        parts = zip(_parts(each), each.pairs or (None,), strict=True)
        wrong += [part for part, pair in parts if pair is None or pair.pair in left]
    return _grouped(wrong)


def _scores(
    session: Session, players: Sequence[Player], answers: Sequence[Answer]
) -> tuple[Score, ...]:
    by_player: Mapping[int, list[Answer]] = defaultdict(list)
    for answer in answers:
        by_player[answer.player].append(answer)
    found = []
    for player in players:
        own = by_player[player.id]
        right = [answer.took for answer in own if answer.is_right]
        seconds = sum(right) / len(right) if right else 0.0
        found.append((-len(right), seconds, player.name, player, len(own)))
    found.sort(key=lambda row: row[:3])
    scores: list[Score] = []
    for number, (minus, seconds, _, player, count) in enumerate(found, start=1):
        same = scores and scores[-1].right == -minus
        rank = scores[-1].rank if same else number
        scores.append(Score(player, rank, session.settled, count, -minus, seconds))
    return tuple(scores)


def _groups(named: Iterable[tuple[str, Tally]]) -> tuple[Group, ...]:
    found: dict[str, list[Tally]] = defaultdict(list)
    for name, each in named:
        found[name].append(each)
    groups = [
        Group(
            name,
            len(of),
            sum(t.asked for t in of),
            sum(t.answered for t in of),
            sum(t.right for t in of),
        )
        for name, of in found.items()
    ]
    return tuple(sorted(groups, key=lambda group: (group.share, group.name)))


def _reread(tallies: Sequence[Tally]) -> tuple[Reread, ...]:
    parts = [part for each in tallies if each.asked for part in _parts(each)]
    return _grouped([part for part in parts if part.right < READ_AGAIN * part.tally.asked])


def _parts(tally: Tally) -> Sequence[_Part]:
    passages = tally.question.passages
    if not tally.pairs:
        return (_Part(tally, passages[0], tally.right),)
    return [_Part(tally, passages[each.pair.ground], each.right) for each in tally.pairs]


def _grouped(parts: Sequence[_Part]) -> tuple[Reread, ...]:
    """The clauses that these rest on, those most got wrong first."""
    found: dict[str, list[_Part]] = defaultdict(list)
    for each in parts:
        found[each.passage.clause].append(each)
    read = [
        Reread(
            of[0].passage,
            tuple(dict.fromkeys(part.tally.position for part in of)),
            sum(part.tally.asked for part in of),
            sum(part.tally.answered for part in of),
            sum(part.right for part in of),
        )
        for of in found.values()
    ]
    return tuple(sorted(read, key=lambda one: (one.share, one.positions)))

"""What came of a session: by person, item, topic, document, and what to read again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.training.items import FALSE, LETTERS, TRUE
from assistant.training.live.answering import Answer
from assistant.training.live.joining import Player
from assistant.training.live.session import Session
from assistant.training.live.snapshot import Passage, Question

READ_AGAIN = 0.7  # share of right answers below which a clause is worth another look
_LISTED = 6  # different words in a blank that are told apart


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


@dataclass(frozen=True, slots=True)
class Choice:
    """How many gave an answer, or chose an option; ``key`` says whether that is right."""

    label: str
    words: str
    count: int
    key: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """Of an item, from 0: how many answered, how many rightly, and how they are spread."""

    position: int
    question: Question
    answered: int
    right: int
    choices: tuple[Choice, ...]

    @property
    def share(self) -> float:
        """Of those who answered, the share that was right; 1 where nobody did."""
        return self.right / self.answered if self.answered else 1.0


@dataclass(frozen=True, slots=True)
class Group:
    """Of a topic or a document: how many items, answers, and right ones."""

    name: str
    items: int
    answered: int
    right: int


@dataclass(frozen=True, slots=True)
class Reread:
    """A clause that the items most got wrong rest on, with their positions."""

    passage: Passage
    positions: tuple[int, ...]
    answered: int
    right: int


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that is told of a session."""

    session: Session
    joined: int
    scores: tuple[Score, ...]
    tallies: tuple[Tally, ...]
    topics: tuple[Group, ...]
    documents: tuple[Group, ...]
    reread: tuple[Reread, ...]
    answers: tuple[Answer, ...]

    @property
    def share(self) -> float:
        """Of all answers, the share that was right; 0 where there is none."""
        return sum(a.is_right for a in self.answers) / max(1, len(self.answers))


def results(
    session: Session,
    questions: Sequence[Question],
    players: Sequence[Player],
    answers: Sequence[Answer],
) -> Results:
    """What came of a session so far."""
    by_item: dict[int, list[Answer]] = defaultdict(list)
    for answer in answers:
        by_item[answer.item].append(answer)
    tallies = tuple(tally(at, questions[at], by_item[at]) for at in range(session.asked))
    return Results(
        session=session,
        joined=len(players),
        scores=_scores(session, players, answers),
        tallies=tallies,
        topics=_groups((t.question.item.topic, t) for t in tallies),
        documents=_groups((t.question.passages[0].title, t) for t in tallies),
        reread=_reread(tallies),
        answers=tuple(answers),
    )


def tally(position: int, question: Question, answers: Sequence[Answer]) -> Tally:
    """How the answers to an item are spread."""
    right = sum(answer.is_right for answer in answers)
    choices = tuple(_choices(question, answers))
    return Tally(position, question, len(answers), right, choices)


def wrong_of(player: int, found: Results) -> tuple[Reread, ...]:
    """The clauses that one player has to read again: of all items that it did not get right."""
    right = {a.item for a in found.answers if a.player == player and a.is_right}
    return _grouped([tally for tally in found.tallies if tally.position not in right])


def _choices(question: Question, answers: Sequence[Answer]) -> Iterable[Choice]:
    item = question.item
    given = Counter(answer.given for answer in answers)
    if item.kind == "judge":
        return [Choice(word, "", given[word], word in item.keys) for word in (TRUE, FALSE)]
    if item.kind == "fill":
        return _written(answers)
    if item.kind == "match":
        pairs = enumerate(zip(item.left, item.keys, strict=True))
        return [
            Choice(f"{at + 1}-{key}", f"{left} — {item.options[LETTERS.index(key)]}",
                   sum(count for words, count in given.items() if words[at] == key), True)
            for at, (left, key) in pairs
        ]  # fmt: skip
    return [
        Choice(letter, words, sum(n for g, n in given.items() if letter in g), letter in item.keys)
        for letter, words in zip(LETTERS, item.options, strict=False)
    ]


def _written(answers: Sequence[Answer]) -> list[Choice]:
    """What was written into a blank, the most frequent first; the right ones are one."""
    right = Counter(answer.given for answer in answers if answer.is_right)
    wrong = Counter(answer.given for answer in answers if not answer.is_right)
    told = [Choice(right.most_common(1)[0][0], "", right.total(), True)] if right else []
    told += [Choice(words, "", count, False) for words, count in wrong.most_common(_LISTED)]
    return sorted(told, key=lambda choice: (-choice.count, choice.label))


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
        scores.append(Score(player, rank, session.asked, count, -minus, seconds))
    return tuple(scores)


def _groups(named: Iterable[tuple[str, Tally]]) -> tuple[Group, ...]:
    found: dict[str, list[Tally]] = defaultdict(list)
    for name, each in named:
        found[name].append(each)
    groups = [
        Group(name, len(of), sum(t.answered for t in of), sum(t.right for t in of))
        for name, of in found.items()
    ]
    return tuple(sorted(groups, key=lambda g: (g.right / g.answered if g.answered else 1, g.name)))


def _reread(tallies: Sequence[Tally]) -> tuple[Reread, ...]:
    return _grouped([tally for tally in tallies if tally.share < READ_AGAIN])


def _grouped(tallies: Sequence[Tally]) -> tuple[Reread, ...]:
    """The clauses of these items, those most got wrong first."""
    found: dict[str, list[Tally]] = defaultdict(list)
    for each in tallies:
        found[each.question.passages[0].clause].append(each)
    read = [
        Reread(
            of[0].question.passages[0],
            tuple(t.position for t in of),
            sum(t.answered for t in of),
            sum(t.right for t in of),
        )
        for of in found.values()
    ]
    return tuple(sorted(read, key=lambda r: (r.right / max(1, r.answered), r.positions)))

"""One session in memory: what phones and screens see of it, and when that changes."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from assistant.training.live.answering import Answer
from assistant.training.live.joining import Player, hash_of
from assistant.training.live.results import Results, results
from assistant.training.live.session import Session
from assistant.training.live.snapshot import Question
from assistant.training.live.tallies import Tally, tally


class Signal:
    """Something that many wait for, again and again."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def coming(self) -> asyncio.Event:
        """What will be set the next time; to be asked for before looking at how things are."""
        return self._event

    def give(self) -> None:
        """Wakes whoever waits."""
        self._event, event = asyncio.Event(), self._event
        event.set()


@dataclass(eq=False)
class Room:
    """One session with its people. ``changed`` is given at each step of the session, ``stirred``
    also when someone joins or answers. ``made`` keeps what was rendered of this step."""

    session: Session
    questions: Sequence[Question]
    players: dict[int, Player]
    phones: dict[str, Player]
    answers: dict[int, dict[int, Answer]]  # by player, by item
    answered: Counter[int]  # by item
    removed: set[str] = field(default_factory=set)  # hashes of tokens
    changed: Signal = field(default_factory=Signal)
    stirred: Signal = field(default_factory=Signal)
    made: dict[Hashable, tuple[str, str]] = field(default_factory=dict)
    watchers: int = 0
    streams: Counter[int] = field(default_factory=Counter)  # by player
    is_gone: bool = False
    timer: asyncio.TimerHandle | None = None

    def tally(self, position: int) -> Tally:
        """How the answers to an item are spread by now."""
        given = [own[position] for own in self.answers.values() if position in own]
        return tally(position, self.questions[position], given, len(self.players))

    def all_answers(self) -> tuple[Answer, ...]:
        """Every answer, as they came."""
        found = [answer for own in self.answers.values() for answer in own.values()]
        return tuple(sorted(found, key=lambda answer: (answer.at, answer.player)))

    def finished(self) -> int:
        """How many have answered every item."""
        return sum(len(own) >= self.session.items for own in self.answers.values())

    @property
    def is_complete(self) -> bool:
        """Whether nobody who joined has still to answer what is open."""
        if self.session.pace == "phone":
            return self.finished() >= len(self.players)
        return self.answered[self.session.position] >= len(self.players)

    def without(self, player: int, session: Session) -> None:
        """Takes over a session that one who joined was removed from."""
        self.players.pop(player, None)
        self.answers.pop(player, None)
        self.answered = Counter(item for own in self.answers.values() for item in own)
        gone = [known for known, one in self.phones.items() if one.id == player]
        self.removed.update(gone)
        for known in gone:
            del self.phones[known]
        self.became(session)

    def results(self) -> Results:
        """What came of it so far."""
        given = self.all_answers()
        return results(self.session, self.questions, list(self.players.values()), given)

    def phone(self, token: str) -> Player | None:
        """Whose phone a token is of."""
        return self.phones.get(hash_of(token))

    def has_removed(self, token: str) -> bool:
        """Whether the phone with this token was removed."""
        return hash_of(token) in self.removed

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Keeps it in memory meanwhile."""
        self.watchers += 1
        try:
            yield
        finally:
            self.watchers -= 1

    def became(self, session: Session) -> None:
        """Takes over a later step."""
        if session.version > self.session.version:
            self.session = session
            self.made.clear()
            self.changed.give()
            self.stirred.give()

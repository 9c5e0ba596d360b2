"""What the service replies of live sessions. The contract is that of ``assistant.wire``."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from assistant.replies.quizzes import Kind

Pace = Literal["trainer", "phone"]
Order = Literal["made", "shuffled", "each"]
Phase = Literal["lobby", "open", "counted", "shown", "closed"]


class PassageObject(TypedDict):
    """A whole clause, and where in it the quote stands."""

    clause: str
    label: str
    path: list[str]
    text: str
    start: int
    end: int
    quote: str
    document: str
    title: str
    number: str | None
    status: str


class SessionObject(TypedDict):
    """A session; ``item`` is the one in hand, from 0, ``left`` the seconds until the bell, out of
    ``allowed``. ``called`` says that the trainer has called the answers in, ``locked`` that nobody
    else may join."""

    id: str
    code: str
    title: str
    pace: Pace
    order: Order
    seconds: int
    items: int
    documents: list[str]
    phase: Phase
    item: int | None
    left: float | None
    paused: bool
    called: bool
    locked: bool
    allowed: float | None
    version: int
    players: int
    answered: int
    created: str
    closed: str | None


class SessionList(TypedDict):
    """Sessions, the newest first."""

    sessions: list[SessionObject]


class PersonObject(TypedDict):
    """One who joined, and how many items were answered."""

    player: int
    name: str
    joined: str
    answered: int


class PeopleObject(TypedDict):
    """Who joined, in order."""

    people: list[PersonObject]


class ScoreObject(TypedDict):
    """Of a person."""

    name: str
    rank: int
    asked: int
    answered: int
    right: int


class ChoiceObject(TypedDict):
    """How many gave an answer, or chose an option."""

    label: str
    words: str
    count: int
    right: bool


class PairObject(TypedDict):
    """Of a pair of a matching item: how many got it right, and which of its passages says so,
    from 0."""

    left: str
    words: str
    right: int
    passage: int


class TallyObject(TypedDict):
    """Of an item, from 0: of how many people ``asked`` how many answered, and how many rightly;
    ``share`` is of all who were asked."""

    item: int
    kind: Kind
    question: str
    keys: list[str]
    asked: int
    answered: int
    right: int
    share: float
    choices: list[ChoiceObject]
    pairs: list[PairObject]
    passages: list[PassageObject]


class GroupObject(TypedDict):
    """Of a topic or a document: ``asked`` are the answers asked for, items times people."""

    name: str
    items: int
    asked: int
    answered: int
    right: int
    share: float


class RereadObject(TypedDict):
    """A clause to read again, with the items that were got wrong, or of which a pair was."""

    items: list[int]
    asked: int
    answered: int
    right: int
    share: float
    passage: PassageObject


class ResultsObject(TypedDict):
    """What came of a session, of the items whose time is over: ``asked`` are the answers asked
    for, items times people, and ``share`` is of them: who did not answer did not get it right."""

    session: SessionObject
    asked: int
    answered: int
    right: int
    share: float
    people: list[ScoreObject]
    items: list[TallyObject]
    topics: list[GroupObject]
    documents: list[GroupObject]
    reread: list[RereadObject]


class JoinedObject(TypedDict):
    """Who joined; ``token`` is shown this once."""

    token: str
    name: str
    session: str


class OptionObject(TypedDict):
    """An option; ``letter`` is what is sent."""

    letter: str
    words: str


class PlayItem(TypedDict):
    """An item as a phone may see it: what is right is null, and the passages are none, until
    it is shown to all."""

    item: int
    kind: Kind
    question: str
    options: list[OptionObject]
    left: list[str]
    answer: str | None
    right: bool | None
    keys: list[str] | None
    passages: list[PassageObject]


class PlayObject(TypedDict):
    """A session as a phone sees it; ``called`` says that its time is about to end early."""

    title: str
    name: str
    pace: Pace
    phase: Phase
    left: float | None
    paused: bool
    called: bool
    version: int
    count: int
    items: list[PlayItem]


class AnsweredObject(TypedDict):
    """An answer that counts."""

    item: int
    answer: str
    received: str

"""What the service replies of practice. The contract is that of ``assistant.wire``."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import TypedDict

from assistant.replies.quizzes import Difficulty, ItemObject, Kind


class AskedObject(TypedDict):
    """An item to be answered, without its key."""

    kind: Kind
    question: str
    options: Sequence[str]
    left: Sequence[str]
    difficulty: Difficulty
    topic: str
    document: str


class PracticeRound(TypedDict):
    """How a round stands: ``asked`` items were answered of it, ``correct`` of them rightly."""

    round: int
    asked: int
    correct: int
    done: bool


class PracticeNext(TypedDict):
    """The item to answer by its ``name``, ``again`` where it was asked before; null where the
    round is over or nothing is left to ask."""

    name: str | None
    again: bool
    item: AskedObject | None
    round: PracticeRound


class PracticeAnswer(TypedDict):
    """Whether an answer was right, the item with its key, and when it comes back (UTC)."""

    right: bool
    item: ItemObject
    due: str
    round: PracticeRound


class PracticeDocument(TypedDict):
    """How far the practice of a document went."""

    document: str
    seen: int
    right: int
    due: int


class PracticeProgress(TypedDict):
    """How far practice went."""

    documents: list[PracticeDocument]
    round: PracticeRound | None

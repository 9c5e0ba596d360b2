"""What the service replies of items and quizzes. The contract is that of ``assistant.wire``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from typing_extensions import TypedDict

Kind = Literal["fill", "single", "multiple", "judge", "match", "source", "term"]
Difficulty = Literal["easy", "medium", "hard"]
Origin = Literal["made", "edited", "own"]
Check = Literal["agrees", "unsure", "against"]
Standing = Literal["stands", "moved", "changed", "gone"]


class GroundObject(TypedDict):
    """A verbatim span that an item rests on."""

    clause: str
    document: str
    label: str
    quote: str
    start: int
    end: int


class ItemObject(TypedDict):
    """An item with its key; ``keys`` are letters of ``options``, 对 or 错, or what belongs in the
    blank. ``check`` says what the clauses make of a key that people wrote: ``unsure`` takes a
    reader to tell, ``against`` was kept in spite of ``objection``."""

    id: str
    kind: Kind
    question: str
    options: Sequence[str]
    keys: Sequence[str]
    grounds: Sequence[GroundObject]
    difficulty: Difficulty
    topic: str
    path: Sequence[str]
    departments: Sequence[str]
    region: str | None
    years: Sequence[int]
    left: Sequence[str]
    remark: str
    origin: Origin
    check: Check
    objection: str


class DrawnObject(TypedDict):
    """Items drawn and not kept; ``discarded`` says why how many others could not be used, and
    ``note`` what that comes to where there are fewer than were asked for."""

    items: list[ItemObject]
    seed: int
    index_version: str
    discarded: dict[str, int]
    note: str


class QuizSummary(TypedDict):
    """A quiz in a list; times are UTC."""

    id: str
    title: str
    items: int
    documents: Sequence[str]
    created: str
    changed: str
    who: str


class QuizList(TypedDict):
    """Quizzes, the one changed last first."""

    quizzes: list[QuizSummary]


class QuizObject(TypedDict):
    """A quiz with its items; ``standing`` says by id of those whose clause is not what it was
    how that is: moved, changed or gone."""

    id: str
    title: str
    items: list[ItemObject]
    documents: Sequence[str]
    created: str
    changed: str
    who: str
    seed: int
    index_version: str
    standing: dict[str, Standing]


class DeletedObject(TypedDict):
    """What is there no more."""

    deleted: str
